import { canonical } from "../factors/canonical.ts";
import { factorsVersion } from "../generated/factors.ts";
import type { Clause } from "./enable-clauses.ts";
import type {
  Coding,
  Questionnaire,
  QuestionnaireAnswerOption,
  QuestionnaireEnableWhen,
  QuestionnaireExtension,
  QuestionnaireItem,
} from "./fhir-r4.ts";
import { type CodeListId, codesOfList, systemOfList } from "./questionnaire-codes.ts";
import {
  type HostQuestion,
  type ItemDefinition,
  type QuestionnaireAudience,
  questionnaireItems,
} from "./questionnaire-items.ts";
import { displayOf, hintOf, textOf } from "./questionnaire-text.ts";
import type { QuestionnaireWords } from "./questionnaire-words.ts";
import { questionnaireWordsEn } from "./questionnaire-words-en.ts";

/**
 * Address of the Questionnaire, without its version.
 *
 * @example
 * questionnaireUrl; // "urn:digital-factors:questionnaire"
 */
export const questionnaireUrl = canonical("questionnaire");

/**
 * What the Questionnaire is for and in which words.
 *
 * @example
 * const options: QuestionnaireOptions = { words: questionnaireWordsCy, askedByHost: ["harm"] };
 */
export interface QuestionnaireOptions {
  /** Language and wording. Default: English. */
  readonly words?: QuestionnaireWords;
  /** `specialist` also offers the factors that reporters are never shown. Default: `reporter`. */
  readonly audience?: QuestionnaireAudience;
  /** Questions that the host asks in its own form; they are left out. Default: none. */
  readonly askedByHost?: readonly HostQuestion[];
}

/**
 * Returns our questions as a FHIR R4 `Questionnaire` that SDC renderers can show: a group for each screen, a question for
 * each linkId, `enableWhen` from the same rules as `questionFlow`. The same options always give the same JSON text.
 *
 * What `enableWhen` cannot say is shown rather than hidden: the questions of the Yellow Card screen stand open, and
 * optional, as soon as there is something to judge, and no question gives way to keep to eight.
 *
 * @param options - Words, audience and what the host asks itself. Default: English, for a reporter, all questions.
 * @see https://hl7.org/fhir/R4/questionnaire.html and docs/questionnaire.md
 * @example
 * toQuestionnaire().item.map(({ linkId }) => linkId); // ["part-played", "what-went-wrong", "which-fits", "yellow-card-screen", "check-answers"]
 */
export function toQuestionnaire(options: QuestionnaireOptions = {}): Questionnaire {
  const { words = questionnaireWordsEn, audience, askedByHost } = options;
  return {
    resourceType: "Questionnaire",
    language: words.language,
    url: questionnaireUrl,
    version: factorsVersion,
    name: "DigitalFactors",
    title: words.title,
    status: "active",
    item: questionnaireItems(audience, askedByHost).map((definition) => toItem(definition, words)),
  };
}

const structureDefinition = "http://hl7.org/fhir/StructureDefinition/";

function toItem(definition: ItemDefinition, words: QuestionnaireWords): QuestionnaireItem {
  const { linkId, type, list, maxOccurs, maxLength, isRequired, enableWhen = [] } = definition;
  const extension = extensionsOf(definition);
  const text = textOf(definition, words);
  const item = [...(definition.item ?? []).map((each) => toItem(each, words)), ...toHint(definition, words)];
  return {
    ...(extension.length === 0 ? {} : { extension }),
    linkId,
    ...(text === undefined ? {} : { text }),
    type,
    ...(enableWhen.length === 0 ? {} : { enableWhen: toEnableWhen(enableWhen) }),
    ...(enableWhen.length < 2 ? {} : { enableBehavior: "any" as const }),
    ...(isRequired ? { required: true as const } : {}),
    ...(maxOccurs === undefined ? {} : { repeats: true as const }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(list === undefined ? {} : { answerOption: toOptions(definition, list, words) }),
    ...(item.length === 0 ? {} : { item }),
  };
}

function extensionsOf({ isHidden, maxOccurs, control }: ItemDefinition): readonly QuestionnaireExtension[] {
  return [
    ...(isHidden ? [{ url: `${structureDefinition}questionnaire-hidden`, valueBoolean: true }] : []),
    ...(maxOccurs === undefined
      ? []
      : [{ url: `${structureDefinition}questionnaire-maxOccurs`, valueInteger: maxOccurs }]),
    ...(control === undefined ? [] : [itemControl(control)]),
  ];
}

function itemControl(code: string): QuestionnaireExtension {
  return {
    url: `${structureDefinition}questionnaire-itemControl`,
    valueCodeableConcept: { coding: [{ system: "http://hl7.org/fhir/questionnaire-item-control", code }] },
  };
}

/** Codes that a list is tested by: each item that another depends on, and the list it answers from. */
const listOfQuestion: Readonly<Record<string, CodeListId>> = {
  part: "part",
  group: "factor-group",
  "yellow-card": "yellow-card-status",
};

function toEnableWhen(clause: Clause): readonly QuestionnaireEnableWhen[] {
  return clause.map((literal) =>
    "code" in literal
      ? {
          question: literal.question,
          operator: "=",
          answerCoding: { system: systemOfList(listOfQuestion[literal.question] ?? "factor"), code: literal.code },
        }
      : { question: literal.question, operator: "exists", answerBoolean: true },
  );
}

function toOptions(
  { offered, maxOccurs }: ItemDefinition,
  list: CodeListId,
  words: QuestionnaireWords,
): readonly QuestionnaireAnswerOption[] {
  return (offered ?? codesOfList[list]).map((code) => {
    const display = displayOf(list, code, words, offered);
    const valueCoding: Coding = { system: systemOfList(list), code, ...(display === undefined ? {} : { display }) };
    const isExclusive = list === "factor" && code === "not-sure" && maxOccurs !== undefined;
    return isExclusive
      ? { extension: [{ url: `${structureDefinition}questionnaire-optionExclusive`, valueBoolean: true }], valueCoding }
      : { valueCoding };
  });
}

function toHint(definition: ItemDefinition, words: QuestionnaireWords): readonly QuestionnaireItem[] {
  const text = hintOf(definition, words);
  if (text === undefined) return [];
  return [{ extension: [itemControl("help")], linkId: `${definition.linkId}-hint`, text, type: "display" }];
}
