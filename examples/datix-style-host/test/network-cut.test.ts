import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage, type WatchedPage } from "./chromium.ts";
import { expectTheDoseFault, theOnlyEvent } from "./dose-fault.ts";
import { type HeldEvent, type HostStack, startHostStack } from "./host-stack.ts";
import { reportBriefly, reportByMouse, sendByMouse } from "./incident-reporter.ts";

const savedHere = "Saved on this computer. It will be sent by itself.";

let browser: Browser;
let stack: HostStack;

beforeAll(async () => {
  [browser, stack] = await Promise.all([launchChromium(), startHostStack()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

beforeEach(async () => {
  await stack.forgetEvents();
});

/** Opens the form and fills it in, ready to be sent. */
async function openReport(fillIn = reportByMouse): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser);
  await watched.page.goto(stack.hostUrl);
  await fillIn(watched.page);
  return watched;
}

/** Expects one event, and its reference number among what this computer has sent. */
async function expectReferenceIn(page: Page): Promise<HeldEvent> {
  const event = await theOnlyEvent(stack);
  await page.locator("#sent-list").getByText(event.referenceNumber).waitFor();
  expect(await stack.events()).toHaveLength(1);
  return event;
}

describe("a report sent while the network is cut", () => {
  it("is kept through a reload of the tab, and reaches the national service once when the network is back", async () => {
    const { context, page } = await openReport();
    await context.setOffline(true);
    await sendByMouse(page);
    await page.getByText(savedHere).waitFor();
    await page.locator("#waiting").getByText("1 report").waitFor();
    await expect(page.reload()).rejects.toThrow("ERR_INTERNET_DISCONNECTED");
    // With the page back and the relay still away, what waits is shown.
    await stack.killRelay();
    await context.setOffline(false);
    await page.goto(stack.hostUrl);
    await page.locator("#waiting").getByText("1 report").waitFor();
    expect(await stack.events()).toEqual([]);
    await stack.startRelay();
    expectTheDoseFault(await expectReferenceIn(page));
    await page.locator("#waiting").waitFor({ state: "hidden" });
    await context.close();
  });

  it("goes by itself when the network comes back, with the tab left open", async () => {
    const { context, page } = await openReport(reportBriefly);
    await context.setOffline(true);
    await sendByMouse(page);
    await page.getByText(savedHere).waitFor();
    await context.setOffline(false);
    await expectReferenceIn(page);
    await context.close();
  });
});

describe("a report sent while the relay is away", () => {
  it("waits, says so, and reaches the national service once when the relay is back", async () => {
    await stack.killRelay();
    const { context, page } = await openReport(reportBriefly);
    await sendByMouse(page);
    await page.getByText(savedHere).waitFor();
    expect(await stack.events()).toEqual([]);
    await stack.startRelay();
    await expectReferenceIn(page);
    await context.close();
  });

  it("reaches the national service once when the relay dies after it took the report and before it sent it on", async () => {
    await stack.refuseOneEvent();
    const { context, page } = await openReport();
    const taken = page.waitForResponse((response) => response.url().endsWith("/relay/v1/records"));
    await sendByMouse(page);
    const response = await taken;
    expect(response.status()).toBe(202);
    const { id } = (await response.json()) as { id: string };
    await expect
      .poll(() => stack.relayState(id), { timeout: 10_000, interval: 20 })
      .toEqual({ state: "waiting", attempts: 1 });
    await stack.killRelay();
    expect(await stack.events()).toEqual([]);
    await stack.startRelay();
    expectTheDoseFault(await expectReferenceIn(page));
    await context.close();
  });
});

describe("a relay that dies as it hands a report on", () => {
  it("never sends it twice, and the page shows the number or says that somebody will find out", async () => {
    const { context, page } = await openReport(reportBriefly);
    const taken = page.waitForResponse((response) => response.url().endsWith("/relay/v1/records"));
    await sendByMouse(page);
    expect((await taken).status()).toBe(202);
    await stack.killRelay();
    await stack.startRelay();
    await page
      .locator("#outcome")
      .getByText(/^National reference number$|^We could not tell whether the national service has it/)
      .waitFor();
    expect((await stack.events()).length).toBeLessThanOrEqual(1);
    await context.close();
  });
});

describe("two tabs with one outbox", () => {
  it("send a waiting report once between them", async () => {
    const { context, page } = await openReport(reportBriefly);
    await stack.killRelay();
    await sendByMouse(page);
    await page.getByText(savedHere).waitFor();
    const other = await context.newPage();
    await other.goto(stack.hostUrl);
    await other.locator("#waiting").getByText("1 report").waitFor();
    const posted: string[] = [];
    context.on("request", (request) => {
      if (request.method() === "POST") posted.push(request.headers()["idempotency-key"] ?? "none");
    });
    await stack.startRelay();
    await expectReferenceIn(page);
    await expectReferenceIn(other);
    expect(new Set(posted).size).toBe(1);
    await context.close();
  });
});

describe("a computer whose browser keeps nothing", () => {
  it("sends the report at once, and shows the reference number all the same", async () => {
    const { context, page } = await openWatchedPage(browser);
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("Storage is switched off", "SecurityError");
      };
    });
    await page.goto(stack.hostUrl);
    await reportBriefly(page);
    await sendByMouse(page);
    const event = await theOnlyEvent(stack);
    await page.locator("#outcome").getByText(event.referenceNumber).waitFor();
    await context.close();
  });
});
