import { afterAll, beforeAll, describe, expect, it } from "vitest";
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

/** The places at which a submission waits for the browser, in their order. */
const places = ["open", "opened", "add", "adding", "committed", "send", "answered"] as const;
type Place = (typeof places)[number];

/** Stops the page for good at a place: it waits for an answer that never comes, and no code of it runs. */
function stopAt(place: Place) {
  let hasStopped = false;
  const reach = (reached: Place) => {
    if (reached !== place || hasStopped) return;
    hasStopped = true;
    const request = new XMLHttpRequest();
    request.open("GET", `/hold/${place}`, false);
    request.send();
  };
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...parameters) {
    reach("open");
    const request = open.apply(this, parameters);
    request.addEventListener("success", () => reach("opened"));
    return request;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...parameters) {
    const made = transaction.apply(this, parameters);
    made.addEventListener("complete", () => {
      if (hasAdded) reach("committed");
    });
    return made;
  };
  let hasAdded = false;
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = function (...parameters) {
    reach("add");
    const request = add.apply(this, parameters);
    hasAdded = true;
    reach("adding");
    return request;
  };
  const { fetch } = globalThis;
  globalThis.fetch = async (...parameters) => {
    reach("send");
    const response = await fetch(...parameters);
    reach("answered");
    return response;
  };
}

describe("a tab that ends in the middle of saving a report", () => {
  it.each(places.flatMap((place) => [[place, "is closed"] as const, [place, "is killed"] as const]))(
    "at %s, when it %s: from the commit on the report arrives, once and whole; before it there is all of it or nothing",
    async (place, ending) => {
      const number = 3_000 + places.indexOf(place) * 10 + (ending === "is killed" ? 1 : 0);
      const { id } = recordOf(number);
      const context = await pages.newContext();
      await context.addInitScript(`(${stopAt.toString()})(${JSON.stringify(place)})`);
      const page = await pages.openTab(context);
      pages.relay.held.splice(0);
      pages.relay.posts.splice(0);
      const submitting = page.evaluate(async (record) => await clientUnderTest.open().submit(record), recordOf(number));
      submitting.catch(() => {});
      await eventually(() => pages.relay.held).toEqual([`/hold/${place}`]);
      if (ending === "is killed") {
        const crashed = page.waitForEvent("crash");
        await pages.killTabs();
        await crashed;
      }
      await page.close();
      // The next visit, in a browser that stops nowhere.
      const next = await context.newPage();
      await next.addInitScript("globalThis.XMLHttpRequest = class { open() {} send() {} };");
      await next.goto(pages.relay.url);
      await next.waitForFunction(() => "clientUnderTest" in globalThis);
      await next.evaluate(() => clientUnderTest.open().start());
      const list = async () =>
        await next.evaluate(async () => (await clientUnderTest.open().list()).map((item) => [item.id, item.state]));
      const isSaved = places.indexOf(place) >= places.indexOf("committed");
      if (isSaved || (await list()).length > 0) {
        await eventually(list).toEqual([[id, "accepted"]]);
        expect(pages.relay.stored.get(id)).toBe(JSON.stringify({ record: recordOf(number) }));
        expect(pages.relay.posts.length).toBeLessThanOrEqual(2);
      } else {
        expect(pages.relay.stored.has(id)).toBe(false);
      }
      await context.close();
    },
  );
});
