import type { RecordDraft } from "../record/record.ts";
import type { QuestionId } from "./question.ts";

/** What the rules of other modules say, by name; computed once for each flow. */
export type FlowFact = "harm-decides" | "device-decides" | "yellow-card-applies";

/** When a question is shown: plain data, the same in browser, Node and FHIR `enableWhen`. */
export type Condition =
  | { readonly always: true }
  | { readonly question: QuestionId; readonly in: readonly string[] }
  | { readonly answered: QuestionId }
  | { readonly fact: FlowFact }
  | { readonly all: readonly Condition[] };

/** Tells whether a condition holds for these answers and facts. */
export function holds(condition: Condition, record: RecordDraft, facts: Readonly<Record<FlowFact, boolean>>): boolean {
  if ("always" in condition) return true;
  if ("fact" in condition) return facts[condition.fact];
  if ("answered" in condition) return answersOf(condition.answered, record).length > 0;
  if ("all" in condition) return condition.all.every((each) => holds(each, record, facts));
  return answersOf(condition.question, record).some((answer) => condition.in.includes(answer));
}

/** The coded answers to a question; free text counts as one answer; nothing answered gives an empty list. */
export function answersOf(linkId: QuestionId, record: RecordDraft): readonly string[] {
  const one = (value: string | undefined) => (value === undefined || value === "" ? [] : [value]);
  switch (linkId) {
    case "part":
      return one(record.part);
    case "system":
      return (record.systems ?? []).map(({ type }) => type);
    case "group":
      return one(record.group);
    case "factors":
      return record.factors ?? [];
    case "still-happening":
      return one(record.stillHappening);
    case "others-affected":
      return one(record.othersAffected);
    case "description":
      return one(record.description);
    case "harm":
      return one(record.harm?.kind);
    case "medical-device":
      return one(record.systems?.[0]?.medicalDevice);
    case "yellow-card":
      return one(record.yellowCard?.status);
    case "involvement":
      return record.involvement ?? [];
  }
}
