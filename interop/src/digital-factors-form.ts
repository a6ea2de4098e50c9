import type { Page } from "playwright";
import type { DigitalFactorsRecord } from "../../packages/core/src/record/record.ts";
import type { Step } from "./branches.ts";

/** Questions of our element, by the ids it gives its fields. */
const questions = [
  "part",
  "system",
  "group",
  "factors",
  "still-happening",
  "others-affected",
  "description",
  "medical-device",
  "harm",
  "yellow-card",
  "involvement",
];

/** Opens our element, every screen under the one before it, and keeps what it completes with. */
export async function openForm(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/form`);
  await page.locator("digital-factors-form #part").waitFor();
  await page.evaluate(() => {
    addEventListener("digital-factors-completed", (event) => {
      Reflect.set(window, "completedRecord", (event as CustomEvent<{ record: unknown }>).detail.record);
    });
  });
}

/** Gives one answer by mouse or keyboard. */
export async function answerInForm(page: Page, { linkId, value, by }: Step): Promise<void> {
  const field = page.locator(`digital-factors-form #${questionOf(linkId)}`);
  if (linkId === "description") {
    await field.locator("textarea").click();
    await page.keyboard.type(value);
    await page.keyboard.press("Tab");
    return;
  }
  const input = field.locator(`input[value="${value}"]`);
  if (by === "mouse") {
    const id = await input.getAttribute("id");
    await field.locator(`label[for="${id}"]`).click();
    return;
  }
  await input.focus();
  await page.keyboard.press("Space");
}

/** Returns the questions that stand on the page, in order. */
export async function shownInForm(page: Page): Promise<readonly string[]> {
  return await page.evaluate((ids) => {
    const root = document.querySelector("digital-factors-form")?.shadowRoot;
    return [...(root?.querySelectorAll<HTMLElement>("[id]") ?? [])]
      .filter((element) => ids.includes(element.id) && element.checkVisibility())
      .map((element) => element.id);
  }, questions);
}

/** Presses "Save and continue" where it is still there, and returns the record that the element completes with. */
export async function recordOfForm(page: Page): Promise<DigitalFactorsRecord> {
  const isThere = () => page.evaluate(() => "completedRecord" in window);
  if (!(await isThere())) await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForFunction(() => "completedRecord" in window);
  return await page.evaluate(() => Reflect.get(window, "completedRecord") as DigitalFactorsRecord);
}

/** The factors of a tile are an item of their own in the Questionnaire, one question in the element. */
export function questionOf(linkId: string): string {
  return linkId.startsWith("factors-") ? "factors" : linkId;
}
