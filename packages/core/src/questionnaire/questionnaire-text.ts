import type { CodeListId } from "./questionnaire-codes.ts";
import type { ItemDefinition } from "./questionnaire-items.ts";
import type { QuestionnaireWords } from "./questionnaire-words.ts";

/** Returns the text of an item; `undefined` for what is hidden and for a group whose items speak for it. */
export function textOf(
  { linkId, question, type, isHidden }: ItemDefinition,
  words: QuestionnaireWords,
): string | undefined {
  if (isHidden) return undefined;
  if (linkId === "system-name") return words.systemName;
  if (linkId === "yellow-card-reference-value") return words.reference;
  if (linkId === "yellow-card-reference-covers") return words.referenceCovers;
  if (type !== "group") return question === undefined ? undefined : words.questions[question];
  const screens: Readonly<Record<string, string>> = words.screens;
  return screens[linkId];
}

/** Returns the hint under a question, if it has one. */
export function hintOf(
  { linkId, question, type, isHidden }: ItemDefinition,
  words: QuestionnaireWords,
): string | undefined {
  if (isHidden || type === "group") return undefined;
  if (linkId === "yellow-card-reference-value") return words.hints[linkId];
  if (question === undefined || !(linkId === question || question === "factors")) return undefined;
  return words.hints[question];
}

/** Returns the words of one choice; `undefined` for a list that is never shown. */
export function displayOf(
  list: CodeListId,
  code: string,
  words: QuestionnaireWords,
  offered: readonly string[] = [],
): string | undefined {
  const isLastOfTile = list === "factor" && code === "not-sure" && !offered.includes("other-digital-factor");
  return isLastOfTile ? words.noneOfThese : choiceWords(list, words)[code];
}

function choiceWords(list: CodeListId, words: QuestionnaireWords): Readonly<Record<string, string>> {
  switch (list) {
    case "part":
      return words.part;
    case "system-type":
      return labelsOf(words.labels.systemTypes);
    case "factor-group":
      return labelsOf(words.labels.groups);
    case "factor":
      return labelsOf(words.labels.factors);
    case "yes-no-unknown":
      return words.yesNoUnknown;
    case "harm-kind":
      return words.harm;
    case "yellow-card-status":
      return words.yellowCardStatus;
    case "yellow-card-covers":
      return words.covers;
    case "involvement":
      return words.involvement;
    case "system-function":
      return {};
  }
}

function labelsOf(concepts: Readonly<Record<string, { readonly label: string }>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(concepts).map(([id, { label }]) => [id, label]));
}
