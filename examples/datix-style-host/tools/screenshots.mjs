// Takes a picture of every screen from services that are running: node tools/screenshots.mjs [FOLDER]
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { chromiumArguments, findChromium } from "../../../tools/chromium.mjs";

const port = process.env.DIGITAL_FACTORS_HOST_PORT || "8080";
const host = process.env.DIGITAL_FACTORS_HOST_URL || `http://127.0.0.1:${port}`;
const folder = process.argv[2] ?? fileURLToPath(new URL("../../../.tmp/screenshots", import.meta.url));
const widths = [
  { name: "1280", viewport: { width: 1280, height: 900 } },
  { name: "320", viewport: { width: 320, height: 640 } },
];

await mkdir(folder, { recursive: true });
const executablePath = await findChromium();
const browser = await chromium.launch({
  args: chromiumArguments,
  ...(executablePath === undefined ? {} : { executablePath }),
});
let taken = 0;

for (const { name, viewport } of widths) {
  await takeIncidentForm(name, { viewport });
  await takeOffline(name, { viewport });
  await takeWelsh(name, { viewport });
  await takeIntranet(name, { viewport });
  await takeClassic(name, { viewport });
}
await takeIncidentForm("forced-colours", { viewport: widths[0].viewport, forcedColors: "active" });
await takePrint();
await browser.close();
console.log(`${taken} pictures are in ${folder}`);

async function open(options, path = "/") {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(host + path);
  return { context, page };
}

/** The window as it is, and, where it says so, the page from top to bottom. */
async function take(page, name, { fullPage = false } = {}) {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage, animations: "disabled" });
  taken += 1;
}

async function takeIncidentForm(name, options) {
  const { context, page } = await open(options);
  await take(page, `incident-form-${name}`, { fullPage: true });
  await fillIncident(page);
  await takeSection(page, `screen-1-part-played-${name}`);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText("There is a problem").waitFor();
  await takeSection(page, `screen-1-error-${name}`);
  await page.getByText("Yes, a main part", { exact: true }).click();
  await page.getByText("Samphire ePMA", { exact: true }).click();
  await takeSection(page, `screen-1-which-system-${name}`);
  await next(page);
  await page.getByText("Alert, advice or calculation problem", { exact: true }).click();
  await takeSection(page, `screen-2-what-went-wrong-${name}`);
  await next(page);
  await page.getByText("Dose, score or calculation was wrong", { exact: true }).click();
  await page.getByRole("radiogroup", { name: "Is it still happening?" }).getByText("Yes", { exact: true }).click();
  await page
    .getByLabel("In a few words, what did you see?")
    .fill("Ten times the dose for the weight on the chart. NHS number 999 000 0018.");
  await takeSection(page, `screen-3-which-fits-${name}`);
  await page.getByLabel("In a few words, what did you see?").fill("Ten times the dose for the weight on the chart.");
  await next(page);
  await page.getByText("Not yet", { exact: true }).click();
  await takeSection(page, `screen-4-yellow-card-not-yet-${name}`);
  await page.getByText("I have sent one", { exact: true }).click();
  await page.getByLabel("Yellow Card reference").fill("ADR 90016450");
  await takeSection(page, `screen-4-yellow-card-${name}`);
  await next(page);
  await page.getByRole("heading", { name: "Check your answers" }).waitFor();
  await takeSection(page, `screen-5-check-answers-${name}`);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.getByText("Your answers are saved").waitFor();
  await takeSection(page, `screen-6-saved-${name}`);
  await page.getByRole("button", { name: "Send report" }).click();
  await page.locator("#outcome .reference").waitFor();
  await take(page, `after-sending-${name}`);
  await context.close();
}

async function takeOffline(name, options) {
  const { context, page } = await open(options);
  await fillIncident(page);
  await page.getByText("No", { exact: true }).last().click();
  await page.getByText("Not sure", { exact: true }).first().click();
  await context.setOffline(true);
  await page.evaluate(() => {
    document.querySelector("form").noValidate = true;
  });
  await page.getByRole("button", { name: "Send report" }).click();
  await page.getByText("Saved on this computer. It will be sent by itself.").waitFor();
  await take(page, `saved-on-this-computer-${name}`);
  await context.close();
}

async function takeWelsh(name, options) {
  const { context, page } = await open(options, "/?lang=cy");
  await page.locator("digital-factors-form").getByRole("radio").first().waitFor();
  await takeSection(page, `welsh-${name}`);
  await context.close();
}

async function takeIntranet(name, options) {
  const { context, page } = await open(options, "/intranet");
  await page.getByText("Yes, a main part", { exact: true }).click();
  await take(page, `intranet-${name}`, { fullPage: true });
  await context.close();
}

async function takeClassic(name, options) {
  const { context, page } = await open(options, "/?mode=classic");
  await page.evaluate(() => {
    document.querySelector("form").noValidate = true;
  });
  await page.getByRole("button", { name: "Send report" }).click();
  await page.getByText("This report was not sent").waitFor();
  await take(page, `classic-error-${name}`);
  await context.close();
}

async function takePrint() {
  const { context, page } = await open({ viewport: widths[0].viewport });
  await fillIncident(page);
  await page.emulateMedia({ media: "print" });
  await take(page, "print", { fullPage: true });
  await context.close();
}

/** The section with the element in it, from its top. */
async function takeSection(page, name) {
  await page.locator("#digital-systems").evaluate((section) => section.scrollIntoView({ block: "start" }));
  await take(page, name);
  const box = await page.locator("#digital-systems").boundingBox();
  const { height } = page.viewportSize();
  if (box !== null && box.height > height) {
    await page
      .locator("#digital-systems")
      .screenshot({ path: join(folder, `${name}-whole.png`), animations: "disabled" });
    taken += 1;
  }
}

async function next(page) {
  await page.getByRole("button", { name: "Continue" }).click();
}

async function fillIncident(page) {
  await page.getByText("Something went wrong, or could have: an incident").click();
  await page.getByLabel("Date it happened").fill("2026-11-11");
  await page.getByLabel("Time, if known").fill("14:05");
  await page.getByLabel("Specialty").selectOption({ label: "Paediatrics" });
  await page.getByLabel("Patient’s age").fill("6");
  await page.getByText("Harmed the patient").click();
  await page.getByLabel("Physical harm").selectOption("4");
  await page
    .getByLabel("Describe what happened")
    .fill("A child was given ten times the dose of a pain medicine. Seen at the next round.");
  await page.getByRole("group", { name: "Was a medicine involved?" }).getByText("Yes").click();
  await page.getByLabel("Which medicine?").fill("Paracetamol oral suspension");
}
