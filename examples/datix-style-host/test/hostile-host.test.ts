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

/** What host pages do, and worse. Fonts, colour scheme and the space that the element gets are the host's to choose. */
const hostileSheets = {
  "unsets everything": "* { all: unset !important }",
  "resets everything": `body *, body *::before, body *::after {
    margin: 0 !important; padding: 0 !important; border: 0 !important; font-size: 60px !important; line-height: 0 !important;
    color: #fff !important; letter-spacing: 1em !important; text-transform: uppercase !important; outline: none !important;
    float: none !important; box-sizing: content-box !important; appearance: none !important; list-style: none !important;
  }
  label, legend, input, button, h2, p { display: none !important }
  form { display: block !important }`,
  "passes on what is inherited": `body {
    font-size: 60px; direction: rtl; line-height: 0; text-align: right; text-indent: 12em; white-space: nowrap; color: #fff;
    letter-spacing: 1em; word-spacing: 3em; font-weight: 900; font-style: italic; text-transform: uppercase; cursor: none;
    font-variant: small-caps; word-break: break-all; hyphens: auto; list-style: inside upper-roman; tab-size: 40;
    caption-side: bottom; border-collapse: collapse; quotes: none; user-select: none; pointer-events: auto;
  }`,
  "names our element": `:host { display: none !important }
  digital-factors-form, [data-ours] {
    display: inline !important; color: #fff !important; font-size: 4px !important; line-height: 1 !important; text-align: right !important;
    letter-spacing: 1em !important; white-space: nowrap !important; border: 0; text-decoration: line-through;
    direction: rtl !important; content: "gone";
  }
  digital-factors-form input, digital-factors-form .primary, .root, .choice, .heading { display: none !important }`,
} as const;

const sameSpace = "html, body { margin: 0 } form, body > * { max-width: none }";

async function open(page: Page, css: string): Promise<void> {
  await page.goto(
    pages.serve({
      css: `${css} ${sameSpace}`,
      markup: '<digital-factors-form data-ours lang="en" layout="inline"></digital-factors-form>',
      properties: { record: { harm: { kind: "actual" } } },
    }),
  );
  for (const answer of ["#part-0", "#system-2", "#group-5", "#factors-4", "#yellow-card-0"]) {
    await page.locator(answer).click();
  }
  await page.locator("#yellow-card-reference").waitFor();
}

/** Where everything inside stands, and how it looks, from the corner of the element on. */
const lookInside = (page: Page) =>
  page.locator("digital-factors-form").evaluate((element) => {
    const root = element.shadowRoot?.querySelector(".root");
    const corner = root?.getBoundingClientRect();
    if (root === null || root === undefined || corner === undefined) throw new Error("Nothing is shown");
    return [...root.querySelectorAll("*")].map((each) => {
      const { x, y, width, height } = each.getBoundingClientRect();
      const style = getComputedStyle(each);
      const places = [x - corner.x, y - corner.y, width, height].map((value) => Math.round(value));
      const { color, fontSize, fontWeight, fontStyle, textTransform, direction, textAlign, letterSpacing, cursor } =
        style;
      return [
        `${each.tagName}#${each.id}`,
        ...places,
        ...[color, fontSize, fontWeight, fontStyle, textTransform, direction, textAlign, letterSpacing, cursor],
      ].join(" ");
    });
  });

/** Small targets, faint text, and questions that are not to be seen. */
const faultsInside = (page: Page) =>
  page.locator("digital-factors-form").evaluate((element) => {
    const root = element.shadowRoot;
    if (root === null) throw new Error("Nothing is shown");
    const luminance = (colour: string) =>
      (colour.match(/[\d.]+/g) ?? [])
        .slice(0, 3)
        .map((value) => Number(value) / 255)
        .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
        .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0);
    const faults: string[] = [];
    for (const text of root.querySelectorAll<HTMLElement>(":is(legend, label, .hint, h2, b, li):not(.printed *)")) {
      const { width, height } = text.getBoundingClientRect();
      const { fontSize, color } = getComputedStyle(text);
      if (width < 20 || height < 16) faults.push(`${text.textContent?.trim()} is not to be seen`);
      if (Number.parseFloat(fontSize) < 16) faults.push(`${text.textContent?.trim()} is small: ${fontSize}`);
      if (1.05 / (luminance(color) + 0.05) < 4.5) faults.push(`${text.textContent?.trim()} is faint: ${color}`);
    }
    for (const target of root.querySelectorAll("input, button, textarea, a")) {
      const { width, height } = target.getBoundingClientRect();
      if (Math.min(width, height) < 44) faults.push(`${target.outerHTML.slice(0, 60)}: ${width} by ${height}`);
    }
    return faults;
  });

/** The ring round the control that the keyboard is on. */
const ring = (page: Page) =>
  page.locator("digital-factors-form").evaluate((element) => {
    const focused = element.shadowRoot?.activeElement;
    if (focused === null || focused === undefined) throw new Error("Nothing inside has the focus");
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
    return { id: focused.id, outlineStyle, outlineWidth, boxShadow };
  });

describe("a host whose style sheet", () => {
  it.each(Object.entries(hostileSheets))("%s changes nothing inside, and hides no question", async (_what, css) => {
    const { context, page } = await openWatchedPage(browser, { reducedMotion: "reduce" });
    await open(page, "");
    const calm = await lookInside(page);
    await open(page, css);
    const hostile = await lookInside(page);
    expect(hostile).toHaveLength(calm.length);
    expect(hostile.filter((line, index) => line !== calm[index]).slice(0, 3)).toEqual([]);
    expect(await faultsInside(page)).toEqual([]);
    await page.keyboard.press("Tab");
    expect(await ring(page)).toEqual({
      id: "yellow-card-reference",
      outlineStyle: "solid",
      outlineWidth: "3px",
      boxShadow: expect.stringMatching(/0px 0px 0px 5px$/),
    });
    await context.close();
  });
});
