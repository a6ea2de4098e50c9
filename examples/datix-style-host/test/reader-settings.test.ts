import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { type EmbeddingPages, startEmbeddingPages } from "./embedding-pages.ts";

let browser: Browser;
let pages: EmbeddingPages;

beforeAll(async () => {
  [browser, pages] = await Promise.all([launchChromium(), startEmbeddingPages()]);
});

afterAll(async () => {
  await browser?.close();
  await pages?.stop();
});

const formIn = (layout: string) =>
  pages.serve({
    markup: `<digital-factors-form data-ours layout="${layout}"></digital-factors-form>`,
    properties: { record: { harm: { kind: "actual" } } },
  });

/** A picture of one answer with what is round it, as bytes that can be compared. */
async function picture(page: Page, selector: string): Promise<string> {
  await page.locator(selector).scrollIntoViewIfNeeded();
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not to be seen`);
  const clip = { x: box.x - 10, y: box.y - 10, width: box.width + 20, height: box.height + 20 };
  return (await page.screenshot({ clip, caret: "hide" })).toString("base64");
}

describe("forced colours", () => {
  it.each(["#part-1", "#group-1", "#factors-1"])(
    "show what is picked, and where the keyboard is, at %s",
    async (second) => {
      const { context, page } = await openWatchedPage(browser, { forcedColors: "active", reducedMotion: "reduce" });
      await page.goto(formIn("inline"));
      await page.locator("#part-0").click();
      if (second !== "#part-1") await page.locator("#system-2").click();
      if (second === "#factors-1") await page.locator("#group-5").click();
      const asAtFirst = await picture(page, second);
      await page.locator(second).click();
      await page.locator("#ward").focus();
      const picked = await picture(page, second);
      expect(picked).not.toBe(asAtFirst);
      await page.locator(second).focus();
      await page.keyboard.press("Tab");
      await page.keyboard.press("Shift+Tab");
      expect(await picture(page, second)).not.toBe(picked);
      expect(await page.locator(second).evaluate((input) => getComputedStyle(input).outlineStyle)).toBe("solid");
      await context.close();
    },
  );
});

/** Animations under way inside the element, right after an answer opened something. */
const animations = (page: Page) =>
  page.locator("digital-factors-form").evaluate(async (element) => {
    const root = element.shadowRoot;
    root?.querySelector<HTMLElement>("#part-0")?.click();
    await Reflect.get(element, "updateComplete");
    return document.getAnimations().length + (root?.getAnimations().length ?? 0);
  });

describe("reduced motion", () => {
  it.each([
    ["reduce", false],
    ["no-preference", true],
  ] as const)("%s: whether anything moves is %s", async (reducedMotion, moves) => {
    const { context, page } = await openWatchedPage(browser, { reducedMotion });
    await page.goto(formIn("pages"));
    await page.locator("#part-0").waitFor();
    expect((await animations(page)) > 0).toBe(moves);
    const durations = await page
      .locator("digital-factors-form")
      .evaluate((element) =>
        [...(element.shadowRoot?.querySelectorAll("*") ?? [])].map((each) => getComputedStyle(each).transitionDuration),
      );
    expect(new Set(durations)).toEqual(new Set(["0s"]));
    await context.close();
  });
});

describe.each(["pages", "inline"])("on paper, layout %s", (layout) => {
  it("every answer stands in a list, and no question", async () => {
    const { context, page } = await openWatchedPage(browser, { reducedMotion: "reduce" });
    await page.goto(formIn(layout));
    const on = async () => (layout === "pages" ? page.locator(".primary").click() : undefined);
    await page.locator("#part-0").click();
    await page.locator("#system-2").click();
    await on();
    await page.locator("#group-5").click();
    await on();
    await page.locator("#factors-4").click();
    await page.locator("#description-text").fill("It worked out ten times the dose");
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("digital-factors-form .screen").isVisible()).toBe(false);
    expect(await page.locator("digital-factors-form .printed").isVisible()).toBe(true);
    const printed = await page.locator("digital-factors-form .printed").textContent();
    for (const answer of [
      "Yes, a main part",
      "Prescribing and medicines chart (ePMA)",
      "Alert, advice or calculation problem",
      "Dose, score or calculation was wrong",
      "It worked out ten times the dose",
    ]) {
      expect(printed).toContain(answer);
    }
    await context.close();
  });
});
