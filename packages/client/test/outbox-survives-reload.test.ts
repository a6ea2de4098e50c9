import type { Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BrowserPages, startBrowserPages } from "./browser-pages.ts";
import { eventually } from "./eventually.ts";
import { recordOf } from "./records.ts";

let pages: BrowserPages;
let page: Page;

beforeAll(async () => {
  pages = await startBrowserPages();
});
afterAll(async () => {
  await pages.close();
});
beforeEach(async () => {
  page = await pages.openTab(await pages.newContext());
});
afterEach(async () => {
  pages.relay.faults.length = 0;
  await page.context().close();
});

const submit = async (number: number) =>
  await page.evaluate(async (record) => {
    const client = clientUnderTest.open();
    return await client.submit(record);
  }, recordOf(number));

const start = async () => await page.evaluate(() => clientUnderTest.open().start());

const states = async () =>
  await page.evaluate(async () => (await clientUnderTest.open().list()).map(({ state }) => state));

describe("a stored report", () => {
  it("survives a reload while the network is away, and arrives once", async () => {
    pages.relay.faults.push(...Array.from({ length: 50 }, () => "drop-request" as const));
    expect(await submit(1)).toMatchObject({ isStored: true, state: "waiting" });
    await page.reload();
    await page.waitForFunction(() => "clientUnderTest" in globalThis);
    expect(await states()).toEqual([expect.stringMatching(/waiting|sending/)]);
    pages.relay.faults.length = 0;
    await start();
    await eventually(() => [...pages.relay.stored.keys()]).toEqual([recordOf(1).id]);
    await eventually(states).toEqual(["accepted"]);
  });

  it("survives a reload in the middle of its sending, and arrives once, unchanged", async () => {
    pages.relay.faults.push("never-answer");
    await submit(2);
    await eventually(() => pages.relay.posts).toContain(recordOf(2).id);
    await page.reload();
    await page.waitForFunction(() => "clientUnderTest" in globalThis);
    await start();
    await eventually(() => pages.relay.stored.get(recordOf(2).id)).toBe(JSON.stringify({ record: recordOf(2) }));
    await eventually(states).toEqual(["accepted"]);
  });

  it("survives a tab that crashes right after the receipt", async () => {
    const context = page.context();
    pages.relay.faults.push(...Array.from({ length: 50 }, () => "drop-request" as const));
    await submit(3);
    const devTools = await context.newCDPSession(page);
    const crashed = page.waitForEvent("crash");
    // The command cannot be answered by the page that it crashes.
    devTools.send("Page.crash").catch(() => {});
    await crashed;
    pages.relay.faults.length = 0;
    page = await pages.openTab(context);
    await start();
    await eventually(states).toEqual(["accepted"]);
    expect(pages.relay.stored.has(recordOf(3).id)).toBe(true);
  });
});
