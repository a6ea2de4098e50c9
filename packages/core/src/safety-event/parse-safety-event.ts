import { isObject } from "../lfpse/adverse-event-issue.ts";
import { linkIdOf } from "../lfpse/element-question.ts";
import type { Issue, Result } from "../outcome/issue.ts";
import { expressionOf, type FormatWords, issuesFromZod } from "../outcome/zod-issues.ts";
import { withoutEmptyAnswers } from "./empty-answers.ts";
import { ageRule } from "./lfpse-age.ts";
import { modelElementAt } from "./model-elements.ts";
import { withOtherCodes } from "./other-words.ts";
import { withSequence } from "./patient-sequence.ts";
import { type SafetyEvent, safetyEventSchema } from "./safety-event.ts";

/**
 * Returns the event in `input`, or every issue found, each with its place, rule and what to do.
 *
 * Never throws, whatever `input` is. Empty answers (blank words, an empty list or object) are left out, as LFPSE wants them;
 * fields that are not in the model are refused, not dropped. Patients without a `patientSequence` are numbered. Words for
 * "Other" that stand alone get the code for it, where an element takes one code.
 *
 * @param input - An event as parsed JSON.
 * @returns `{ ok: true, value }`, or `{ ok: false, issues }` with 1 or more issues.
 * @see docs/safety-event.md
 * @example
 * const result = parseSafetyEvent({ eventType: "incident", agent: { involvedAgents: ["99"] } });
 * if (!result.ok) console.log(result.issues[0]?.expression); // "agent.involvedAgents[0]"
 */
export function parseSafetyEvent(input: unknown): Result<SafetyEvent> {
  const given = withoutEmptyAnswers(input);
  const parsed = safetyEventSchema.safeParse(isObject(given) ? withCodesOf(given) : given);
  if (!parsed.success) return { ok: false, issues: issuesFromZod(parsed.error.issues, given, words) };
  const { data } = parsed;
  const issues = [...emptyEntries(data), ...repeatedNumbers(data)];
  return issues.length > 0
    ? { ok: false, issues }
    : { ok: true, value: { ...data, patients: withSequence(data.patients) } };
}

const words: FormatWords = {
  format: "the event format",
  page: "its code list (docs/safety-event.md)",
  advice: {
    words: "Write words here, or leave it out.",
    "fhir-code": "Write a code: no space at the start or the end, and single spaces within.",
    "fhir-date": "Write a date that the calendar has, such as 2026-01-31.",
    "fhir-date-time": "Write a date, or a day with time and offset, such as 2026-01-31 or 2026-01-31T14:05:00Z.",
    "fhir-time": "Write a time with seconds, such as 14:05:00.",
    [ageRule]: "Count the age LFPSE's way, with lfpseAge: days to 30, months as 31 days, years as 372 days.",
  },
  linkIdAt: (path) => linkIdOf(modelElementAt(path)?.name ?? "").linkId,
  valueSetAt: (path) => modelElementAt(path)?.valueSet ?? expressionOf(path),
};

/** Adds the codes that words for "Other" imply, so that one meaning has one form. */
function withCodesOf(event: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(event).map(([field, value]) => [field, isObject(value) ? withOtherCodes(field, value) : value]),
  );
}

/** A device without an answer says nothing; a Medication without one is found by its schema. */
function emptyEntries({ devices }: SafetyEvent): Issue[] {
  return devices.flatMap((device, index): Issue[] =>
    Object.keys(device).length > 0
      ? []
      : [
          {
            severity: "error",
            code: "value",
            rule: "not-empty",
            expression: `devices[${index}]`,
            message: "This device has no answer. Give its type, or leave it out.",
          },
        ],
  );
}

function repeatedNumbers({ patients }: SafetyEvent): Issue[] {
  const numbers = patients.map(({ patientSequence }) => patientSequence);
  return numbers.flatMap((number, index): Issue[] =>
    number === undefined || numbers.indexOf(number) === index
      ? []
      : [
          {
            severity: "error",
            code: "invariant",
            rule: "no-repeats",
            expression: `patients[${index}].patientSequence`,
            message: "Two patients have this number. Give each one of its own, or leave it out.",
          },
        ],
  );
}
