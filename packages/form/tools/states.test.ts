import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumArguments } from "../../../tools/chromium.mjs";
import { runNode } from "../../../tools/workspace.mjs";
import { anchorOf, stateGroups } from "../states/state-group.ts";
import { serveStates } from "./states.mjs";

const executablePath = process.env.CHROMIUM_PATH;
let browser: Browser;
let page: Awaited<ReturnType<typeof serveStates>>;

beforeAll(async () => {
  const found = executablePath === undefined || executablePath === "" ? {} : { executablePath };
  [browser, page] = await Promise.all([
    chromium.launch({ args: chromiumArguments, ...found }),
    serveStates({ port: 0 }),
  ]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await page?.stop();
});

describe("page of every state", () => {
  const states = stateGroups.flatMap((group) => group.fixtures.map((fixture) => ({ group, fixture })));

  it("has an anchor of its own for each state", () => {
    const anchors = states.map(({ group, fixture }) => anchorOf(group, fixture));
    expect(new Set(anchors).size).toBe(states.length);
  });

  it("holds every fixture in its state, under the strict policy, with a quiet console and no other host", async () => {
    const context = await browser.newContext({ locale: "en-GB", viewport: { width: 1280, height: 900 } });
    const complaints: string[] = [];
    const hosts = new Set<string>();
    context.on("console", (message) => complaints.push(message.text()));
    context.on("weberror", (error) => complaints.push(error.error().message));
    context.on("request", (request) => hosts.add(new URL(request.url()).host));
    const tab = await context.newPage();
    await tab.goto(page.address);
    await tab.locator(`html[data-ready="${states.length}"]`).waitFor({ state: "attached", timeout: 30_000 });
    const shown = await tab.evaluate(() =>
      [...document.querySelectorAll(".state")].map((section) => {
        const text = section.querySelector(":scope > :last-child")?.shadowRoot?.querySelector(".root")?.textContent;
        return { id: section.id, text: (text ?? "").replace(/\s+/g, " ") };
      }),
    );
    expect(shown.map(({ id }) => id)).toEqual(states.map(({ group, fixture }) => anchorOf(group, fixture)));
    for (const [index, { fixture }] of states.entries())
      expect(shown[index]?.text, fixture.name).toContain(fixture.shows);
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(page.address).host]);

    await tab.getByLabel("Language").selectOption("cy");
    await tab.getByLabel("Theme").selectOption("dark");
    await tab.getByLabel("Direction").selectOption("rtl");
    await tab.locator(`html[data-ready="${states.length}"]`).waitFor({ state: "attached", timeout: 30_000 });
    await tab.getByText("A oedd gan gyfrifiadur, ffôn").first().waitFor();
    await tab.setViewportSize({ width: 320, height: 640 });
    const { scrollWidth, clientWidth } = await tab.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    expect(new URL(tab.url()).search).toBe("?lang=cy&theme=dark&width=cards&dir=rtl");
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it("is written as files that name no other host", () => {
    const folder = mkdtempSync(join(tmpdir(), "states-"));
    const { isOk, output } = runNode(["packages/form/tools/states.mjs", "--out", folder]);
    expect(isOk, output).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["index.html", "states.css", "states.js"]);
    const html = readFileSync(join(folder, "index.html"), "utf8");
    expect(html).toContain("require-trusted-types-for 'script'");
    expect(html).not.toMatch(/(src|href)="(?!data:|#|states\.)/);
    rmSync(folder, { recursive: true });
  });
});
