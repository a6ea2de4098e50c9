import { join } from "node:path";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { issueToken } from "../src/access/manage-tokens.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { focused, launchBrowser, openTab, tabTo } from "./admin-browser.ts";
import { answerTexts, exampleRecord } from "./example-record.ts";
import { emptyFolder, post, reached, runningRelay, runningSandbox, settings } from "./running-relay.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser?.close();
});

/** A relay in front of a sandbox, with an administrator's token. */
async function site() {
  const sandbox = await runningSandbox();
  const store = openLibsqlStore({ file: join(await emptyFolder(), "relay.db") });
  const relay = await runningRelay(settings(sandbox.url, ""), { store });
  const grant = { role: "administrator", organisation: "Z01" } as const;
  const { token } = await issueToken({ store, actor: { id: "system" }, nowMs: Date.now() }, grant);
  return { sandbox, relay, token };
}

describe("somebody with a keyboard alone", () => {
  it("signs in, finds out that LFPSE does not have a report, sends it again, and it arrives once", async () => {
    const { sandbox, relay, token } = await site();
    const record = exampleRecord();
    sandbox.queueFault({ fault: "drop-request" });
    await post(relay.url, record);
    await reached(relay.url, record.id, "unknown");
    expect(sandbox.events()).toHaveLength(0);

    const { context, page, violations, complaints } = await openTab(browser);
    onTestFinished(() => context.close());
    const seen: string[] = [];
    const look = async (selector: string) => {
      await page.locator(selector).waitFor({ state: "attached" });
      seen.push(await page.content());
    };
    await page.goto(`${relay.url}/admin`);
    await tabTo(page, "Administrator token");
    await page.keyboard.type(token);
    await page.keyboard.press("Enter");
    await look(".cards");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to main content");
    await page.keyboard.press("Enter");
    await tabTo(page, "Not known");
    await page.keyboard.press("Enter");
    await look("#records-caption");
    await tabTo(page, record.id);
    await page.keyboard.press("Enter");
    await look("#history-caption");
    await tabTo(page, "Say whether LFPSE has it");
    await page.keyboard.press("Enter");
    await look("#found");
    await tabTo(page, "It is there");
    await page.keyboard.press("ArrowDown");
    expect(await focused(page)).toBe("It is not there");
    await tabTo(page, "Continue");
    await page.keyboard.press("Enter");
    await look("#checked");
    await tabTo(page, "Send it again");
    await page.keyboard.press("Enter");
    await look(".error-summary:focus");
    await tabTo(page, "Tick the box once you have checked that LFPSE does not have it");
    await page.keyboard.press("Enter");
    await look("#checked:focus");
    await page.keyboard.press("Space");
    await tabTo(page, "Send it again");
    await page.keyboard.press("Enter");
    await look(".notice:focus");
    expect(await page.locator(".notice").textContent()).toContain("The report is sent again.");

    const { lfpse } = await reached(relay.url, record.id, "accepted");
    expect(sandbox.events()).toHaveLength(1);
    await page.reload();
    expect(await page.locator("main .tag").first().textContent()).toBe("Accepted");
    expect(await page.locator(".summary-list").textContent()).toContain(lfpse?.referenceNumber);
    await tabTo(page, "Sign out");
    await page.keyboard.press("Enter");
    await look("#token");
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    for (const answer of [...answerTexts, token]) {
      expect(seen.join("\n")).not.toContain(answer);
      expect(relay.logged()).not.toContain(answer);
    }
  }, 60_000);

  it("records that LFPSE has a report, after which a withdrawal reaches it there", async () => {
    const { sandbox, relay, token } = await site();
    const record = exampleRecord();
    sandbox.queueFault({ fault: "drop-response" });
    await post(relay.url, record);
    await reached(relay.url, record.id, "unknown");
    const [event] = sandbox.events();
    if (event === undefined) return expect.unreachable("The sandbox has no event.");

    const { context, page } = await openTab(browser);
    onTestFinished(() => context.close());
    await page.goto(`${relay.url}/admin/records/${record.id}/at-lfpse`);
    await tabTo(page, "Administrator token");
    await page.keyboard.type(token);
    await page.keyboard.press("Enter");
    await page.locator("#lfpse-id").waitFor();
    await tabTo(page, "LFPSE id");
    await page.keyboard.type(event.id);
    await tabTo(page, "LFPSE reference number (optional)");
    await page.keyboard.type(event.referenceNumber);
    await page.keyboard.press("Enter");
    await page.locator(".notice:focus").waitFor();
    expect(await reached(relay.url, record.id, "accepted")).toMatchObject({
      lfpse: { id: event.id, referenceNumber: event.referenceNumber },
    });
    await tabTo(page, "Withdraw it");
    await page.keyboard.press("Enter");
    await page.locator(".button.warning").waitFor();
    await tabTo(page, "Withdraw it");
    await page.keyboard.press("Enter");
    await page.locator(".notice:focus").waitFor();
    await reached(relay.url, record.id, "withdrawn");
    expect(sandbox.events().filter(({ deleted }) => deleted !== true)).toEqual([]);
  }, 60_000);
});
