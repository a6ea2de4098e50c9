/**
 * A code of a code system, as R4 writes it.
 *
 * @see https://hl7.org/fhir/R4/datatypes.html#Coding
 * @example
 * const coding: Coding = { system: "urn:digital-factors:factor", code: "calculation-wrong" };
 */
export interface Coding {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

/**
 * One extension of the kinds this Questionnaire uses.
 *
 * @see https://hl7.org/fhir/R4/questionnaire-profiles.html
 * @example
 * const atMost: QuestionnaireExtension = {
 *   url: "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs",
 *   valueInteger: 3,
 * };
 */
export interface QuestionnaireExtension {
  readonly url: string;
  readonly valueBoolean?: boolean;
  readonly valueInteger?: number;
  readonly valueCodeableConcept?: { readonly coding: readonly Coding[] };
}

/**
 * One condition of an item: the answer to another question, or that there is one.
 *
 * @see https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen
 * @example
 * const condition: QuestionnaireEnableWhen = { question: "group", operator: "exists", answerBoolean: true };
 */
export type QuestionnaireEnableWhen =
  | { readonly question: string; readonly operator: "="; readonly answerCoding: Coding }
  | { readonly question: string; readonly operator: "exists"; readonly answerBoolean: true };

/**
 * One choice of a question.
 *
 * @example
 * const option: QuestionnaireAnswerOption = {
 *   valueCoding: { system: "urn:digital-factors:part", code: "main", display: "Yes, a main part" },
 * };
 */
export interface QuestionnaireAnswerOption {
  readonly extension?: readonly QuestionnaireExtension[];
  readonly valueCoding: Coding;
}

/**
 * One item: a screen, a question, a group that may be given more than once, or a hint.
 *
 * @example
 * const item: QuestionnaireItem = { linkId: "description", text: "What did you see?", type: "text", maxLength: 2000 };
 */
export interface QuestionnaireItem {
  readonly extension?: readonly QuestionnaireExtension[];
  readonly linkId: string;
  readonly text?: string;
  readonly type: "group" | "display" | "choice" | "string" | "text";
  readonly enableWhen?: readonly QuestionnaireEnableWhen[];
  /** Present where there are two conditions or more. */
  readonly enableBehavior?: "any";
  readonly required?: true;
  readonly repeats?: true;
  readonly maxLength?: number;
  readonly answerOption?: readonly QuestionnaireAnswerOption[];
  readonly item?: readonly QuestionnaireItem[];
}

/**
 * A FHIR R4 `Questionnaire`, in the elements that {@link toQuestionnaire} writes.
 *
 * @see https://hl7.org/fhir/R4/questionnaire.html
 * @example
 * const screens: Questionnaire["item"] = toQuestionnaire().item;
 */
export interface Questionnaire {
  readonly resourceType: "Questionnaire";
  readonly language: string;
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly status: "active";
  readonly item: readonly QuestionnaireItem[];
}

/**
 * One answer, coded or in words.
 *
 * @example
 * const answer: QuestionnaireResponseAnswer = { valueString: "The dose came out ten times too high." };
 */
export type QuestionnaireResponseAnswer = { readonly valueCoding: Coding } | { readonly valueString: string };

/**
 * One answered item, or a group that holds one.
 *
 * @example
 * const item: QuestionnaireResponseItem = { linkId: "description", answer: [{ valueString: "No label came out." }] };
 */
export interface QuestionnaireResponseItem {
  readonly linkId: string;
  readonly answer?: readonly QuestionnaireResponseAnswer[];
  readonly item?: readonly QuestionnaireResponseItem[];
}

/**
 * A FHIR R4 `QuestionnaireResponse`, in the elements that {@link toQuestionnaireResponse} writes.
 *
 * @see https://hl7.org/fhir/R4/questionnaireresponse.html
 * @example
 * const status: QuestionnaireResponse["status"] = "completed";
 */
export interface QuestionnaireResponse {
  readonly resourceType: "QuestionnaireResponse";
  readonly identifier: { readonly system: string; readonly value: string };
  /** Address of the Questionnaire and its version, parted by a bar. */
  readonly questionnaire: string;
  readonly status: "completed";
  readonly authored: string;
  readonly item: readonly QuestionnaireResponseItem[];
}
