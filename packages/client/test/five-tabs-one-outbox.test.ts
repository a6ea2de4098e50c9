import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserPages, startBrowserPages } from "./browser-pages.ts";
import { eventually } from "./eventually.ts";
import { recordOf } from "./records.ts";
import { seededRandom, testSeed } from "./seeded-random.ts";

let pages: BrowserPages;

beforeAll(async () => {
  pages = await startBrowserPages();
});
afterAll(async () => {
  await pages.close();
});

/** Stores a report and leaves it to whichever tab has the turn. */
const submit = async (page: Page, number: number) =>
  await page.evaluate(async (record) => (await clientUnderTest.open().submit(record)).isStored, recordOf(number));

const start = async (page: Page) => await page.evaluate(() => clientUnderTest.open().start());

const bodiesOf = (numbers: readonly number[]) =>
  numbers.map((number) => [recordOf(number).id, JSON.stringify({ record: recordOf(number) })]);

describe("five tabs with one outbox", () => {
  it("send each report once, and one at a time", async () => {
    const context = await pages.newContext();
    const tabs = await Promise.all(Array.from({ length: 5 }, async () => await pages.openTab(context)));
    pages.relay.delayMs = 5;
    const numbers = Array.from({ length: 25 }, (_, index) => 1_000 + index);
    await Promise.all(
      tabs.map(async (tab, place) => {
        for (const number of numbers.filter((each) => each % 5 === place)) await submit(tab, number);
      }),
    );
    await eventually(() => pages.relay.stored.size).toBe(numbers.length);
    expect([...pages.relay.posts].sort()).toEqual(numbers.map((number) => recordOf(number).id));
    expect(pages.relay.mostAtOnce).toBe(1);
    await context.close();
  });

  it(`send each report once when tabs are closed at random (seed ${testSeed})`, async () => {
    const { below, next } = seededRandom(testSeed);
    const context = await pages.newContext();
    const openTab = async () => {
      const page = await pages.openTab(context);
      await start(page);
      return page;
    };
    const before = pages.relay.stored.size;
    pages.relay.posts.splice(0);
    pages.relay.delayMs = 15;
    let tabs = await Promise.all(Array.from({ length: 5 }, openTab));
    const numbers = Array.from({ length: 30 }, (_, index) => 2_000 + index);
    let closed = 0;
    for (const number of numbers) {
      const tab = tabs[below(tabs.length)];
      if (tab === undefined) throw new Error("There is no tab.");
      expect(await submit(tab, number)).toBe(true);
      if (next() < 0.3) {
        const leaving = tabs[below(tabs.length)];
        tabs = tabs.filter((each) => each !== leaving);
        await leaving?.close();
        closed += 1;
        if (tabs.length < 2) tabs = [...tabs, await openTab(), await openTab(), await openTab()];
      }
    }
    // Whoever is left delivers what the closed ones left, without being told.
    await eventually(() => pages.relay.stored.size - before).toBe(numbers.length);
    const stored = [...pages.relay.stored].slice(before);
    expect(stored.toSorted()).toEqual(bodiesOf(numbers));
    // A report goes out again only if the tab that sent it was closed on the way.
    expect(closed).toBeGreaterThan(4);
    expect(pages.relay.posts.length - numbers.length).toBeLessThanOrEqual(closed);
    const [tab] = tabs;
    await eventually(
      async () => await tab?.evaluate(async () => (await clientUnderTest.open().list()).map(({ state }) => state)),
    ).toEqual(numbers.map(() => "accepted"));
    await context.close();
  });
});
