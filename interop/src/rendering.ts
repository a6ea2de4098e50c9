import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Browser, chromium, type LaunchOptions, type Page } from "playwright";
import { enabledLinkIds } from "../../packages/core/src/questionnaire/enable-when.fixtures.ts";
import { type Questionnaire, toQuestionnaire } from "../../packages/core/src/questionnaire/index.ts";
import type { DigitalFactorsRecord } from "../../packages/core/src/record/record.ts";
import { type Branch, branches, type Step } from "./branches.ts";
import { type Comparison, compareAnswers } from "./comparison.ts";
import { answerInForm, openForm, questionOf, recordOfForm, shownInForm } from "./digital-factors-form.ts";
import { answerInLhcForms, openLhcForms, responseOfLhcForms, shownInLhcForms } from "./lhc-forms.ts";
import { startPageServer } from "./page-server.ts";
import { codingsOf, isQuestion, shownItems } from "./questionnaire-items.ts";
import { installedVersion, interopFolder } from "./validators/installed.ts";
import type { Resource } from "./validators/validator.ts";

/** What stood on both pages after one answer. */
export interface StepResult {
  readonly step: Step;
  readonly inRenderer: readonly string[];
  readonly inForm: readonly string[];
}

/** One branch, answered in both. */
export interface BranchResult {
  readonly branch: Branch;
  readonly steps: readonly StepResult[];
  readonly response: Resource;
  readonly record: DigitalFactorsRecord;
  readonly comparison: Comparison;
  readonly screenshots: readonly string[];
}

/** What came of all branches. */
export interface RenderingResults {
  readonly renderer: string;
  readonly browser: string;
  readonly branches: readonly BranchResult[];
  /** Requests on loopback, and those to anywhere else. */
  readonly requests: { readonly loopback: number; readonly outside: readonly string[] };
  readonly faults: readonly string[];
}

/** Questions that the Questionnaire may show where our element does not: docs/questionnaire.md, "When a question is shown". */
const shownRatherThanHidden = [
  "system-name",
  "medical-device",
  "harm",
  "yellow-card",
  "still-happening",
  "others-affected",
  "involvement",
];

