import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { type EmbeddingPages, startEmbeddingPages } from "./embedding-pages.ts";

/*
 * Every press here is the mouse's or the keyboard's: a click that DevTools fires from script would let through what the
 * policy forbids.
 */

/** Made up: 999 numbers are never given to a person. */
const syntheticNhsNumber = "999 000 0018";
const whatTheySaw = "It worked out ten times the dose";

let browser: Browser;
let pages: EmbeddingPages;

beforeAll(async () => {
  [browser, pages] = await Promise.all([launchChromium(), startEmbeddingPages()]);
});

afterAll(async () => {
  await browser?.close();
  await pages?.stop();
});

const formPage = (layout: string, lang: string) =>
  pages.serve({
    lang,
    scripts: ["form", "welsh"],
    markup: `<digital-factors-form data-ours layout="${layout}" draft="session"></digital-factors-form>`,
    properties: { context: { product: "Example incident form", screen: "Digital systems" } },
  });

/** The button under the questions. */
const forward = (page: Page) => page.locator("digital-factors-form .primary").click();

async function tellTheStory(page: Page, layout: string): Promise<void> {
  const on = async () => (layout === "pages" ? forward(page) : undefined);
  await page.locator("#part-0").click();
  await forward(page);
  await page.locator(".error-summary a").click();
  await page.locator("#system-2").click();
  await on();
  await page.locator("#group-5").click();
  await on();
  await page.locator("#factors-4").click();
  await page.locator("#still-happening-1").click();
  await page.locator("#description-text").click();
  await page.keyboard.type(`${whatTheySaw} ${syntheticNhsNumber}`);
  await forward(page);
  await page.locator(".error-summary").waitFor();
  await page.locator("#description .inset button").first().click();
  await on();
  await page.locator("#yellow-card-3").click();
  await page.locator("#yellow-card-0").click();
  await page.locator("#yellow-card-reference").click();
  await page.keyboard.type("https://example.org");
  await page.locator("#yellow-card-reference").fill("ADR 90016450");
}

/** What the element holds, without the moment. */
const answersIn = (page: Page) =>
  page.locator("digital-factors-form").evaluate((element) => {
    const record = Reflect.get(element, "record") as Readonly<Record<string, unknown>>;
    return JSON.stringify({ ...record, recordedAt: "" });
  });

describe.each([
  ["pages", "en"],
  ["pages", "cy"],
  ["inline", "en"],
  ["inline", "cy"],
])("digital-factors-form, layout %s, language %s, under the strict policy", (layout, lang) => {
  it("breaks nothing on render, typing, error, restored draft and submit", async () => {
    const { context, page, violations, complaints, hosts } = await openWatchedPage(browser, {
      reducedMotion: "reduce",
    });
    const address = formPage(layout, lang);
    await page.goto(address);
    await page.locator(`.root[lang=${lang}] #part-0`).waitFor();
    await tellTheStory(page, layout);
    const before = await answersIn(page);
    expect(before).toContain(whatTheySaw);

    await page.reload();
    await page.locator(`.root[lang=${lang}] .primary`).waitFor();
    expect(await answersIn(page)).toBe(before);

    const endOfForm = page.locator("digital-factors-form .panel");
    for (let screens = 0; screens < 6 && !(await endOfForm.isVisible()); screens += 1) await forward(page);
    await endOfForm.waitFor();
    await page.locator("#send").click();
    await page.waitForURL(/\/sent$/);
    expect(decodeURIComponent(((await page.locator("body").textContent()) ?? "").replaceAll("+", " "))).toContain(
      whatTheySaw,
    );
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(address).host]);
    await context.close();
  });
});

describe.each(["en", "cy"])("the elements that stand alone, language %s, under the strict policy", (lang) => {
  it("break nothing on render, answer, typing and submit", async () => {
    const { context, page, violations, complaints } = await openWatchedPage(browser, { reducedMotion: "reduce" });
    await page.goto(
      pages.serve({
        lang,
        scripts: ["standalone"],
        markup: "<yellow-card-prompt data-ours></yellow-card-prompt><reporting-routes data-ours></reporting-routes>",
        properties: {
          record: { part: "main", systems: [{ type: "imaging" }], group: "screen", harm: { kind: "actual" } },
        },
      }),
    );
    await page.locator(`reporting-routes .root[lang=${lang}] [part=routes]`).first().waitFor();
    await page.locator("yellow-card-prompt summary").click();
    await page.locator("#medical-device-0").click();
    await page.locator("#yellow-card-3").click();
    await page.locator("yellow-card-prompt .reveal .secondary").last().click();
    await page.locator("#yellow-card-0").click();
    await page.locator("#yellow-card-reference").click();
    await page.keyboard.type("ADR 90016450");
    await page.locator("reporting-routes summary").click();
    await page.locator("#send").click();
    await page.waitForURL(/\/sent$/);
    expect(decodeURIComponent((await page.locator("body").textContent()) ?? "")).toContain('"status":"reported"');
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("the watch on the policy", () => {
  it("sees a style, a script and markup that break it on purpose", async () => {
    const { context, page, violations } = await openWatchedPage(browser);
    await page.goto(formPage("pages", "en"));
    await page.locator("#part-0").waitFor();
    for (const [button, expected] of [
      ["break-style", /^style-src-attr: inline/],
      ["break-script", /^script-src: eval|^require-trusted-types-for: trusted-types-sink/],
      ["break-html", /^require-trusted-types-for: trusted-types-sink/],
    ] as const) {
      const before = violations.length;
      await page.locator(`#${button}`).click();
      await expect.poll(() => violations.slice(before), { interval: 20 }).toEqual([expect.stringMatching(expected)]);
    }
    await context.close();
  });
});
