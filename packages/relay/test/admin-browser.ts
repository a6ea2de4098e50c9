import axe from "axe-core";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright";
import { expect } from "vitest";

/** A tab, and what its pages must not do: break the policy, print to the console, ask another host. */
export interface WatchedTab {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly violations: readonly string[];
  readonly complaints: readonly string[];
  readonly hosts: ReadonlySet<string>;
}

/** Starts one headless Chromium for a file of tests. It keeps to loopback. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  return await chromium.launch({
    args: ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
    ...(executablePath === undefined || executablePath === "" ? {} : { executablePath }),
  });
}

/** Opens a tab in a context of its own. */
export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedTab> {
  const context = await browser.newContext({
    locale: "en-GB",
    viewport: { width: 1280, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const violations: string[] = [];
  await context.exposeBinding("reportViolation", (_source, text: string) => violations.push(text));
  await context.addInitScript(`document.addEventListener("securitypolicyviolation", (event) => {
    reportViolation(event.effectiveDirective + ": " + event.blockedURI);
  });`);
  const complaints: string[] = [];
  const hosts = new Set<string>();
  context.on("console", (message) => {
    // Chromium writes a line for every answer of 400 and above; the pages under test have such answers.
    const isStatus = message.text().startsWith("Failed to load resource: the server responded with a status of 4");
    if (["warning", "error"].includes(message.type()) && !isStatus) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("request", (request) => hosts.add(new URL(request.url()).host));
  return { context, page: await context.newPage(), violations, complaints, hosts };
}

/** Signs in through the form. */
export async function signInTo(page: Page, url: string, token: string): Promise<void> {
  await page.goto(`${url}/admin/sign-in`);
  await page.locator("#token").fill(token);
  await page.locator("main button").click();
  await page.locator(".cards").waitFor();
}

/** Rules whose answer depends on colours and widths. */
const lookRules = ["color-contrast", "link-in-text-block", "target-size"];

/** What axe finds on the page as it is now, by rule and place. `look`: by what depends on colours and widths alone. */
export async function axeFaults(page: Page, rules: "all" | "look" = "all"): Promise<readonly string[]> {
  const options = rules === "all" ? {} : { runOnly: { type: "rule", values: lookRules } };
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(axe.source);
  return await page.evaluate<string[]>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], ...options })}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + " at " + target.flat().join(" "))))`,
  );
}

/** How far the page is wider than the window, in CSS pixels; 0 or less is right. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return await page.evaluate<number>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
}

/** What has the focus: its text, its label or its name. */
export async function focused(page: Page): Promise<string> {
  return await page.evaluate<string>(`(() => {
    const element = document.activeElement;
    return (element.labels?.[0] ?? element).textContent.trim().replace(/\\s+/g, " ");
  })()`);
}

/** Goes on with Tab until something of this name has the focus, which must be seen. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press("Tab");
    const text = await focused(page);
    passed.push(text);
    if (typeof name === "string" ? text !== name : !name.test(text)) continue;
    const isSeen = await page.evaluate<boolean>(`(() => {
      // The ring of a card stands around the whole card.
      const looks = [undefined, "::after"].map((part) => getComputedStyle(document.activeElement, part));
      return looks.some(({ boxShadow, borderWidth }) => boxShadow !== "none" || borderWidth === "4px");
    })()`);
    expect(isSeen, `the focus on ${text}`).toBe(true);
    return;
  }
  expect.unreachable(`Tab does not reach ${name}: ${passed.join(" | ")}`);
}
