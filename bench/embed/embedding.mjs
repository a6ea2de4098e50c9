// What a form does to the page around it: violations of a strict policy, styles changed, outside hosts asked for; and
// what it does after a submit with nothing answered.
import { sampledElements, sampledProperties } from "./host-page.mjs";
import { installProbe } from "./probe.mjs";

function countViolations() {
  window.benchViolations = [];
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    window.benchViolations.push(`${effectiveDirective} ${blockedURI}`);
  });
}

function sample([elements, properties]) {
  return elements.flatMap((selector) => {
    const style = getComputedStyle(document.querySelector(selector));
    return properties.map((property) => style[property]);
  });
}

/** Runs `use` on a page of its own; requests for other hosts than ours are collected in `hosts`. */
async function onPage(browser, origin, use) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const hosts = new Set();
  try {
    await context.addInitScript(installProbe);
    await context.addInitScript(countViolations);
    const page = await context.newPage();
    page.on("request", (request) => {
      const { host, protocol } = new URL(request.url());
      if (protocol.startsWith("http") && host !== new URL(origin).host) hosts.add(host);
    });
    return await use(page, hosts);
  } finally {
    await context.close();
  }
}

/** A click of the mouse: one from inside the page would let `eval` through. */
async function press(page, selectors) {
  const at = await page.evaluate((path) => {
    const control = window.benchProbe.find(path);
    if (control === null) return undefined;
    // Some inputs are hidden under what their label draws.
    const found = control.closest("label") ?? control;
    found.scrollIntoView({ block: "center" });
    const { x, y, width, height } = found.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, selectors);
  if (at === undefined) throw new Error(`Nothing matches ${selectors.join(" > ")}`);
  await page.mouse.click(at.x, at.y);
  await page.waitForTimeout(400);
}

/** Waits for the question; false where it does not come. */
async function isRendered(page, selectors, limitMs) {
  try {
    await page.evaluate(([path, limit]) => window.benchProbe.paintedMs(path, limit), [selectors, limitMs]);
    return true;
  } catch {
    return false;
  }
}

async function underPolicy(browser, origin, form, policy) {
  return await onPage(browser, origin, async (page) => {
    await page.goto(`${origin}/${form.id}/?empty&policy=${policy}`);
    const renders = (await isRendered(page, form.radio(0), 8_000)) && (await isRendered(page, form.send, 8_000));
    if (renders) {
      await press(page, form.send);
      await press(page, form.radio(0));
    }
    const opens = renders && (await isRendered(page, form.conditional, 3_000));
    const violations = await page.evaluate(() => window.benchViolations);
    return { renders, opens, violations: violations.length, kinds: [...new Set(violations)].slice(0, 6) };
  });
}

async function styles(browser, origin, path) {
  return await onPage(browser, origin, async (page, hosts) => {
    await page.goto(`${origin}${path.address}`);
    if (path.last !== undefined) await isRendered(page, path.last, 30_000);
    await page.waitForTimeout(500);
    return { values: await page.evaluate(sample, [sampledElements, sampledProperties]), hosts: [...hosts] };
  });
}

/** After a failed submit: where the focus is, links, and how the faulty controls are told apart. */
function readFaults() {
  const roots = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll("*")) if (element.shadowRoot !== null) roots.push(element.shadowRoot);
  }
  const host = [...document.querySelectorAll("body > *:not(main)")];
  const inForm = (element) => !host.some((each) => each.contains(element));
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]).filter(inForm);
  const named = (element, attribute) => (element.getAttribute(attribute) ?? "").split(/\s+/).filter(Boolean);
  const resolve = (element, id) => element.getRootNode().getElementById(id);

  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const linksOf = (element) => [...element.querySelectorAll('a[href^="#"]')];
  const summaries = all(
    '[role="alert"], [class*="error-summary"], [class*="alert"], [class*="error-list"], [class*="errors"]',
  );
  const links = [...new Set([...summaries.flatMap(linksOf)])];
  const summaryFocused =
    focused !== null && focused !== document.body && linksOf(focused).length > 0 && summaries.includes(focused);

  const invalid = all('[aria-invalid="true"]');
  const errorText = (element) =>
    ["aria-errormessage", "aria-describedby"].some((attribute) =>
      named(element, attribute).some((id) => {
        const target = resolve(element, id);
        return (
          target !== null &&
          /error|alert|invalid|message|help/i.test(`${target.id} ${target.className}`) &&
          target.textContent.trim() !== ""
        );
      }),
    );
  const references = ["aria-describedby", "aria-labelledby", "aria-errormessage", "for"].flatMap((attribute) =>
    all(`[${attribute}]`).flatMap((element) => named(element, attribute).map((id) => ({ element, id }))),
  );
  const dangling = references.filter(({ element, id }) => resolve(element, id) === null);
  const deadLinks = links.filter((link) => resolve(link, decodeURIComponent(link.hash.slice(1))) === null);
  return {
    focusOn:
      focused === null || focused === document.body ? "body" : focused.id || focused.className || focused.localName,
    summaryFocused,
    links: links.length,
    invalid: invalid.length,
    described: invalid.filter(errorText).length,
    dangling: dangling.length + deadLinks.length,
  };
}

/** Returns everything about how a form behaves in its host page. */
export async function embeddingOf(browser, origin, form) {
  const strict = await underPolicy(browser, origin, form, "strict");
  const trusted = await underPolicy(browser, origin, form, "strict-trusted");
  const bare = await styles(browser, origin, { address: "/host/" });
  const used = await styles(browser, origin, { address: `/${form.id}/`, last: form.last });
  const changed = used.values.filter((value, index) => value !== bare.values[index]).length;
  const faults = await onPage(browser, origin, async (page) => {
    await page.goto(`${origin}/${form.id}/?empty`);
    await isRendered(page, form.send, 30_000);
    await page.waitForTimeout(500);
    await press(page, form.send);
    await page.waitForTimeout(400);
    return await page.evaluate(readFaults);
  });
  return { strict, trusted, hostStyles: { changed, of: used.values.length }, outsideHosts: used.hosts, faults };
}
