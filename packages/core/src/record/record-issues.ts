import type * as z from "zod/mini";
import type { Issue } from "../outcome/issue.ts";
import { type FormatWords, issuesFromZod } from "../outcome/zod-issues.ts";
import type { QuestionId } from "../questions/question.ts";

/** Question that each top field of a record belongs to. */
const questionOfField: Readonly<Record<string, QuestionId>> = {
  part: "part",
  contribution: "part",
  systems: "system",
  group: "group",
  factors: "factors",
  involvement: "involvement",
  description: "description",
  identifiersKept: "description",
  stillHappening: "still-happening",
  othersAffected: "others-affected",
  harm: "harm",
  yellowCard: "yellow-card",
};

const words: FormatWords = {
  format: "the record format",
  page: "docs/record.md",
  advice: {
    uuid: "This must be a UUID, for example from crypto.randomUUID().",
    datetime: "This must be an ISO 8601 instant with an offset, such as 2026-01-31T14:05:00Z.",
  },
  linkIdAt: ([field]) => {
    const name = String(field);
    return Object.hasOwn(questionOfField, name) ? questionOfField[name] : undefined;
  },
  valueSetAt: (path) => path.filter((step) => typeof step === "string").join("."),
};

/**
 * Returns the issues that zod found in a record, each with its place, rule and question, and no answer.
 *
 * @param found - zod's issues.
 * @param input - What was parsed: tells a missing field from one of the wrong type.
 */
export function toRecordIssues(found: readonly z.core.$ZodIssue[], input: unknown): Issue[] {
  return issuesFromZod(found, input, words);
}
