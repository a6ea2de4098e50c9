import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BrowserPages, startBrowserPages } from "./browser-pages.ts";
import { eventually } from "./eventually.ts";
import { recordOf } from "./records.ts";

let pages: BrowserPages;

beforeAll(async () => {
  pages = await startBrowserPages();
});
afterAll(async () => {
  await pages.close();
});
beforeEach(() => {
  pages.relay.posts.splice(0);
});

describe("several tabs with one outbox", () => {
  it.each([
    ["the browser's locks", "locks"],
    ["a lease in the store, as where the browser has no locks", "lease"],
  ] as const)("send each report once, in order, by %s", async (_, by) => {
    const context = await pages.newContext();
    const tabs = await Promise.all([1, 2, 3, 4].map(async () => await pages.openTab(context)));
    const numbers = Array.from({ length: 12 }, (_each, index) => (by === "locks" ? 100 : 200) + index);
    const [first] = tabs;
    if (first === undefined) throw new Error("There is no tab.");
    await first.evaluate(
      async (records) => {
        const client = clientUnderTest.open();
        await client.stop();
        for (const record of records) await client.submit(record);
      },
      numbers.map((number) => recordOf(number)),
    );
    await Promise.all(
      tabs.map(async (tab) => {
        await tab.evaluate((isLease) => clientUnderTest.open(isLease ? { locks: null } : {}).start(), by === "lease");
      }),
    );
    const ids = numbers.map((number) => recordOf(number).id);
    await eventually(() => pages.relay.stored.has(ids.at(-1) ?? "")).toBe(true);
    await eventually(
      async () => await first.evaluate(async () => (await clientUnderTest.open().list()).map(({ state }) => state)),
    ).toEqual(ids.map(() => "accepted"));
    expect(pages.relay.posts).toEqual(ids);
    await context.close();
  });

  it("hand over when the one that delivers is closed", async () => {
    const context = await pages.newContext();
    const [first, second] = [await pages.openTab(context), await pages.openTab(context)];
    pages.relay.faults.push("never-answer");
    await first.evaluate(async (record) => {
      await clientUnderTest.open().submit(record);
    }, recordOf(300));
    await eventually(() => pages.relay.posts.length).toBe(1);
    await second.evaluate(() => clientUnderTest.open().start());
    await first.close();
    await eventually(() => pages.relay.stored.has(recordOf(300).id)).toBe(true);
    await context.close();
  });

  it("see at once what another tab does", async () => {
    const context = await pages.newContext();
    const [first, second] = [await pages.openTab(context), await pages.openTab(context)];
    await second.evaluate(() => {
      clientUnderTest.open().subscribe((items) => {
        document.title = items.map(({ state }) => state).join();
      });
    });
    await first.evaluate(async (record) => {
      await clientUnderTest.open().submit(record);
    }, recordOf(400));
    await eventually(async () => await second.title()).toBe("accepted");
    await context.close();
  });
});
