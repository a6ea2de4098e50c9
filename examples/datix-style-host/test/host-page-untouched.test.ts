import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { type EmbeddingPage, type EmbeddingPages, startEmbeddingPages } from "./embedding-pages.ts";
import { type HostStack, startHostStack } from "./host-stack.ts";

let browser: Browser;
let stack: HostStack;
let pages: EmbeddingPages;

beforeAll(async () => {
  [browser, stack, pages] = await Promise.all([launchChromium(), startHostStack(), startEmbeddingPages()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
  await pages?.stop();
});

/** Every computed style of every element of the host that is not the element's own, by its path. */
async function hostStyles(
  page: Page,
  selector = "html, body, header *, nav *, h1, h2, legend, label, input, select, button",
): Promise<Readonly<Record<string, string>>> {
  return await page.evaluate((around) => {
    const sized = /^(block-size|height|perspective-origin|transform-origin|inline-size|width)$/;
    return Object.fromEntries(
      [...document.querySelectorAll(around)].map((element, index) => {
        const style = getComputedStyle(element);
        // The page grows by the element's own height; what grows with it is not a style of the host.
        const isSizedByContent = ["HTML", "BODY", "FORM"].includes(element.tagName);
        const values = [...style]
          .filter((name) => !(isSizedByContent && sized.test(name)))
          .map((name) => `${name}:${style.getPropertyValue(name)}`);
        return [`${index} ${element.tagName} ${element.id}`, values.join(";")];
      }),
    );
  }, selector);
}

describe.each(["/", "/intranet"])("the host page %s", (path) => {
  it("computes the same styles before and after the element is there", async () => {
    const { context, page } = await openWatchedPage(browser);
    await page.route("**/digital-factors/digital-factors.js", (route) => route.abort());
    await page.route("**/public/*.js", (route) => route.abort());
    await page.goto(stack.hostUrl + path);
    const before = await hostStyles(page);
    await page.unroute("**/digital-factors/digital-factors.js");
    await page.goto(stack.hostUrl + path);
    await page.waitForFunction(() => customElements.get("digital-factors-form") !== undefined);
    await page.getByText("Did a computer, phone, app or connected device play a part?").waitFor();
    const after = await hostStyles(page);
    expect(Object.keys(before).length).toBeGreaterThan(path === "/" ? 80 : 8);
    expect(after).toEqual(before);
    await context.close();
  });
});

const ours: readonly (readonly [string, EmbeddingPage])[] = [
  [
    "the form, in the one-file build with Welsh",
    {
      scripts: ["form", "welsh"],
      markup: '<digital-factors-form data-ours layout="inline" draft="local"></digital-factors-form>',
    },
  ],
  [
    "the Yellow Card prompt and the routes",
    {
      scripts: ["standalone"],
      markup: "<yellow-card-prompt data-ours></yellow-card-prompt><reporting-routes data-ours></reporting-routes>",
      properties: { record: { part: "main", systems: [{ type: "prescribing" }], harm: { kind: "actual" } } },
    },
  ],
];

/** Everything of the host on a bare page; what is ours stands in its form too. */
const everythingOfTheHost = `html, body, body :not([data-ours])`;

/** Lit notes its version, and what its decorators know, on every page it is on. Nothing else may be left there. */
const marksOfLit = ["litElementVersions", "litHtmlVersions", "litPropertyMetadata", "reactiveElementVersions"];

const globalNames = (page: Page) => page.evaluate(() => Object.getOwnPropertyNames(globalThis).sort());

describe.each(ours)("a bare page with %s", (_what, embedded) => {
  it("keeps every computed style, has no new global but the marks of Lit, and asks for nothing but its own files", async () => {
    const { context, page, complaints } = await openWatchedPage(browser);
    await page.goto(pages.serve({ ...embedded, scripts: [] }));
    const before = await hostStyles(page, everythingOfTheHost);
    const globalsBefore = await globalNames(page);
    const title = await page.title();

    pages.requested();
    const address = pages.serve(embedded);
    await page.goto(address);
    await page.locator("[data-ours] .root :is(legend, h3)").first().waitFor();
    const after = await hostStyles(page, everythingOfTheHost);
    expect(after).toEqual(before);
    const tags = Object.keys(before).map((key) => key.split(" ")[1]);
    expect(tags).toEqual(
      expect.arrayContaining(["H1", "P", "A", "BUTTON", "TABLE", "INPUT", "UL", "LI", "SELECT", "TEXTAREA", "LEGEND"]),
    );
    expect(Object.values(before).flatMap((styles) => styles.split(";")).length).toBeGreaterThan(130);
    const added = (await globalNames(page)).filter((name) => !globalsBefore.includes(name));
    expect(marksOfLit).toEqual(expect.arrayContaining(added));
    expect(await page.title()).toBe(title);

    await page.waitForLoadState("networkidle");
    expect(pages.requested()).toEqual([
      new URL(address).pathname,
      ...[...(embedded.scripts ?? []), "page"].map((name) => `/${name}.js`),
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
