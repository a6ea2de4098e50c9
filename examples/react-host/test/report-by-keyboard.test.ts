import { parseRecordJson } from "@digital-factors/core";
import type { Browser, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage } from "../../datix-style-host/test/chromium.ts";
import { startReactHost } from "../host.mjs";

let browser: Browser;
let host: Awaited<ReturnType<typeof startReactHost>>;

beforeAll(async () => {
  [browser, host] = await Promise.all([launchChromium(), startReactHost({ port: 0 })]);
});

afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

/** Moves on with Tab until what has the focus has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const outer = document.activeElement;
      const inner = outer?.shadowRoot?.activeElement ?? outer;
      const labels = inner instanceof HTMLInputElement ? [...(inner.labels ?? [])] : [];
      return [inner, ...labels].map((each) => each?.textContent?.replace(/\s+/g, " ").trim()).join(" ");
    });
    if (focused.includes(name)) return;
  }
  throw new Error(`No Tab leads to ${name}`);
}

/** Chooses an answer by keyboard: Space on it where Tab reaches it, else arrows from the first of its group. */
async function choose(page: Page, firstOfGroup: string, down: number): Promise<void> {
  await tabTo(page, firstOfGroup);
  await page.keyboard.press("Space");
  for (let step = 0; step < down; step += 1) await page.keyboard.press("ArrowDown");
}

async function goOn(page: Page, button = "Continue"): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press("Enter");
}

describe("a React host", () => {
  it("fills in the element by keyboard, and its form posts the record beside its own answers", async () => {
    const { context, page, violations, complaints, hosts } = await openWatchedPage(browser);
    await page.goto(host.address);
    await page.getByLabel("What happened?").focus();
    await page.keyboard.type("The chart showed ten times the dose.");

    await goOn(page);
    await page.locator("[data-faults='1']").waitFor();
    await choose(page, "Yes, a main part", 0);
    await page.locator("[data-faults='0']").waitFor({ state: "attached" });
    await choose(page, "ExampleMeds", 0);
    await goOn(page);
    await page.getByText("What went wrong with it?").waitFor();
    await choose(page, "Down, slow or could not get in", 0);
    await goOn(page);
    await page.getByText("Which of these fits best?").waitFor();
    await tabTo(page, "The system was down");
    await page.keyboard.press("Space");
    await goOn(page);
    await page.getByText("Has a report been sent?").waitFor();
    await goOn(page);
    await page.getByRole("heading", { name: "Check your answers" }).waitFor();
    await goOn(page, "Save and continue");
    await page.getByText("The questions on digital systems are answered.").waitFor();

    await goOn(page, "Send report");
    const posted = page.locator("#posted");
    await posted.waitFor();
    const entries = await posted
      .locator("div")
      .evaluateAll((rows) =>
        rows.map((row) => [row.querySelector("dt")?.textContent, row.querySelector("dd")?.textContent ?? ""] as const),
      );
    expect(entries.map(([name]) => name)).toEqual(["what", "harm", "digital-factors"]);
    const parsed = parseRecordJson(entries.at(-1)?.[1] ?? "");
    expect(parsed.ok).toBe(true);
    if (parsed.ok) {
      expect(parsed.value.part).toBe("main");
      expect(parsed.value.systems[0]?.name).toBe("ExampleMeds");
      expect(parsed.value.harm.kind).toBe("near-miss");
      expect(parsed.value.context?.product).toBe("React example host");
    }
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(host.address).host]);
    await context.close();
  });
});
