import type { Issue, Result } from "../outcome/issue.ts";
import { parseRecord } from "../record/parse-record.ts";
import type { DigitalFactorsRecord, RecordDraft } from "../record/record.ts";
import { recordValues } from "../record/record-values.ts";
import { questionnaireUrl } from "./questionnaire.ts";
import { wholeQuestionnaire } from "./questionnaire-items.ts";
import { uriSystem } from "./questionnaire-response.ts";
import { isObject, readItems } from "./read-items.ts";
import { emptyAnswers, recordOfAnswers } from "./record-answers.ts";
import { responseIssue } from "./response-issue.ts";

/**
 * Returns the record that a `QuestionnaireResponse` to {@link toQuestionnaire} and `base` make, or every issue found, each
 * with its place in the response (then in the record) and its question.
 *
 * An answer wins over `base`; a question without an answer takes what `base` has, else its default. Nothing is dropped
 * without a word: unknown items, codes, systems and types of answer are issues. Never throws, whatever `response` is.
 *
 * @param response - A response as parsed JSON: from {@link toQuestionnaireResponse} or any renderer. Status `completed` or `amended`.
 * @param base - What no question holds: `nation`, `reporter`, `eventType` and `versions` are needed; `id` and `recordedAt`
 *   only if the response has no `identifier` with a `urn:uuid:` value and no `authored`.
 * @see docs/questionnaire.md
 * @example
 * const base: RecordDraft = {
 *   versions: { factors: "1.0.0", lfpse: "5" },
 *   nation: "england",
 *   reporter: "staff",
 *   eventType: "incident",
 * };
 * const result = fromQuestionnaireResponse({ resourceType: "QuestionnaireResponse", status: "in-progress" }, base);
 * if (!result.ok) result.issues[0]?.expression; // "QuestionnaireResponse.status"
 */
export function fromQuestionnaireResponse(response: unknown, base: RecordDraft): Result<DigitalFactorsRecord> {
  if (!isObject(response) || response.resourceType !== "QuestionnaireResponse") {
    return { ok: false, issues: [responseIssue("structure", "resource", { expression: "QuestionnaireResponse" })] };
  }
  const id = idOf(response.identifier);
  const issues: Issue[] = [...headIssues(response), ...(isOther(id, base.id) ? [otherRecord] : [])];
  const answers = emptyAnswers();
  readItems(wholeQuestionnaire, response.item, { path: "QuestionnaireResponse", answers, issues });
  const record = recordOfAnswers(answers, base);
  if (answers.values.has("medical-device") && !Array.isArray(record.systems)) issues.push(noSystem);
  if (issues.length > 0) return { ok: false, issues };
  return parseRecord({
    ...record,
    format: recordValues.format[0],
    id: base.id ?? id,
    recordedAt: base.recordedAt ?? response.authored,
  });
}

const otherRecord = responseIssue("invariant", "same-record", { expression: "QuestionnaireResponse.identifier" });
const noSystem = responseIssue("invariant", "system-first", {
  expression: "QuestionnaireResponse.item",
  linkId: "medical-device",
});

function headIssues({ questionnaire, status }: Readonly<Record<string, unknown>>): readonly Issue[] {
  const isOurs =
    questionnaire === undefined ||
    (typeof questionnaire === "string" && questionnaire.split("|", 1)[0] === questionnaireUrl);
  const isDone = status === "completed" || status === "amended";
  return [
    ...(isOurs
      ? []
      : [responseIssue("not-supported", "questionnaire", { expression: "QuestionnaireResponse.questionnaire" })]),
    ...(isDone ? [] : [responseIssue("invariant", "completed", { expression: "QuestionnaireResponse.status" })]),
  ];
}

/** The record's id, if the response names one; an identifier of another system is somebody else's. */
function idOf(identifier: unknown): string | undefined {
  if (!isObject(identifier) || identifier.system !== uriSystem || typeof identifier.value !== "string")
    return undefined;
  return identifier.value.startsWith("urn:uuid:") ? identifier.value.slice("urn:uuid:".length) : undefined;
}

function isOther(id: string | undefined, baseId: string | undefined): boolean {
  return id !== undefined && baseId !== undefined && id.toLowerCase() !== baseId.toLowerCase();
}
