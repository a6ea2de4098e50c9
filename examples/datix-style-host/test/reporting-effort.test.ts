import { questionFlow } from "@digital-factors/core";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Scenario, scenarios } from "../../../packages/core/src/routes/scenarios.fixtures.ts";
import { launchChromium, openWatchedPage } from "./chromium.ts";
import { type EmbeddingPages, startEmbeddingPages } from "./embedding-pages.ts";
import { effortPage, type ScenarioEffort } from "./reporting-effort-page.ts";
import { byKeyboard, byMouse, groupOf, openForm, report } from "./scenario-reporter.ts";

let browser: Browser;
let pages: EmbeddingPages;
let efforts: readonly ScenarioEffort[] = [];

/** A page on which everything can be seen at once. */
const tall = { viewport: { width: 1280, height: 3000 }, reducedMotion: "reduce" } as const;

/** Scenarios through the real element with the mouse, on a page of their own. */
async function walk(some: readonly Scenario[]): Promise<readonly ScenarioEffort[]> {
  const { context, page, complaints } = await openWatchedPage(browser, tall);
  await page.goto(pages.serve({ markup: "<digital-factors-form></digital-factors-form>" }));
  await page.locator("#part-0").waitFor();
  const walked: ScenarioEffort[] = [];
  for (const scenario of some) {
    await openForm(page, scenario);
    walked.push({ scenario, effort: await report(page, scenario, byMouse) });
  }
  expect(complaints).toEqual([]);
  await context.close();
  return walked;
}

beforeAll(async () => {
  [browser, pages] = await Promise.all([launchChromium(), startEmbeddingPages()]);
  const half = Math.ceil(scenarios.length / 2);
  efforts = (await Promise.all([walk(scenarios.slice(0, half)), walk(scenarios.slice(half))])).flat();
});

afterAll(async () => {
  await browser?.close();
  await pages?.stop();
});

/** What a scenario says that a question asks. */
function toldBy({ record }: Scenario) {
  const { part = "unknown", systems = [], factors = [] } = record;
  if (part === "none") return { part };
  const system = { type: systems[0]?.type };
  return part === "helped"
    ? { part, systems: [system] }
    : { part, systems: [system], group: groupOf(record), factors: [...factors] };
}

/** The branch most reports take: a system among those shown first, something went wrong, no Yellow Card number at hand. */
const isTypical = ({ scenario: { record }, effort: { lists } }: ScenarioEffort) =>
  record.part !== "none" && record.part !== "helped" && record.yellowCard === undefined && lists.length === 0;

/** Keys are counted for every scenario, and pressed for those whose screens differ. */
const byKeyboardToo = [
  "an e-prescribing system works out ten times the dose for a child, caught before it is given",
  "a video consultation drops and is rebooked",
  "a reference for the device is given, the medicine reaction is still to be reported",
  "the record system helped to spot a wrong dose",
  "no digital system played a part",
];

describe("what a report takes", () => {
  it("is what every scenario says", () => {
    expect(efforts).toHaveLength(scenarios.length);
    for (const { scenario, effort } of efforts) expect(effort.record, scenario.name).toMatchObject(toldBy(scenario));
  });

  it.each(byKeyboardToo)("is as many keys as counted, and makes the same record: %s", async (name) => {
    const found = efforts.find(({ scenario }) => scenario.name === name);
    if (found === undefined) throw new Error("There is no such scenario");
    const { context, page } = await openWatchedPage(browser, tall);
    await page.goto(pages.serve({ markup: "<digital-factors-form></digital-factors-form>" }));
    await openForm(page, found.scenario);
    const { keys, questions, record } = await report(page, found.scenario, byKeyboard);
    const { id: _, recordedAt: __, ...same } = found.effort.record;
    expect(record).toMatchObject(same);
    expect(questions).toEqual(found.effort.questions);
    expect(keys).toBe(found.effort.keys);
    await context.close();
  });

  it("is eight questions at most", () => {
    for (const { scenario, effort } of efforts) {
      expect(effort.questions.length, scenario.name).toBeLessThanOrEqual(8);
      const needed = questionFlow(effort.record).filter(({ isRequired }) => isRequired);
      expect(effort.questions, scenario.name).toEqual(expect.arrayContaining(needed.map(({ linkId }) => linkId)));
    }
  });

  it("is twelve presses of the mouse at most on the typical branch, and fourteen on any", () => {
    const typical = efforts.filter(isTypical);
    expect(typical.length).toBeGreaterThan(scenarios.length / 3);
    expect(typical.filter(({ effort }) => effort.presses > 12).map(({ scenario }) => scenario.name)).toEqual([]);
    expect(efforts.filter(({ effort }) => effort.presses > 14).map(({ scenario }) => scenario.name)).toEqual([]);
  });

  it("is what docs/reporting-effort.md says", async () => {
    await expect(effortPage(efforts)).toMatchFileSnapshot("../../../docs/reporting-effort.md");
  });
});
