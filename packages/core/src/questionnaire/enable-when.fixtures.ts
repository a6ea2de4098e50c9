import type { Coding, Questionnaire, QuestionnaireEnableWhen, QuestionnaireItem } from "./fhir-r4.ts";

/** Answers by linkId, as a renderer would hold them. */
export type HeldAnswers = ReadonlyMap<string, readonly Coding[]>;

/**
 * Returns the linkIds that a renderer shows, written from the FHIR R4 definition of `enableWhen`: an item without
 * conditions is enabled; with `any` one condition is enough, with `all` each is needed; `exists` asks whether there is an
 * answer, `=` whether at least one answer is that coding; what stands in a disabled item is disabled.
 */
export function enabledLinkIds({ item }: Questionnaire, answers: HeldAnswers): ReadonlySet<string> {
  const enabled = new Set<string>();
  const walk = (items: readonly QuestionnaireItem[]) => {
    for (const each of items) {
      if (!isEnabled(each, answers)) continue;
      enabled.add(each.linkId);
      walk(each.item ?? []);
    }
  };
  walk(item);
  return enabled;
}

function isEnabled({ enableWhen = [], enableBehavior }: QuestionnaireItem, answers: HeldAnswers): boolean {
  if (enableWhen.length === 0) return true;
  const results = enableWhen.map((condition) => isMet(condition, answers));
  if (results.length > 1 && enableBehavior === undefined) throw new Error("que-12: enableBehavior is missing");
  return enableBehavior === "any" ? results.includes(true) : results.every(Boolean);
}

function isMet(condition: QuestionnaireEnableWhen, answers: HeldAnswers): boolean {
  const given = answers.get(condition.question) ?? [];
  if (condition.operator === "exists") return given.length > 0 === condition.answerBoolean;
  const { system, code } = condition.answerCoding;
  return given.some((answer) => answer.system === system && answer.code === code);
}

/** Returns every item of a Questionnaire, in order. */
export function allItems(items: readonly QuestionnaireItem[]): readonly QuestionnaireItem[] {
  return items.flatMap((item) => [item, ...allItems(item.item ?? [])]);
}
