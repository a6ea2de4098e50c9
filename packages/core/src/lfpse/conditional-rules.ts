/**
 * An answer of an event, by the name of its element or of the extension it stands in.
 *
 * @example
 * const itAgent: AnswerMatch = { element: "InvolvedAgents", codes: ["9"] };
 */
export type AnswerMatch =
  | { readonly element: string; readonly codes?: readonly string[] }
  /** Id of the extension without its release. */
  | { readonly extension: string };

/**
 * A rule that holds between answers of an LFPSE event and is not part of the published profile.
 *
 * @example
 * const rule: ConditionalRule | undefined = conditionalRules.find(({ id }) => id === "age-in-days");
 */
export interface ConditionalRule {
  readonly id: string;
  /** Where the rule was seen. */
  readonly source: string;
  /** Seen only in one vendor's client: whether LFPSE applies it is not known. */
  readonly isVendorOnly: boolean;
  /** Taxonomy releases it was seen for. */
  readonly releases: readonly ("5" | "6")[];
  /** Whether the answers compared stand in one extension, or anywhere in the event. */
  readonly scope: "extension" | "event";
  readonly when: AnswerMatch | { readonly incidentWithoutPatient: true };
  readonly requires:
    | { readonly allOf: readonly AnswerMatch[] }
    | { readonly anyOf: readonly AnswerMatch[] }
    | { readonly noneOf: readonly AnswerMatch[] }
    /** The integer is a multiple of `step`, within the bounds of one of these. */
    | { readonly steps: readonly { readonly from: number; readonly to: number; readonly step: number }[] };
  /** What to do, in plain English. */
  readonly message: string;
}

type Match = ConditionalRule["when"];
const has = (element: string, ...codes: readonly string[]): AnswerMatch =>
  codes.length === 0 ? { element } : { element, codes };

/** A rule of which all that is known is that one vendor's client for v5 and v6 works by it. */
function vendorRule(
  id: string,
  when: Match,
  requires: ConditionalRule["requires"],
  message: string,
  rest: Partial<Pick<ConditionalRule, "scope" | "releases">> = {},
): ConditionalRule {
  const source = "One vendor's client (docs/lfpse.md)";
  return { id, source, isVendorOnly: true, releases: ["5", "6"], scope: "extension", when, requires, message, ...rest };
}

const problemOfAgent = [
  ["4", "medication"],
  ["3", "devices"],
  ["9", "it-systems"],
  ["8", "tissues-organs"],
  ["11", "blood"],
  ["12", "blood-products"],
  ["13", "buildings-infrastructure"],
  ["14", "estates-services"],
] as const;

const onlyWith = [
  ["SabreReportNumber", "InvolvedAgents", "11"],
  ["ShotReportNumber", "InvolvedAgents", "11"],
  ["NhsbtReportNumber", "InvolvedAgents", "8"],
  ["InvolvedPersonsActions", "InvolvedAgents", "10"],
  ["RadiotherapyIncidentCode", "SafetyChallenges", "4"],
  ["MarvinReferenceNumber", "SafetyChallenges", "7"],
] as const;

/**
 * The rules between answers that are known, each with its source. NHS England publishes no list; what is only inferred from
 * the wording of the questions is left out.
 *
 * @see docs/lfpse.md
 * @example
 * conditionalRules.filter(({ isVendorOnly }) => !isVendorOnly).map(({ id }) => id); // ["age-in-days"]
 */
