import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { type EmbeddingPages, startEmbeddingPages } from "./embedding-pages.ts";

const whatTheySaw = "It worked out ten times the do";

let browser: Browser;
let pages: EmbeddingPages;

beforeAll(async () => {
  [browser, pages] = await Promise.all([launchChromium(), startEmbeddingPages()]);
});

afterAll(async () => {
  await browser?.close();
  await pages?.stop();
});

const recordIn = (page: Page) =>
  page.locator("digital-factors-form").evaluate((element) => JSON.stringify(Reflect.get(element, "record")));
const keptIn = (page: Page) => page.evaluate(() => Object.keys(localStorage));
const forward = (page: Page) => page.locator("digital-factors-form .primary").click();

describe("a tab that is killed while somebody types", () => {
  it("loses no letter: the record is the same byte for byte, and nothing is left once the form is posted", async () => {
    const { context, page, violations } = await openWatchedPage(browser);
    const address = pages.serve({ markup: '<digital-factors-form data-ours draft="local"></digital-factors-form>' });
    await page.goto(address);
    await page.locator("#part-0").click();
    await page.locator("#system-2").click();
    await forward(page);
    await page.locator("#group-5").click();
    await forward(page);
    await page.locator("#factors-4").click();
    await page.locator("#description-text").click();
    await page.keyboard.type(whatTheySaw);
    const before = await recordIn(page);
    expect(before).toContain(whatTheySaw);

    const crashed = new Promise((done) => page.once("crash", done));
    page.goto("chrome://crash").catch(() => {});
    await crashed;
    const again = await context.newPage();
    await again.goto(address);
    await again.getByText("Saved on this computer at").waitFor();
    expect(await again.locator("#description-text").inputValue()).toBe(whatTheySaw);
    expect(await recordIn(again)).toBe(before);

    await again.locator("#description-text").focus();
    await again.keyboard.press("End");
    await again.keyboard.type("se");
    expect(await keptIn(again)).toHaveLength(1);
    await again.locator("#send").click();
    await again.waitForURL(/\/sent$/);
    expect(decodeURIComponent(((await again.locator("body").textContent()) ?? "").replaceAll("+", " "))).toContain(
      `${whatTheySaw}se`,
    );
    expect(await keptIn(again)).toEqual([]);
    expect(violations).toEqual([]);
    await context.close();
  });
});

describe("the narrative nudge as a second file", () => {
  it("asks at the words in the host's field under the strict policy, whichever file comes first", async () => {
    for (const scripts of [
      ["form", "narrative"],
      ["narrative", "form"],
    ] as const) {
      const { context, page, violations, complaints, hosts } = await openWatchedPage(browser);
      const address = pages.serve({
        scripts,
        markup: `<textarea id="story" aria-label="What happened"></textarea>
<digital-factors-form data-ours narrative-for="story"></digital-factors-form>`,
      });
      await page.goto(address);
      await page.locator("#part-0").waitFor();
      await page.locator("#story").click();
      await page.keyboard.type("Bloods late, PACS and the EPR was down.");
      await page.getByText("Did a computer system play a part?").first().waitFor();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("story");
      await page.getByRole("button", { name: "Not sure" }).click();
      expect(JSON.parse(await recordIn(page)).part).toBe("unknown");
      expect(violations).toEqual([]);
      expect(complaints).toEqual([]);
      expect([...hosts]).toEqual([new URL(address).host]);
      await context.close();
    }
  });
});
