import type { Page } from "playwright";
import type { Questionnaire, QuestionnaireItem } from "../../packages/core/src/questionnaire/index.ts";
import type { Step } from "./branches.ts";
import type { Resource } from "./validators/validator.ts";

/** Opens our Questionnaire in LHC-Forms. */
export async function openLhcForms(page: Page, origin: string, questionnaire: Questionnaire): Promise<void> {
  await page.goto(`${origin}/lhc-forms`);
  await page.waitForFunction(() => customElements.get("wc-lhc-form") !== undefined && "LForms" in window);
  await page.evaluate(async (resource) => {
    const { LForms } = window as unknown as {
      LForms: { Util: { addFormToPage(form: object, place: Element | null, options: object): Promise<void> } };
    };
    await LForms.Util.addFormToPage(resource, document.querySelector("#form"), { fhirVersion: "R4" });
  }, questionnaire as object);
  await item(page, "part").waitFor();
}

/** Gives one answer by mouse or keyboard. */
export async function answerInLhcForms(page: Page, questionnaire: Questionnaire, step: Step): Promise<void> {
  const { linkId, value, by } = step;
  const { type, answerOption = [] } = itemOf(questionnaire.item, linkId);
  const target = item(page, linkId);
  if (type !== "choice") {
    await target.locator("input, textarea").click();
    await page.keyboard.type(value);
    await page.keyboard.press("Tab");
    return;
  }
  const text = answerOption.find(({ valueCoding }) => valueCoding.code === value)?.valueCoding.display ?? value;
  const list = target.getByRole("combobox");
  if ((await list.count()) > 0) {
    await list.click();
    await page.keyboard.type(text);
    // The list narrows a moment after the last key: the arrow has to find the one that is left.
    await page.waitForFunction((only) => {
      const choices = [...document.querySelectorAll("#lhc-tools-searchResults li")];
      return choices.length === 1 && choices[0]?.textContent?.includes(only) === true;
    }, text);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    return;
  }
  if (by === "mouse") {
    await target.getByText(text, { exact: true }).click();
    return;
  }
  const place = answerOption.findIndex(({ valueCoding }) => valueCoding.code === value);
  const radio = target.locator("input[type=radio]").nth(place);
  await radio.focus();
  await page.keyboard.press("Space");
}

/** Returns the linkIds that stand on the page, in order, groups and questions. */
export async function shownInLhcForms(page: Page): Promise<readonly string[]> {
  return await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("lhc-item[id^='item-']")]
      .filter((element) => element.checkVisibility())
      .map((element) => element.id.slice("item-".length).split("/")[0] ?? ""),
  );
}

/** Returns the response as LHC-Forms writes it. */
export async function responseOfLhcForms(page: Page): Promise<Resource> {
  return await page.evaluate(() => {
    const { LForms } = window as unknown as {
      LForms: { Util: { getFormFHIRData(type: string, version: string): Resource } };
    };
    return LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4");
  });
}

function item(page: Page, linkId: string) {
  return page.locator(`lhc-item[id^='item-${linkId}/']`).first();
}

function itemOf(items: readonly QuestionnaireItem[], linkId: string): QuestionnaireItem {
  const all = (list: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] =>
    list.flatMap((each) => [each, ...all(each.item ?? [])]);
  const found = all(items).find((each) => each.linkId === linkId);
  if (found === undefined) throw new Error(`The Questionnaire has no item ${linkId}.`);
  return found;
}
