import { readdir } from "node:fs/promises";
import axe from "axe-core";
import type { Browser } from "playwright";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { axeFaults } from "./axe-faults.ts";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { expectTheDoseFault, theOnlyEvent } from "./dose-fault.ts";
import { type HostStack, startHostStack } from "./host-stack.ts";
import { reportBriefly, reportByMouse, sendByMouse } from "./incident-reporter.ts";

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

const answers = {
  look: "incident",
  lang: "en",
  "event-type": "incident",
  "event-on": "2026-11-11",
  effect: "near-miss",
  description: "A <b>bold</b> account & nothing more.",
};

async function post(entries: Readonly<Record<string, string>>): Promise<Response> {
  return await fetch(`${stack.hostUrl}/incidents`, {
    method: "POST",
    body: new URLSearchParams(entries),
    redirect: "manual",
  });
}

describe("the classic form post", () => {
  it("reaches the national service once, and its own page shows the reference number", async () => {
    const { context, page, violations, complaints, hosts } = await openWatchedPage(browser);
    await page.goto(`${stack.hostUrl}/?mode=classic`);
    await reportByMouse(page);
    await sendByMouse(page);
    await page.waitForURL(/\/incidents\/[0-9a-f-]{36}$/);
    const event = await theOnlyEvent(stack);
    expectTheDoseFault(event);
    await page.getByText(event.referenceNumber).waitFor();
    await page.evaluate(axe.source);
    expect(await axeFaults(page)).toEqual([]);
    await page.reload();
    await page.getByText(event.referenceNumber).waitFor();
    expect(await stack.events()).toHaveLength(1);
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(stack.hostUrl).host]);
    await context.close();
  });

  it("works on the bare intranet page, with the questions one under another", async () => {
    const { context, page, violations, complaints } = await openWatchedPage(browser);
    await page.goto(`${stack.hostUrl}/intranet`);
    await page.evaluate(axe.source);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel("When did it happen?").click({ position: { x: 12, y: 12 } });
    await page.keyboard.type("11112026");
    await page.getByLabel("What happened?").click();
    await page.keyboard.type("The ward could not open the record.");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Nothing");
    await page.getByText("No", { exact: true }).first().click();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.waitForURL(/\/incidents\//);
    const event = await theOnlyEvent(stack);
    expect(event.resource.description).toBe("The ward could not open the record.");
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("is still sent after the relay was away", async () => {
    const { context, page } = await openWatchedPage(browser);
    await page.goto(`${stack.hostUrl}/?mode=classic`);
    await reportBriefly(page);
    await stack.killRelay();
    await sendByMouse(page);
    await page.getByText("Your report is kept safe").waitFor();
    expect(await stack.events()).toEqual([]);
    await stack.startRelay();
    const event = await theOnlyEvent(stack);
    await page.getByText(event.referenceNumber).waitFor();
    await context.close();
  });
});

describe("a broken post", () => {
  it("brings the form back with what to do and the answers kept, and keeps nothing", async () => {
    const before = await readdir(stack.incidentFolder);
    const response = await post({ ...answers, "digital-factors": '{"format":"digital-factors/1","part":"perhaps"}' });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain("This report was not sent");
    expect(html).toContain("A &lt;b&gt;bold&lt;/b&gt; account &amp; nothing more.");
    expect(html).toMatch(/<a href="#digital-factors">Digital systems: /);
    expect(await readdir(stack.incidentFolder)).toEqual(before);
    expect(await stack.events()).toEqual([]);
  });

  it.each([
    ["is not JSON", "{"],
    ["is JSON but no record", "[]"],
    ["is empty", ""],
    ["tries to end its script early", '{"format":"</script><script>alert(1)</script>"}'],
  ])("is refused when the entry %s", async (_why, entry) => {
    const response = await post({ ...answers, "digital-factors": entry });
    expect(response.status).toBe(422);
    expect(await response.text()).not.toContain("<script>alert");
  });

  it("names every mandatory field that is missing", async () => {
    const html = await (await post({ look: "incident" })).text();
    for (const name of ["event-type", "event-on", "effect", "description", "digital-factors"]) {
      expect(html).toContain(`<li><a href="#${name}">`);
    }
  });

  it("has no fault that axe can find, and every link of its summary leads somewhere", async () => {
    const { context, page, violations } = await openWatchedPage(browser);
    await page.goto(`${stack.hostUrl}/?mode=classic`);
    // As from a page whose checks did not run.
    await page.evaluate(() => {
      const form = document.querySelector("form");
      if (form !== null) form.noValidate = true;
    });
    await sendByMouse(page);
    await page.getByText("This report was not sent").waitFor();
    await page.evaluate(axe.source);
    expect(await axeFaults(page)).toEqual([]);
    const dangling = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>(".faults a")]
        .map(({ hash }) => hash.slice(1))
        .filter((id) => document.getElementById(id) === null),
    );
    expect(dangling).toEqual([]);
    expect(violations).toEqual([]);
    await context.close();
  });
});
