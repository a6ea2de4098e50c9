import type { Issue } from "../outcome/issue.ts";
import { isObject, type JsonObject } from "./adverse-event-issue.ts";
import { type Answer, type Answered, answeredExtensions } from "./answered-extensions.ts";
import { compiledProfile } from "./compiled-profile.ts";
import type { AnswerMatch, ConditionalRule } from "./conditional-rules.ts";
import { linkIdOf } from "./element-question.ts";
import type { LfpseProfile } from "./lfpse-profile.ts";
import type { Place } from "./validate-extensions.ts";

/** Adds a warning to `issues` for each rule between answers that the event breaks; `all` adds the rules of one vendor. */
export function validateConditions(
  resource: JsonObject,
  profile: LfpseProfile,
  rules: "known" | "all",
  issues: Issue[],
): void {
  const compiled = compiledProfile(profile);
  const { list, elements } = compiled.rules[rules];
  const answered = answeredExtensions(resource, compiled, elements);
  const groups = answered.map((each) => [each]);
  for (const rule of list) {
    for (const group of rule.scope === "event" ? [answered] : groups) {
      const isMet =
        "incidentWithoutPatient" in rule.when
          ? isIncidentWithoutPatient(resource, answered, profile)
          : isThere(group, rule.when);
      if (isMet) addBreaches(rule, group, profile, issues);
    }
  }
}

function isIncidentWithoutPatient(
  { type, event }: JsonObject,
  answered: readonly Answered[],
  { eventTypeCodes: { incident } }: LfpseProfile,
): boolean {
  const concept = isObject(event) ? event : type;
  const [coding]: readonly unknown[] = isObject(concept) && Array.isArray(concept.coding) ? concept.coding : [];
  const isIncident = incident !== undefined && isObject(coding) && coding.code === incident;
  return isIncident && !answered.some(({ name }) => name === "patient-information");
}

function addBreaches(rule: ConditionalRule, group: readonly Answered[], profile: LfpseProfile, issues: Issue[]): void {
  const { requires, when } = rule;
  const missing = (match: AnswerMatch) => issues.push(issue(rule, placeOf(match, rule, group, profile), match));
  if ("allOf" in requires) {
    for (const match of requires.allOf) if (!isThere(group, match)) missing(match);
  } else if ("anyOf" in requires) {
    const [first] = requires.anyOf;
    if (first !== undefined && !requires.anyOf.some((match) => isThere(group, match))) missing(first);
  } else if ("noneOf" in requires) {
    for (const match of requires.noneOf) {
      for (const { place } of matchesIn(group, match)) issues.push(issue(rule, place(), match));
    }
  } else if ("element" in when) {
    for (const { element, integer, place } of group.flatMap(({ answers }) => answers)) {
      if (element === when.element && !isStep(integer, requires.steps)) {
        issues.push(issue(rule, `${place()}.valueInteger`, when));
      }
    }
  }
}

function isStep(value: unknown, steps: readonly { from: number; to: number; step: number }[]): boolean {
  // What is no integer is a fault of its type, found elsewhere.
  if (typeof value !== "number") return true;
  return steps.some(({ from, to, step }) => value >= from && value <= to && value % step === 0);
}

function isThere(group: readonly Answered[], match: AnswerMatch): boolean {
  return "extension" in match
    ? group.some(({ name }) => name === match.extension)
    : group.some(({ answers }) => answers.some((answer) => isMatch(answer, match)));
}

/** The extensions or answers that match. */
function matchesIn(group: readonly Answered[], match: AnswerMatch): readonly { place: Place }[] {
  return "extension" in match
    ? group.filter(({ name }) => name === match.extension)
    : group.flatMap(({ answers }) => answers.filter((answer) => isMatch(answer, match)));
}

function isMatch({ element, code }: Answer, match: Extract<AnswerMatch, { element: string }>): boolean {
  return element === match.element && (match.codes === undefined || match.codes.some((each) => each === code));
}

/** Where an answer that is missing would stand. */
function placeOf(
  match: AnswerMatch,
  { scope }: ConditionalRule,
  group: readonly Answered[],
  profile: LfpseProfile,
): string {
  if ("extension" in match) return `AdverseEvent.extension('${match.extension}-${profile.version}')`;
  const home = profile.definitions.find(({ elements }) => elements.some(([name]) => name === match.element));
  const outer = scope === "event" ? undefined : group[0]?.place();
  return `${outer ?? `AdverseEvent.extension('${home?.id ?? ""}')`}.extension('${match.element}')`;
}

function issue({ id, message }: ConditionalRule, expression: string, match: AnswerMatch): Issue {
  const link = "element" in match ? linkIdOf(match.element) : {};
  return { severity: "warning", expression, ...link, code: "invariant", rule: id, message };
}
