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

const widths = [320, 360, 412, 640, 768, 1024, 1280, 1440, 1920] as const;

/** A page whose own content fits 320 px, so that what scrolls sideways is ours. */
const css = "table, textarea, select { max-width: 100% } fieldset { min-width: 0 } body { margin: 8px }";

const longName = "ExampleElectronicPrescribingAndMedicinesAdministrationSystemOfTheWholeOrganisation";

const whole = {
  record: {
    part: "main",
    systems: [{ type: "prescribing", name: longName, version: "2026.11.21" }],
    group: "alerts",
    factors: ["calculation-wrong"],
    harm: { kind: "actual" },
    description: `${longName} showed two doses. `.repeat(4),
  },
  systems: [{ type: "prescribing", name: longName, supplier: "Example Health Ltd", version: "2026.11.21" }],
  context: { product: longName, correlationId: "7b1c9f0a-5b1e-4c7e-9d53-0c6a2f1f9a11" },
};

/** What stands out at the side or is cut off inside, by name. What is for screen readers alone is meant to. */
const cutOff = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const root = element.shadowRoot?.querySelector(".root");
    if (root === null || root === undefined) throw new Error("Nothing is shown");
    const { left, right } = root.getBoundingClientRect();
    const name = (each: Element) =>
      `${each.localName}.${each.className} ${(each.textContent ?? "").trim().slice(0, 40)}`;
    const shown = [...root.querySelectorAll("*")].filter(
      (each) => each.checkVisibility() && each.closest(".unseen") === null,
    );
    const outside = shown.filter((each) => {
      const box = each.getBoundingClientRect();
      return box.width > 0 && (box.left < left - 1 || box.right > right + 1);
    });
    const cut = shown.filter(
      (each) =>
        (getComputedStyle(each).overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1) ||
        (getComputedStyle(each).overflowY === "hidden" && each.scrollHeight > each.clientHeight + 1),
    );
    return [...outside, ...cut].map(name);
  });

const pageWidth = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

describe.each(["en", "cy"])("the form in full, language %s", (lang) => {
  it("fits every width from 320 to 1920 px, and two columns of tiles where there is room", async () => {
    const { context, page } = await openWatchedPage(browser, { reducedMotion: "reduce" });
    await page.goto(
      pages.serve({
        css,
        lang,
        scripts: ["form", "welsh"],
        markup: '<digital-factors-form data-ours layout="inline"></digital-factors-form>',
        properties: whole,
      }),
    );
    await page.locator(`.root[lang=${lang}] #yellow-card-3`).click();
    const columns: number[] = [];
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect(await pageWidth(page), `at ${width} px`).toBeLessThanOrEqual(width);
      expect(await cutOff(page, "digital-factors-form"), `at ${width} px`).toEqual([]);
      const tracks = await page.locator(".tiles").evaluate((tiles) => getComputedStyle(tiles).gridTemplateColumns);
      columns.push(tracks.split(" ").length);
    }
    expect(columns).toEqual(widths.map((width) => (width >= 768 ? 2 : 1)));
    await context.close();
  });

  it("can be told to its end at 1280 by 1024 px zoomed to 400 %, in both layouts", async () => {
    const zoomed = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4, reducedMotion: "reduce" } as const;
    const { context, page } = await openWatchedPage(browser, zoomed);
    for (const layout of ["pages", "inline"]) {
      await page.goto(
        pages.serve({
          css,
          lang,
          scripts: ["form", "welsh"],
          markup: `<digital-factors-form data-ours layout="${layout}"></digital-factors-form>`,
          properties: { ...whole, record: { harm: { kind: "actual" } } },
        }),
      );
      const fits = async (screen: string) => {
        expect(await pageWidth(page), screen).toBeLessThanOrEqual(320);
        expect(await cutOff(page, "digital-factors-form"), screen).toEqual([]);
      };
      const on = async () => (layout === "pages" ? page.locator(".primary").click() : undefined);
      await page.locator(`.root[lang=${lang}] #part-0`).click();
      await page.locator(".primary").click();
      await page.locator(".error-summary").waitFor();
      await fits("error summary");
      for (const answer of ["#system-0", "#group-5", "#factors-4", "#yellow-card-3"]) {
        await page.locator(answer).click();
        await fits(answer);
        await on();
      }
      await fits("check answers");
      await page.locator(".primary").click();
      await page.locator(".panel").waitFor();
      await fits("saved");
    }
    await context.close();
  });
});

describe.each(["en", "cy"])("the elements that stand alone, language %s", (lang) => {
  it("fit every width from 320 to 1920 px", async () => {
    const { context, page } = await openWatchedPage(browser, { reducedMotion: "reduce" });
    await page.goto(
      pages.serve({
        css,
        lang,
        scripts: ["standalone"],
        markup: "<yellow-card-prompt data-ours></yellow-card-prompt><reporting-routes data-ours></reporting-routes>",
        properties: whole,
      }),
    );
    await page.locator(`yellow-card-prompt .root[lang=${lang}] #yellow-card-3`).click();
    await page.locator("yellow-card-prompt summary").click();
    await page.locator("reporting-routes summary").click();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect(await pageWidth(page), `at ${width} px`).toBeLessThanOrEqual(width);
      for (const element of ["yellow-card-prompt", "reporting-routes"]) {
        expect(await cutOff(page, element), `${element} at ${width} px`).toEqual([]);
      }
    }
    await context.close();
  });
});
