import type { RelayClient } from "@digital-factors/client";
import type { Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BrowserPages, startBrowserPages } from "./browser-pages.ts";
import { eventually } from "./eventually.ts";
import { recordOf } from "./records.ts";

declare global {
  /** The one client of a page. */
  var client: RelayClient;
  /** What storing was before it was made to fail. */
  var addWithRoom: IDBObjectStore["add"] | undefined;
}

let pages: BrowserPages;

beforeAll(async () => {
  pages = await startBrowserPages();
});
afterAll(async () => {
  await pages.close();
});

/** Makes a page's title what it would tell a person: the storage, and the states. */
async function tellInTitle(page: Page): Promise<void> {
  await page.evaluate(() => {
    globalThis.client = clientUnderTest.open({ backOffBaseMs: 50, backOffCapMs: 200 });
    globalThis.client.subscribe((items, storage) => {
      document.title = [storage, ...items.map(({ state }) => state)].join(" ");
    });
  });
}

const submit = async (page: Page, number: number) =>
  await page.evaluate(async (record) => await globalThis.client.submit(record), recordOf(number));

const bodyOf = (number: number) => JSON.stringify({ record: recordOf(number) });

describe("a browser without room", () => {
  it("sends the report directly, tells that nothing is kept, and keeps again when there is room", async () => {
    const page = await pages.openTab(await pages.newContext());
    // Chromium's DevTools can set a quota, but IndexedDB does not keep to it.
    const setFull = async (isFull: boolean) =>
      await page.evaluate((full) => {
        const { add } = IDBObjectStore.prototype;
        globalThis.addWithRoom ??= add;
        IDBObjectStore.prototype.add = full
          ? () => {
              throw new DOMException("Full on purpose", "QuotaExceededError");
            }
          : globalThis.addWithRoom;
      }, isFull);
    await tellInTitle(page);
    await setFull(true);
    expect(await submit(page, 4_001)).toMatchObject({ isStored: false, state: "accepted" });
    expect(pages.relay.stored.get(recordOf(4_001).id)).toBe(bodyOf(4_001));
    await eventually(async () => await page.title()).toBe("refused");
    await setFull(false);
    expect(await submit(page, 4_002)).toMatchObject({ isStored: true });
    await eventually(async () => await page.title()).toBe("kept accepted");
    await page.context().close();
  });
});

describe("a person who clears the site's data while reports wait", () => {
  it("is told, and the reports that the page still knows are put back and sent once", async () => {
    const page = await pages.openTab(await pages.newContext());
    await tellInTitle(page);
    pages.relay.faults.push(...Array.from({ length: 200 }, () => "drop-request" as const));
    await submit(page, 4_010);
    await submit(page, 4_011);
    await eventually(async () => await page.title()).toMatch(/^kept (waiting|sending) (waiting|sending)$/);
    const devTools = await page.context().newCDPSession(page);
    await devTools.send("Storage.clearDataForOrigin", { origin: pages.relay.url, storageTypes: "indexeddb" });
    await eventually(async () => await page.title()).toMatch(/^evicted (waiting|sending) (waiting|sending)$/);
    pages.relay.faults.splice(0);
    await eventually(async () => await page.title()).toBe("evicted accepted accepted");
    for (const number of [4_010, 4_011]) expect(pages.relay.stored.get(recordOf(number).id)).toBe(bodyOf(number));
    await page.context().close();
  });
});

describe("a browser that has no IndexedDB", () => {
  it("tells it before the first report", async () => {
    const context = await pages.newContext();
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("Blocked on purpose", "SecurityError");
      };
    });
    const page = await pages.openTab(context);
    await page.evaluate(() => {
      clientUnderTest.open().subscribe((_, storage) => {
        document.title = storage;
      });
    });
    await eventually(async () => await page.title()).toBe("refused");
    await context.close();
  });
});