/** Answers every branch in LHC-Forms and in our element, in a real Chromium. */
export async function renderAll(launchOptions: LaunchOptions, say: (line: string) => void): Promise<RenderingResults> {
  const server = await startPageServer();
  const browser = await chromium.launch(launchOptions);
  const faults: string[] = [];
  const outside: string[] = [];
  let loopback = 0;
  const openPage = async (scale: number) => {
    const page = await newPage(browser, scale);
    page.on("request", (request) => {
      if (request.url().startsWith(`${server.origin}/`)) loopback += 1;
      else if (!request.url().startsWith("data:")) outside.push(request.url());
    });
    page.on("pageerror", (error) => faults.push(`A page threw: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(`A page wrote an error to the console: ${message.text()}`);
    });
    return page;
  };
  try {
    mkdirSync(join(interopFolder, "screenshots"), { recursive: true });
    const questionnaire = toQuestionnaire();
    const results: BranchResult[] = [];
    for (const branch of branches) {
      const rendererPage = await openPage(1);
      const formPage = await openPage(formScale);
      await openLhcForms(rendererPage, server.origin, questionnaire);
      await openForm(formPage, server.origin);
      const result = await answerBranch(branch, questionnaire, rendererPage, formPage, faults);
      results.push(result);
      say(`  ${branch.name}: ${branch.steps.length} answers in both; ${result.comparison.same.length} fields the same`);
      await rendererPage.context().close();
      await formPage.context().close();
    }
    for (const url of outside) faults.push(`A page asked another host: ${url}`);
    return {
      renderer: `LHC-Forms (\`lforms\` ${installedVersion("lforms")}, its own build, FHIR R4)`,
      browser: `Chromium ${browser.version().split(".")[0]}`,
      branches: results,
      requests: { loopback, outside },
      faults,
    };
  } finally {
    await browser.close();
    await server.close();
  }
}

/** Our element, all screens under one another, is a long page: drawn smaller, so that its screenshot stays small. */
const formScale = 0.5;

async function newPage(browser: Browser, deviceScaleFactor: number): Promise<Page> {
  const viewport = { width: 1000, height: 900 };
  const context = await browser.newContext({ locale: "en-GB", viewport, deviceScaleFactor });
  context.setDefaultTimeout(20_000);
  return await context.newPage();
}

async function answerBranch(
  branch: Branch,
  questionnaire: Questionnaire,
  rendererPage: Page,
  formPage: Page,
  faults: string[],
): Promise<BranchResult> {
  const steps: StepResult[] = [];
  for (const step of branch.steps) {
    const place = `${branch.name}, after ${step.linkId} = ${step.value}`;
    await answerInLhcForms(rendererPage, questionnaire, step);
    await answerInForm(formPage, step);
    const expected = shownItems(
      questionnaire,
      enabledLinkIds(questionnaire, codingsOf(await responseOfLhcForms(rendererPage))),
    );
    const shown = await shownInLhcFormsOnce(rendererPage, expected);
    if (!isDeepStrictEqual(shown, expected)) {
      faults.push(`${place}: LHC-Forms shows ${list(shown)}; enableWhen says ${list(expected)}.`);
    }
    const inRenderer = shown.filter((linkId) => isQuestion(questionnaire, linkId));
    const inForm = await shownInFormOnce(formPage, step.inForm);
    if (!isDeepStrictEqual(inRenderer, step.inRenderer)) {
      faults.push(`${place}: LHC-Forms asks ${list(inRenderer)}; expected ${list(step.inRenderer)}.`);
    }
    if (!isDeepStrictEqual(inForm, step.inForm)) {
      faults.push(`${place}: our element asks ${list(inForm)}; expected ${list(step.inForm)}.`);
    }
    const missing = inForm.filter((question) => !inRenderer.map(questionOf).includes(question));
    if (missing.length > 0) faults.push(`${place}: our element asks ${list(missing)}, the renderer does not.`);
    steps.push({ step, inRenderer, inForm });
  }
  const last = steps.at(-1);
  const extra = (last?.inRenderer ?? []).filter(
    (linkId) => !last?.inForm.includes(questionOf(linkId)) && !shownRatherThanHidden.includes(linkId),
  );
  if (extra.length > 0)
    faults.push(`${branch.name}: the renderer asks ${list(extra)} at the end, our element does not.`);
  const screenshots = [
    await shoot(rendererPage, `${branch.file}-lhc-forms`),
    await shoot(formPage, `${branch.file}-form`),
  ];
  for (const file of screenshots) {
    const bytes = statSync(join(interopFolder, "screenshots", file)).size;
    if (bytes > 200_000) faults.push(`screenshots/${file} has ${bytes} bytes, more than 200 000.`);
  }
  const response = await responseOfLhcForms(rendererPage);
  const record = await recordOfForm(formPage);
  const comparison = compareAnswers(response, record);
  for (const fault of comparison.faults) faults.push(`${branch.name}: ${fault}`);
  return { branch, steps, response, record, comparison, screenshots };
}

/** Both pages render a moment after an answer: looks until what is expected is there, then reports what is. */
async function shownInLhcFormsOnce(page: Page, expected: readonly string[]): Promise<readonly string[]> {
  return await lookUntil(() => shownInLhcForms(page), expected);
}

async function shownInFormOnce(page: Page, expected: readonly string[]): Promise<readonly string[]> {
  return await lookUntil(() => shownInForm(page), expected);
}

const mostLooks = 50;

async function lookUntil(look: () => Promise<readonly string[]>, expected: readonly string[]) {
  let seen = await look();
  for (let looks = 0; looks < mostLooks && !isDeepStrictEqual(seen, expected); looks += 1) {
    await new Promise((settle) => {
      setTimeout(settle, 20);
    });
    seen = await look();
  }
  return seen;
}

async function shoot(page: Page, name: string): Promise<string> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({
    path: join(interopFolder, "screenshots", `${name}.png`),
    fullPage: true,
    animations: "disabled",
    caret: "hide",
  });
  return `${name}.png`;
}

function list(linkIds: readonly string[]): string {
  return linkIds.length === 0 ? "nothing" : linkIds.join(", ");
}
