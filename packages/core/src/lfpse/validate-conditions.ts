import type { Issue } from "../outcome/issue.ts";
import { isObject, type JsonObject } from "./adverse-event-issue.ts";
import { type AnswerMatch, type ConditionalRule, conditionalRules } from "./conditional-rules.ts";
import type { LfpseProfile, ProfileDefinition } from "./lfpse-profile.ts";
import { linkIdOf } from "./validate-extensions.ts";

interface Answer {
  readonly element: string;
  readonly code: unknown;
  readonly integer: unknown;
  readonly place: string;
}

/** One extension of the event with its answers. */
interface Answered {
  readonly definition: ProfileDefinition;
  readonly place: string;
  readonly answers: readonly Answer[];
}

/** Returns a warning for each rule between answers that the event breaks; `all` adds the rules of one vendor. */
export function validateConditions(resource: JsonObject, profile: LfpseProfile, rules: "known" | "all"): Issue[] {
  const definitions = new Map(
    profile.definitions.map((each) => [`${profile.canonicalBase}StructureDefinition/${each.id}`, each]),
  );
  const answered = [
    ...answeredIn(resource.extension, "AdverseEvent", definitions),
    ...listOf(resource.contained).flatMap((contained, index) =>
      answeredIn(contained.extension, `AdverseEvent.contained[${index}]`, definitions),
    ),
  ];
  const isIncidentWithoutPatient =
    profile.eventTypeCodes.incident !== undefined &&
    eventTypeOf(resource) === profile.eventTypeCodes.incident &&
    !answered.some(({ definition }) => isOf(definition, "patient-information", profile));
  return conditionalRules
    .filter(
      ({ isVendorOnly, releases }) =>
        releases.some((release) => release === profile.version) && (rules === "all" || !isVendorOnly),
    )
    .flatMap((rule) => {
      const groups = rule.scope === "event" ? [answered] : answered.map((each) => [each]);
      return groups.flatMap((group) => {
        const isMet =
          "incidentWithoutPatient" in rule.when
            ? isIncidentWithoutPatient
            : matchesIn(group, rule.when, profile).length > 0;
        return isMet ? breaches(rule, group, profile) : [];
      });
    });
}

function breaches(rule: ConditionalRule, group: readonly Answered[], profile: LfpseProfile): Issue[] {
  const { requires } = rule;
  const isThere = (match: AnswerMatch) => matchesIn(group, match, profile).length > 0;
  const missing = (match: AnswerMatch) => issue(rule, placeOf(match, rule, group, profile), match);
  if ("allOf" in requires) return requires.allOf.filter((match) => !isThere(match)).map(missing);
  if ("anyOf" in requires) return requires.anyOf.some(isThere) ? [] : requires.anyOf.slice(0, 1).map(missing);
  if ("noneOf" in requires) {
    return requires.noneOf.flatMap((match) =>
      matchesIn(group, match, profile).map((place) => issue(rule, place, match)),
    );
  }
  const { when } = rule;
  if (!("element" in when)) return [];
  return group
    .flatMap(({ answers }) => answers)
    .filter(({ element, integer }) => element === when.element && !isStep(integer, requires.steps))
    .map(({ place }) => issue(rule, `${place}.valueInteger`, when));
}

function isStep(value: unknown, steps: readonly { from: number; to: number; step: number }[]): boolean {
  // What is no integer is a fault of its type, found elsewhere.
  if (typeof value !== "number") return true;
  return steps.some(({ from, to, step }) => value >= from && value <= to && value % step === 0);
}

/** The places of the answers that match. */
function matchesIn(group: readonly Answered[], match: AnswerMatch, profile: LfpseProfile): readonly string[] {
  if ("extension" in match) {
    return group.filter(({ definition }) => isOf(definition, match.extension, profile)).map(({ place }) => place);
  }
  return group
    .flatMap(({ answers }) => answers)
    .filter(
      ({ element, code }) =>
        element === match.element && (match.codes === undefined || match.codes.some((each) => each === code)),
    )
    .map(({ place }) => place);
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
  const outer = scope === "event" ? undefined : group[0]?.place;
  return `${outer ?? `AdverseEvent.extension('${home?.id ?? ""}')`}.extension('${match.element}')`;
}

function issue({ id, message }: ConditionalRule, expression: string, match: AnswerMatch): Issue {
  const link = "element" in match ? linkIdOf(match.element) : {};
  return { severity: "warning", expression, ...link, code: "invariant", rule: id, message };
}

function isOf({ id }: ProfileDefinition, name: string, { version }: LfpseProfile): boolean {
  return id === `${name}-${version}`;
}

function answeredIn(
  extensions: unknown,
  place: string,
  definitions: ReadonlyMap<unknown, ProfileDefinition>,
): readonly Answered[] {
  return listOf(extensions).flatMap((outer, index): Answered[] => {
    const definition = definitions.get(outer.url);
    if (definition === undefined) return [];
    const where = `${place}.extension[${index}]`;
    const answers = listOf(outer.extension).map(({ url, valueCode, valueInteger }, at) => ({
      element: typeof url === "string" ? url : "",
      code: valueCode,
      integer: valueInteger,
      place: `${where}.extension[${at}]`,
    }));
    return [{ definition, place: where, answers }];
  });
}

/** The objects of a list, each at its own index; what is no object stands as an empty one. */
function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((each: unknown) => (isObject(each) ? each : {})) : [];
}

function eventTypeOf({ type, event }: JsonObject): unknown {
  const concept = isObject(event) ? event : type;
  return isObject(concept) ? listOf(concept.coding)[0]?.code : undefined;
}
