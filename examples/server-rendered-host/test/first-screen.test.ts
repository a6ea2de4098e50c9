import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchChromium, openWatchedPage } from "../../datix-style-host/test/chromium.ts";
import { type RenderedHost, startHostProcess } from "./rendered-host.ts";

const question = "Did a computer, phone, app or connected device play a part?";
let browser: Browser;
let host: RenderedHost;

beforeAll(async () => {
  [browser, host] = await Promise.all([launchChromium(), startHostProcess()]);
});

afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

describe("a page rendered on the server", () => {
  it("shows the first screen in its look without any script, and with nothing chosen", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(host.address);
    await page.getByRole("heading", { name: question }).waitFor();
    const answers = page.getByRole("radio");
    expect(await answers.count()).toBe(6);
    for (const answer of await answers.all()) expect(await answer.isChecked()).toBe(false);
    const box = await answers.first().boundingBox();
    expect(box?.width).toBe(44);
    await context.close();
  });

  it("does not take an answer that is given before the script has run, and does not show it as given", async () => {
    const { context, page, complaints } = await openWatchedPage(browser);
    let load = () => {};
    const isPressed = new Promise<void>((settle) => {
      load = settle;
    });
    await page.route("**/elements.js", async (route) => {
      await isPressed;
      await route.continue();
    });
    await page.goto(host.address, { waitUntil: "commit" });
    const answer = page.getByRole("radio", { name: "Yes, a main part" });
    await answer.check();
    load();
    await page.locator("digital-factors-form:defined").waitFor();
    await page.evaluate(() => Reflect.get(document.querySelector("digital-factors-form") ?? {}, "updateComplete"));
    expect(await answer.isChecked()).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("is taken over without a console line or a violation, keeps its DOM, and makes the record", async () => {
    const { context, page, violations, complaints, hosts } = await openWatchedPage(browser);
    await page.addInitScript(() => {
      document.addEventListener("readystatechange", () => {
        const root = document.querySelector("digital-factors-form")?.shadowRoot;
        Reflect.set(window, "renderedHeading", Reflect.get(window, "renderedHeading") ?? root?.querySelector("h2"));
      });
    });
    await page.goto(host.address);
    await page.locator("digital-factors-form:defined").waitFor();
    const kept = await page.evaluate(async () => {
      const element = document.querySelector("digital-factors-form");
      await Reflect.get(element ?? {}, "updateComplete");
      const heading = element?.shadowRoot?.querySelector("h2");
      return {
        isSame: heading === Reflect.get(window, "renderedHeading"),
        headings: element?.shadowRoot?.querySelectorAll("h2").length,
      };
    });
    expect(kept).toEqual({ isSame: true, headings: 1 });

    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("link", { name: "Select whether a system played a part" }).waitFor();
    await page.getByText("Yes, a main part", { exact: true }).click();
    await page.getByText("Patient record system (EPR)").click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("What went wrong with it?").waitFor();
    const posted = await page.evaluate(() =>
      new FormData(document.querySelector("form") ?? undefined).get("digital-factors"),
    );
    expect(JSON.parse(String(posted))).toMatchObject({ part: "main", systems: [{ type: "epr" }] });
    expect(violations).toEqual([]);
    expect(complaints).toEqual([]);
    expect([...hosts]).toEqual([new URL(host.address).host]);
    await context.close();
  });
});