export const conditionalRules: readonly ConditionalRule[] = [
  {
    id: "age-in-days",
    source:
      "NHS England, patient-safety-data-request-template, R/processors/lfpse.R: other values are discarded; two vendors' samples agree",
    isVendorOnly: false,
    releases: ["5", "6"],
    scope: "extension",
    when: has("AgeAtTimeOfIncidentDays"),
    requires: {
      steps: [
        { from: 1, to: 30, step: 1 },
        { from: 31, to: 371, step: 31 },
        { from: 372, to: 74_028, step: 372 },
      ],
    },
    message: "Give the age as days below 31, as months times 31, or as years times 372; NHS England discards the rest.",
  },
  ...problemOfAgent.map(([agent, problem]) =>
    vendorRule(
      `problem-${problem}`,
      { extension: `adverse-event-problem-${problem}` },
      { anyOf: [has("InvolvedAgents", agent)] },
      `Say with InvolvedAgents ${agent} that this was involved, or take its problem extension out.`,
      { scope: "event" },
    ),
  ),
  ...onlyWith.map(([element, asked, code]) =>
    vendorRule(
      `only-with-${element}`,
      has(element),
      { anyOf: [has(asked, code)] },
      `${element} is asked only with ${asked} ${code}. Add that code, or take the answer out.`,
    ),
  ),
  vendorRule(
    "persons-actions-other",
    has("InvolvedPersonsActions", "5"),
    { anyOf: [has("InvolvedPersonsActionsOther")] },
    "Say in InvolvedPersonsActionsOther what Other means.",
  ),
  vendorRule(
    "good-care-other",
    has("GoodCareDetectionFactor", "6"),
    { anyOf: [has("GoodCareDetectionFactorOther")] },
    "Say in GoodCareDetectionFactorOther what Other means.",
  ),
  ...["ReporterRole", "ReporterInvolvement", "DetectionPoint"].map((element) =>
    vendorRule(
      `words-instead-of-${element}`,
      has(`${element}Other`),
      { noneOf: [has(element)] },
      `The words in ${element}Other go instead of a code in ${element}. Send one of the two.`,
    ),
  ),
  vendorRule(
    "imminent-without-patient",
    { incidentWithoutPatient: true },
    { anyOf: [has("RiskImminent")] },
    "No patient is named: say in RiskImminent whether the risk is imminent.",
    { scope: "event" },
  ),
  vendorRule(
    "patient-whole",
    { extension: "patient-information" },
    { allOf: [has("GenderIdentity"), has("GenderSameAsAtBirth"), has("PhysicalHarm")] },
    "Give the patient's gender identity, whether it is as at birth, and the physical harm.",
    { releases: ["6"] },
  ),
  vendorRule(
    "psychological-harm-asked",
    has("PhysicalHarm", "2", "3", "4", "5"),
    { anyOf: [has("PsychologicalHarm")] },
    "Give the psychological harm as well.",
    { releases: ["6"] },
  ),
  vendorRule(
    "fatal-without-psychological-harm",
    has("PhysicalHarm", "1"),
    { noneOf: [has("PsychologicalHarm")] },
    "Psychological harm is not sent with fatal physical harm. Take it out.",
  ),
  vendorRule(
    "association-with-severe-harm",
    has("StrengthOfAssociation"),
    { anyOf: [has("PhysicalHarm", "1", "2"), has("PsychologicalHarm", "1")] },
    "StrengthOfAssociation is asked only with severe or fatal harm. Take it out, or give the harm.",
  ),
  vendorRule(
    "age-once",
    has("AgeAtTimeOfIncidentDays"),
    { noneOf: [has("AgeBracket")] },
    "Give the age in days or its bracket, never both.",
  ),
  vendorRule(
    "date-today",
    has("IncidentOccurredToday", "y"),
    { anyOf: [has("TodaysDate")] },
    "It occurred today: give the date in TodaysDate.",
  ),
  vendorRule(
    "date-unknown",
    has("IncidentOccurredToday", "u"),
    { anyOf: [has("ApproximateDate")] },
    "The day is not known: give year and month in ApproximateDate.",
  ),
  vendorRule(
    "location-own",
    has("LocationKnown", "y"),
    { anyOf: [has("Organisation")] },
    "The place is known: give its ODS code in Organisation.",
  ),
  vendorRule(
    "location-other",
    has("LocationKnown", "n"),
    { anyOf: [has("Organisation"), has("OrganisationOther")] },
    "Name the organisation in Organisation or OrganisationOther.",
  ),
  vendorRule(
    "location-unknown",
    has("LocationKnown", "u"),
    { noneOf: [has("Organisation"), has("OrganisationOther")] },
    "The place is not known: take the organisation out.",
  ),
];
