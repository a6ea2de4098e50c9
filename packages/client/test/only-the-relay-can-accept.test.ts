import type { Page } from "playwright";
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

const submit = async (page: Page, number: number, backOffBaseMs: number) =>
  await page.evaluate(
    async ([record, baseMs]) => {
      const client = clientUnderTest.open({ backOffBaseMs: baseMs, backOffCapMs: baseMs, random: () => 1 });
      Object.assign(globalThis, { client });
      return await client.submit(record);
    },
    [recordOf(number), backOffBaseMs] as const,
  );

const first = async (page: Page) => await page.evaluate(async () => (await clientUnderTest.open().list())[0]);

describe("a browser that calls itself online", () => {
  it("is not believed: behind a guest network's sign-in page the report waits, and arrives later", async () => {
    const page = await pages.openTab(await pages.newContext());
    pages.relay.faults.push("captive-portal", "captive-portal", "other-id");
    expect(await page.evaluate(() => navigator.onLine)).toBe(true);
    await submit(page, 1, 300);
    await eventually(() => pages.relay.posts.length).toBe(1);
    await eventually(async () => await first(page)).toMatchObject({
      state: "waiting",
      error: { kind: "network", reason: "strange-answer" },
    });
    expect(pages.relay.stored.size).toBe(0);
    await eventually(async () => (await first(page))?.state).toBe("accepted");
    expect(pages.relay.stored.size).toBe(1);
    await page.context().close();
  });

  it("is taken at its word only as a hint to try at once", async () => {
    const context = await pages.newContext();
    const page = await pages.openTab(context);
    await context.setOffline(true);
    await submit(page, 2, 600_000);
    await eventually(async () => (await first(page))?.error?.kind).toBe("network");
    await context.setOffline(false);
    await eventually(async () => (await first(page))?.state).toBe("accepted");
    await context.close();
  });
});

describe("a browser that stores nothing", () => {
  it("sends the report directly, and the receipt says that nothing is kept", async () => {
    const context = await pages.newContext();
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("Blocked on purpose", "SecurityError");
      };
    });
    const page = await pages.openTab(context);
    expect(await submit(page, 3, 100)).toMatchObject({ isStored: false, state: "accepted", id: recordOf(3).id });
    expect(pages.relay.stored.has(recordOf(3).id)).toBe(true);
    await context.close();
  });

  it("that has no network either is told so, with nothing dropped in silence", async () => {
    const context = await pages.newContext();
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("Blocked on purpose", "SecurityError");
      };
    });
    const page = await pages.openTab(context);
    await context.setOffline(true);
    const told = await page.evaluate(async (record) => {
      const client = clientUnderTest.open({ deadlineMs: 500, backOffBaseMs: 100 });
      return await client.submit(record).then(
        () => "accepted",
        (error) => `${error.name} ${error.code} ${error.error.kind} ${error.cause.name}`,
      );
    }, recordOf(4));
    expect(told).toBe("SubmitError not-sent network SecurityError");
    await context.close();
  });
});
