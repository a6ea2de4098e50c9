import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { type HostStack, startHostStack } from "./host-stack.ts";

let browser: Browser;
let stack: HostStack;

beforeAll(async () => {
  [browser, stack] = await Promise.all([launchChromium(), startHostStack()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

/** Every computed style of every element of the host that is not the element's own, by its path. */
async function hostStyles(page: Page): Promise<Readonly<Record<string, string>>> {
  return await page.evaluate(() => {
    const around = [
      ...document.querySelectorAll("html, body, header *, nav *, h1, h2, legend, label, input, select, button"),
    ];
    const sized = /^(block-size|height|perspective-origin|transform-origin|inline-size|width)$/;
    return Object.fromEntries(
      around.map((element, index) => {
        const style = getComputedStyle(element);
        // The page grows by the element's own height; what grows with it is not a style of the host.
        const isSizedByContent = element === document.body || element === document.documentElement;
        const values = [...style]
          .filter((name) => !(isSizedByContent && sized.test(name)))
          .map((name) => `${name}:${style.getPropertyValue(name)}`);
        return [`${index} ${element.tagName} ${element.id}`, values.join(";")];
      }),
    );
  });
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
