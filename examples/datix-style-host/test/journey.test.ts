import axe from "axe-core";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { axeFaults } from "./axe-faults.ts";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { expectTheDoseFault, theOnlyEvent } from "./dose-fault.ts";
import { type HostStack, startHostStack } from "./host-stack.ts";
import { reportByKeyboard, reportByMouse, screenNames, sendByMouse } from "./incident-reporter.ts";

let browser: Browser;
let stack: HostStack;

beforeAll(async () => {
  [browser, stack] = await Promise.all([launchChromium(), startHostStack()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(async () => {
  await stack.forgetEvents();
});

/** The reference number that the page shows, once it does. */
async function shownReference(page: Page): Promise<string> {
  return (await page.locator("#outcome .reference").textContent()) ?? "";
}

describe("a dose fault in a child, reported through the incident form", () => {
  it("reaches the national service once by mouse, with its Yellow Card reference, and the page shows the number", async () => {
    const { context, page, violations, complaints, hosts } = await openWatchedPage(browser);
    await page.goto(stack.hostUrl);
    const seen: string[] = [];
    await reportByMouse(page, async (name) => {
      seen.push(name);
    });
    expect(seen).toEqual(screenNames);
    await sendByMouse(page);
    const event = await theOnlyEvent(stack);
    expectTheDoseFault(event);
    expect(await shownReference(page)).toBe(event.referenceNumber);
    await page.reload();
    await page.locator("#sent-list").getByText(event.referenceNumber).waitFor();
    expect(await stack.events()).toHaveLength(1);
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(stack.hostUrl).host]);
    await context.close();
  });

  it("reaches it by keyboard alone", async () => {
    const { context, page, violations, complaints } = await openWatchedPage(browser);
    await page.goto(stack.hostUrl);
    await reportByKeyboard(page);
    const event = await theOnlyEvent(stack);
    expectTheDoseFault(event);
    expect(await shownReference(page)).toBe(event.referenceNumber);
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("every screen of the incident form", () => {
  it("has no fault that axe can find, the error state and the panel after sending included", async () => {
    // Without motion: half-way through a reveal there is less contrast.
    const { context, page } = await openWatchedPage(browser, { reducedMotion: "reduce" });
    await page.goto(stack.hostUrl);
    await page.evaluate(axe.source);
    const faults: string[] = [];
    const check = async (name: string) => faults.push(...(await axeFaults(page)).map((fault) => `${name}: ${fault}`));
    await reportByMouse(page, async (name) => {
      if (name === "part played") {
        await page.getByRole("button", { name: "Continue" }).click();
        await page.getByText("There is a problem").waitFor();
        await check("error state");
      }
      await check(name);
    });
    await sendByMouse(page);
    await shownReference(page);
    await check("after sending");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("needs no sideways scrolling at 320 px, which is 1280 px at 400 %", async () => {
    const { context, page } = await openWatchedPage(browser, { viewport: { width: 320, height: 256 } });
    await page.goto(stack.hostUrl);
    const widths: Record<string, number> = {};
    const measure = async (name: string) => {
      widths[name] = await page.evaluate(() => document.documentElement.scrollWidth);
    };
    await reportByMouse(page, async (name) => {
      if (name === "part played") {
        await page.getByRole("button", { name: "Continue" }).click();
        await page.getByText("There is a problem").waitFor();
        await measure("error state");
      }
      await measure(name);
    });
    await sendByMouse(page);
    await shownReference(page);
    await measure("after sending");
    expect(Object.keys(widths)).toHaveLength(screenNames.length + 2);
    expect(Object.entries(widths).filter(([, width]) => width > 320)).toEqual([]);
    await context.close();
  });
});

describe.each(["/", "/?lang=cy", "/?mode=classic", "/intranet", "/nowhere"])("the page %s", (path) => {
  it("has no fault that axe can find, and no sideways scrolling at 320 px", async () => {
    const viewport = { width: 320, height: 256 };
    const { context, page, violations } = await openWatchedPage(browser, { viewport, reducedMotion: "reduce" });
    await page.goto(stack.hostUrl + path);
    if (path === "/?lang=cy") await page.getByRole("button", { name: "Parhau" }).waitFor();
    await page.evaluate(axe.source);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(violations).toEqual([]);
    await context.close();
  });
});
