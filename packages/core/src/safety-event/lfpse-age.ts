import { fault } from "../lfpse/adverse-event-issue.ts";
import { conditionalRules } from "../lfpse/conditional-rules.ts";
import type { Result } from "../outcome/issue.ts";

/**
 * An age as people say it: in days, in months or in years.
 *
 * @example
 * const age: PatientAge = { months: 4 };
 */
export type PatientAge = { readonly days: number } | { readonly months: number } | { readonly years: number };

const units = ["days", "months", "years"] as const;

/** Days, months and years: how many of LFPSE's days each counts for, and within which bounds. */
const steps = conditionalRules.flatMap(({ id, requires }) =>
  id === "age-in-days" && "steps" in requires ? requires.steps : [],
);

/** Id of the rule that an age in LFPSE's days keeps to. */
export const ageRule = "age-in-days";

/** Says whether a number of days is one that LFPSE can read. */
export function isLfpseAge(days: number): boolean {
  return ageFromLfpse(days) !== undefined;
}

/**
 * Returns an age for `ageAtTimeOfIncidentDays`, counted LFPSE's way and not by the calendar: days as they are (1 to 30),
 * a month as 31 days (1 to 11 months), a year as 372 days (1 to 199 years).
 *
 * How a child on the day of birth is to be written is not known: day 0 is an issue.
 *
 * @param age - A whole number of days, months or years.
 * @returns Days in LFPSE's count, or an issue where it has no such step.
 * @see docs/safety-event.md, "Ages"; NHS England, patient-safety-data-request-template, R/processors/lfpse.R
 * @example
 * lfpseAge({ years: 50 }); // { ok: true, value: 18600 }
 */
export function lfpseAge(age: PatientAge): Result<number> {
  const given: Readonly<Record<string, number>> = age;
  for (const [index, unit] of units.entries()) {
    const count = given[unit];
    const step = steps[index]?.step;
    if (count === undefined || step === undefined) continue;
    const read = ageFromLfpse(count * step);
    if (read !== undefined && unit in read) return { ok: true, value: count * step };
  }
  const message = "Give a whole number: 1 to 30 days, 1 to 11 months, or 1 to 199 years.";
  return { ok: false, issues: [{ ...fault("age"), code: "value", rule: ageRule, message }] };
}

/**
 * Returns the age that LFPSE's number of days stands for, or `undefined` where it stands for none: the count has steps, and
 * NHS England's own analysis discards what lies between.
 *
 * @param days - `ageAtTimeOfIncidentDays`.
 * @see docs/safety-event.md, "Ages"
 * @example
 * ageFromLfpse(124); // { months: 4 }
 * ageFromLfpse(45); // undefined
 */
export function ageFromLfpse(days: number): PatientAge | undefined {
  const index = steps.findIndex(({ from, to, step }) => days >= from && days <= to && days % step === 0);
  const count = days / (steps[index]?.step ?? 1);
  return [{ days: count }, { months: count }, { years: count }][index];
}
