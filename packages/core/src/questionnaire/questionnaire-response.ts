import { factorsVersion } from "../generated/factors.ts";
import type { DigitalFactorsRecord } from "../record/record.ts";
import type { QuestionnaireResponse, QuestionnaireResponseAnswer, QuestionnaireResponseItem } from "./fhir-r4.ts";
import { questionnaireUrl } from "./questionnaire.ts";
import { systemOfList } from "./questionnaire-codes.ts";
import {
  type HostQuestion,
  type ItemDefinition,
  questionnaireItems,
  wholeQuestionnaire,
} from "./questionnaire-items.ts";
import { type AnswerSet, answersOfRecord } from "./record-answers.ts";

/** System of an identifier that is a URI, such as a UUID. */
export const uriSystem = "urn:ietf:rfc:3986";

/**
 * Which items the response may answer.
 *
 * @example
 * const options: QuestionnaireResponseOptions = { askedByHost: ["harm"] };
 */
export interface QuestionnaireResponseOptions {
  /** Questions left out of the Questionnaire because the host asks them; their answers are left out too. Default: none. */
  readonly askedByHost?: readonly HostQuestion[];
}

/**
 * Returns the answers of a record as a FHIR R4 `QuestionnaireResponse` to {@link toQuestionnaire}: nested as it is, with
 * the answered items only. The same record always gives the same JSON text.
 *
 * `unknown` is what no answer means, so it is written only where the record tells the two apart. An answer that the
 * others would hide is written nevertheless. {@link questionnaireLoss} lists what no question holds.
 *
 * @param record - A whole record, as `parseRecord` returns it.
 * @param options - What the host asks itself, as for `toQuestionnaire`. Default: nothing.
 * @returns Status `completed`; `authored` is `recordedAt`; `identifier` is the record's id, as `urn:uuid:…`.
 * @see https://hl7.org/fhir/R4/questionnaireresponse.html
 * @example
 * const result = parseRecordJson('{"format":"digital-factors/1"}');
 * if (result.ok) toQuestionnaireResponse(result.value).item[0]?.linkId; // "part-played"
 */
export function toQuestionnaireResponse(
  record: DigitalFactorsRecord,
  options: QuestionnaireResponseOptions = {},
): QuestionnaireResponse {
  const { askedByHost = [] } = options;
  return {
    resourceType: "QuestionnaireResponse",
    identifier: { system: uriSystem, value: `urn:uuid:${record.id}` },
    questionnaire: `${questionnaireUrl}|${factorsVersion}`,
    status: "completed",
    authored: withSeconds(record.recordedAt),
    item: toItems(
      askedByHost.length === 0 ? wholeQuestionnaire : questionnaireItems("specialist", askedByHost),
      answersOfRecord(record, askedByHost),
    ),
  };
}

function toItems(definitions: readonly ItemDefinition[], answers: AnswerSet): QuestionnaireResponseItem[] {
  return definitions.flatMap((definition): QuestionnaireResponseItem[] => {
    const { linkId, type, item: inner = [], maxOccurs } = definition;
    if (type !== "group") {
      const answer = (answers.values.get(linkId) ?? []).map((value) => toAnswer(definition, value));
      return answer.length === 0 ? [] : [{ linkId, answer }];
    }
    const sets = maxOccurs === undefined ? [answers] : (answers.groups.get(linkId) ?? []);
    return sets.flatMap((set) => {
      const item = toItems(inner, set);
      return item.length === 0 ? [] : [{ linkId, item }];
    });
  });
}

function toAnswer({ list }: ItemDefinition, value: string): QuestionnaireResponseAnswer {
  return list === undefined ? { valueString: value } : { valueCoding: { system: systemOfList(list), code: value } };
}

/** A FHIR `dateTime` with a time has seconds; an ISO instant may leave them out. */
function withSeconds(instant: string): string {
  return instant.replace(/T(\d\d:\d\d)(?!:)/, "T$1:00");
}
