import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFaults, launchBrowser, openTab, sidewaysScroll, signInTo } from "./admin-browser.ts";
import { type AdminDemo, startAdminDemo } from "./admin-demo.ts";

let browser: Browser;
let demo: AdminDemo;

beforeAll(async () => {
  [browser, demo] = await Promise.all([launchBrowser(), startAdminDemo({ accepted: 60 })]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Every page, and every state of a form, by a name for the failure. */
function* everyState({ ids }: AdminDemo): Generator<readonly [name: string, path: string, act?: Act]> {
  const record = (id: string, action = "") => `/records/${id}${action}`;
  yield ["overview", ""];
  yield ["list", "/records"];
  yield ["list with its filters", "/records?state=unknown&state=waiting", (page) => page.locator("summary").click()];
  yield ["list with missing references", "/records?yellow-card=missing"];
  yield ["list of nothing", "/records?organisation=Z99"];
  yield ["list with a fault", "/records?id=none"];
  yield ["list with a faulty filter", "/records?organisation=-"];
  for (const [state, id] of Object.entries(ids)) yield [`report, ${state}`, record(id)];
  yield ["wording asked for", record(ids.rejected), (page) => page.locator("summary").click()];
  yield [
    "wording",
    record(ids.rejected),
    async (page) => {
      await page.locator("summary").click();
      await page.locator("details button").click();
      await page.locator("#wording-caption").waitFor({ state: "attached" });
    },
  ];
  yield ["decide", record(ids.unknown, "/decide")];
  yield ["decide, nothing chosen", record(ids.unknown, "/decide"), sendEmpty];
  yield ["send again, not known", record(ids.unknown, "/send-again")];
  yield ["send again, not checked", record(ids.unknown, "/send-again"), sendEmpty];
  yield ["send again, refused", record(ids.rejected, "/send-again")];
  yield ["at LFPSE", record(ids.unknown, "/at-lfpse")];
  yield ["at LFPSE, empty", record(ids.unknown, "/at-lfpse"), sendEmpty];
  yield ["withdraw", record(ids.accepted, "/withdraw")];
  yield ["Yellow Card", record(ids.accepted, "/yellow-card")];
  yield ["Yellow Card, empty", record(ids.accepted, "/yellow-card"), sendEmpty];
  yield ["content", record(ids.accepted, "/content")];
  yield ["content, not confirmed", record(ids.accepted, "/content"), sendEmpty];
  yield ["cannot be done now", record(ids.accepted, "/decide")];
  yield ["audit log", "/audit"];
  yield ["tokens", "/tokens"];
  yield ["new token", "/tokens/new"];
  yield ["new token, empty", "/tokens/new", sendEmpty];
  yield ["revoke a token", `/tokens/${demo.tokens.one.slice(4, 12)}/revoke`];
  yield ["not there", "/nowhere"];
}

type Act = (page: Page) => Promise<unknown>;

/** Sends the form of the page as it is: the error summary must have the focus then, and every link a field. */
async function sendEmpty(page: Page): Promise<void> {
  await page.locator("main form button.primary").click();
  await page.locator(".error-summary:focus").waitFor();
  for (const link of await page.locator(".error-summary a").all()) {
    const target = await link.getAttribute("href");
    expect(await page.locator(`input${target}`).count(), `${target}`).toBe(1);
  }
}

const wide = { width: 1280, height: 900 };
/** 320 px wide, which is 1280 by 1024 px zoomed to 400 % as well. */
const narrow = { width: 320, height: 256 };

describe.each(["en", "cy"])("every page and state, language %s", (lang) => {
  it("has no fault that axe can find, light or dark, and needs no sideways scrolling at 320 px or 400 %", async () => {
    const { context, page, violations, complaints, hosts } = await openTab(browser, { viewport: wide });
    const faults: string[] = [];
    const note = (name: string, found: readonly string[]) => faults.push(...found.map((fault) => `${name}: ${fault}`));
    const check = async (name: string) => {
      expect(await page.locator("html").getAttribute("lang"), name).toBe(lang);
      note(name, await axeFaults(page));
      await page.emulateMedia({ colorScheme: "dark" });
      note(`${name}, dark`, await axeFaults(page, "look"));
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize(narrow);
      const excess = await sidewaysScroll(page);
      if (excess > 0) note(name, [`${excess} px too wide`]);
      note(`${name}, narrow`, await axeFaults(page, "look"));
      await page.setViewportSize(wide);
    };
    await page.goto(`${demo.url}/admin/sign-in?lang=${lang}`);
    await check("sign in");
    await page.locator("main button").click();
    await page.locator(".error-summary:focus").waitFor();
    await check("sign in with a fault");
    await signInTo(page, demo.url, demo.tokens.all);
    for (const [name, path, act] of everyState(demo)) {
      await page.goto(`${demo.url}/admin${path}`);
      await act?.(page);
      await check(name);
    }
    expect(faults).toEqual([]);
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(demo.url).host]);
    await context.close();
  }, 240_000);
});

describe("forced colours", () => {
  it("leave every button, tag and choice a border, and the current page of the menu a mark", async () => {
    const { context, page } = await openTab(browser, { forcedColors: "active" });
    await signInTo(page, demo.url, demo.tokens.all);
    const colourOf = async (selector: string, property: string) =>
      await page.evaluate<string>(`getComputedStyle(document.querySelector("${selector}")).${property}`);
    const borderOf = async (selector: string) => await colourOf(selector, "borderBottomColor");
    const backdrop = await colourOf("body", "backgroundColor");
    await page.goto(`${demo.url}/admin/records/${demo.ids.unknown}/decide`);
    for (const selector of [".button.primary", ".tag", ".choice input", ".menu a[aria-current]"]) {
      expect(await borderOf(selector), selector).not.toBe(backdrop);
    }
    expect(await borderOf(".menu a:not([aria-current])")).toBe(backdrop);
    expect(await axeFaults(page)).toEqual([]);
    await context.close();
  }, 60_000);
});

describe("on paper", () => {
  it("a report stands with its facts and history, without menu, forms or links to press", async () => {
    const { context, page } = await openTab(browser);
    await signInTo(page, demo.url, demo.tokens.one);
    await page.goto(`${demo.url}/admin/records/${demo.ids.rejected}`);
    await page.emulateMedia({ media: "print" });
    for (const selector of ["h1", ".summary-list", "#history-caption", "#issues-caption", "footer"]) {
      expect(await page.locator(selector).isVisible(), selector).toBe(true);
    }
    for (const selector of ["header", ".menu", ".actions", ".back", "details", "form"]) {
      expect(await page.locator(selector).first().isVisible(), selector).toBe(false);
    }
    await context.close();
  }, 60_000);
});
