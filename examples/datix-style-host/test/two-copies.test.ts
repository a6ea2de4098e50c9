import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { type EmbeddingPages, startEmbeddingPages, strictPolicy } from "./embedding-pages.ts";

let browser: Browser;
let pages: EmbeddingPages;

beforeAll(async () => {
  [browser, pages] = await Promise.all([launchChromium(), startEmbeddingPages()]);
});

afterAll(async () => {
  await browser?.close();
  await pages?.stop();
});

const markup = `<digital-factors-form data-ours name="first"></digital-factors-form>
<my-digital-factors data-ours name="second" lang="cy"></my-digital-factors>`;

/** Each copy makes the policy `lit-html`, which a page allows once unless it says otherwise. */
const policyForCopies = `${strictPolicy} 'allow-duplicates'`;

const partIn = (page: Page, name: string) =>
  page.locator(name).evaluate((element) => (Reflect.get(element, "record") as { readonly part?: string }).part);

describe("two copies of the one-file build, and the class under a second name", () => {
  it("work side by side, each with its own answers", async () => {
    const { context, page, violations, complaints } = await openWatchedPage(browser, { reducedMotion: "reduce" });
    const scripts = ["form", "form-copy", "subclass", "welsh"] as const;
    await page.goto(pages.serve({ markup, scripts, policy: policyForCopies }));
    await page.locator("my-digital-factors .root[lang=cy] #part-0").waitFor();
    await page.locator("digital-factors-form #part-0").click();
    await page.locator("my-digital-factors #part-4").click();
    await page.locator("my-digital-factors .primary").click();
    await page.locator("my-digital-factors .panel").waitFor();
    expect(await partIn(page, "digital-factors-form")).toBe("main");
    expect(await partIn(page, "my-digital-factors")).toBe("none");
    await page.locator("digital-factors-form #system-1").click();
    await page.locator("digital-factors-form .primary").click();
    await page.locator("digital-factors-form #group-0").waitFor();
    const posted = await page
      .locator("form")
      .evaluate((form) => [...new FormData(form as HTMLFormElement)].map(([name]) => name));
    expect(posted).toEqual(["ward", "first", "second"]);
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("leave the first one working where the policy allows one copy only", async () => {
    const { context, page, complaints } = await openWatchedPage(browser, { reducedMotion: "reduce" });
    await page.goto(pages.serve({ markup, scripts: ["form", "form-copy"] }));
    await page.locator("digital-factors-form #part-0").click();
    await page.locator("digital-factors-form #system-1").click();
    expect(await partIn(page, "digital-factors-form")).toBe("main");
    expect(complaints.filter((text) => !/TrustedTypePolicy|lit-html/.test(text))).toEqual([]);
    await context.close();
  });
});

describe("the one-file build beside the elements that stand alone, from another copy", () => {
  it("shows all three", async () => {
    const { context, page, violations, complaints } = await openWatchedPage(browser);
    await page.goto(
      pages.serve({
        markup: `<digital-factors-form data-ours></digital-factors-form><yellow-card-prompt data-ours></yellow-card-prompt>
<reporting-routes data-ours></reporting-routes>`,
        scripts: ["standalone", "form"],
        properties: { record: { part: "main", systems: [{ type: "prescribing" }], harm: { kind: "actual" } } },
        policy: policyForCopies,
      }),
    );
    await page.locator("digital-factors-form #part-0").waitFor();
    await page.locator("yellow-card-prompt #yellow-card-0").waitFor();
    await page.locator("reporting-routes [part=routes]").first().waitFor();
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
