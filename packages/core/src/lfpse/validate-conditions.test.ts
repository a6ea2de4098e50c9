import { describe, expect, it } from "vitest";
import { doseFaultRecord } from "../record/record.fixtures.ts";
import { applyToAdverseEvent } from "./adverse-event/apply.ts";
import { vendorIncident } from "./adverse-event.fixtures.ts";
import { conditionalRules } from "./conditional-rules.ts";
import type { AdverseEvent, ContainedResource, Extension } from "./fhir-stu3.ts";
import { type LfpseProfile, lfpse5, type ProfileElement } from "./lfpse-profile.ts";
import { validateAdverseEvent } from "./validate.ts";

const definition = (id: string, version = "5") => `${lfpse5.canonicalBase}StructureDefinition/${id}-${version}`;
const code = (url: string, valueCode: string): Extension => ({ url, valueCode });
const text = (url: string): Extension => ({ url, valueString: "Words" });

/** The vendor's incident with the extension on its root, in place of the one it has. */
function withRoot(id: string, ...inner: readonly Extension[]): AdverseEvent {
  const kept = vendorIncident.extension?.filter(({ url }) => url !== definition(id)) ?? [];
  return { ...vendorIncident, extension: [...kept, { url: definition(id), extension: inner }] };
}

/** The vendor's incident with the extension on a contained resource, in place of what that has. */
function withContained(resourceType: string, id: string, ...inner: readonly Extension[]): AdverseEvent {
  const change = (each: ContainedResource): ContainedResource =>
    each.resourceType === resourceType ? { ...each, extension: [{ url: definition(id), extension: inner }] } : each;
  return { ...vendorIncident, contained: (vendorIncident.contained ?? []).map(change) };
}
const sequence: Extension = { url: "PatientSequence", valueInteger: 1 };
const patient = (...inner: readonly Extension[]) => withContained("Patient", "patient-information", sequence, ...inner);
const place = (...inner: readonly Extension[]) => withContained("Location", "location-details", ...inner);
const practitioner = (...inner: readonly Extension[]) =>
  withContained("Practitioner", "practitioner-details", ...inner);
const agent = (...inner: readonly Extension[]) => withRoot("adverse-event-agent", ...inner);
const challenge = (...inner: readonly Extension[]) => withRoot("adverse-event-safety-challenges", ...inner);
const date = (...inner: readonly Extension[]) => withRoot("adverse-event-estimated-date", ...inner);
const ageInDays = (valueInteger: number): Extension => ({ url: "AgeAtTimeOfIncidentDays", valueInteger });
const { contained: _contained, subject: _subject, ...noOne } = vendorIncident;
const withoutPatient: AdverseEvent = {
  ...noOne,
  contained: vendorIncident.contained?.filter(({ resourceType }) => resourceType !== "Patient") ?? [],
};

/** For each rule an event that breaks it, where, and one that keeps it. */
const cases: Readonly<Record<string, readonly [broken: AdverseEvent, expression: string, kept: AdverseEvent]>> = {
  "age-in-days": [
    patient(ageInDays(400)),
    "AdverseEvent.contained[0].extension[0].extension[1].valueInteger",
    patient(ageInDays(372)),
  ],
  ...Object.fromEntries(
    (
      [
        ["medication", "4", text("ProblemDescriptionDrugs")],
        ["devices", "3", text("ProblemDescriptionDevices")],
        ["it-systems", "9", text("ProblemDescriptionSystemsSoftware")],
        ["tissues-organs", "8", text("ProblemDescriptionTissuesOrgans")],
        ["blood", "11", text("BloodProblem")],
        ["blood-products", "12", text("BloodProductsProblem")],
        ["buildings-infrastructure", "13", text("BuildingsInfrastructureProblem")],
        ["estates-services", "14", text("EstatesServicesProblem")],
      ] as const
    ).map(([problem, involved, inner]) => {
      const extension = { url: definition(`adverse-event-problem-${problem}`), extension: [inner] };
      const event = (agentCode: string): AdverseEvent => {
        const base = agent(code("InvolvedAgents", agentCode));
        return { ...base, extension: [...(base.extension ?? []), extension] };
      };
      const where = "AdverseEvent.extension('adverse-event-agent-5').extension('InvolvedAgents')";
      return [`problem-${problem}`, [event("10"), where, event(involved)]];
    }),
  ),
  ...Object.fromEntries(
    (
      [
        ["SabreReportNumber", "11"],
        ["ShotReportNumber", "11"],
        ["NhsbtReportNumber", "8"],
      ] as const
    ).map(([element, involved]) => [
      `only-with-${element}`,
      [
        agent(code("InvolvedAgents", "9"), text(element)),
        "AdverseEvent.extension[4].extension('InvolvedAgents')",
        agent(code("InvolvedAgents", involved), text(element)),
      ],
    ]),
  ),
  "only-with-InvolvedPersonsActions": [
    agent(code("InvolvedAgents", "9"), code("InvolvedPersonsActions", "1")),
    "AdverseEvent.extension[4].extension('InvolvedAgents')",
    agent(code("InvolvedAgents", "10"), code("InvolvedPersonsActions", "1")),
  ],
  "only-with-RadiotherapyIncidentCode": [
    challenge(code("SafetyChallenges", "6"), text("RadiotherapyIncidentCode")),
    "AdverseEvent.extension[4].extension('SafetyChallenges')",
    challenge(code("SafetyChallenges", "4"), text("RadiotherapyIncidentCode")),
  ],
  "only-with-MarvinReferenceNumber": [
    challenge(code("SafetyChallenges", "6"), text("MarvinReferenceNumber")),
    "AdverseEvent.extension[4].extension('SafetyChallenges')",
    challenge(code("SafetyChallenges", "7"), text("MarvinReferenceNumber")),
  ],
  "persons-actions-other": [
    agent(code("InvolvedAgents", "10"), code("InvolvedPersonsActions", "5")),
    "AdverseEvent.extension[4].extension('InvolvedPersonsActionsOther')",
    agent(code("InvolvedAgents", "10"), code("InvolvedPersonsActions", "5"), text("InvolvedPersonsActionsOther")),
  ],
  "good-care-other": [
    withRoot("adverse-event-went-well", text("HowFutureOccurrence"), code("GoodCareDetectionFactor", "6")),
    "AdverseEvent.extension[5].extension('GoodCareDetectionFactorOther')",
    withRoot(
      "adverse-event-went-well",
      text("HowFutureOccurrence"),
      code("GoodCareDetectionFactor", "6"),
      text("GoodCareDetectionFactorOther"),
    ),
  ],
  "words-instead-of-ReporterRole": [
    practitioner(code("ReporterRole", "9"), text("ReporterRoleOther")),
    "AdverseEvent.contained[1].extension[0].extension[0]",
    practitioner(text("ReporterRoleOther")),
  ],
  "words-instead-of-ReporterInvolvement": [
    practitioner(code("ReporterInvolvement", "6"), text("ReporterInvolvementOther")),
    "AdverseEvent.contained[1].extension[0].extension[0]",
    practitioner(text("ReporterInvolvementOther")),
  ],
  "words-instead-of-DetectionPoint": [
    withRoot("detection-factors", code("DetectionPoint", "8"), text("DetectionPointOther")),
    "AdverseEvent.extension[5].extension[0]",
    withRoot("detection-factors", text("DetectionPointOther")),
  ],
  "imminent-without-patient": [
    withoutPatient,
    "AdverseEvent.extension('adverse-event-risk-details-5').extension('RiskImminent')",
    {
      ...withoutPatient,
      extension: [
        ...(withoutPatient.extension ?? []),
        { url: definition("adverse-event-risk-details"), extension: [code("RiskImminent", "n")] },
      ],
    },
  ],
  "fatal-without-psychological-harm": [
    patient(code("PhysicalHarm", "1"), code("PsychologicalHarm", "4")),
    "AdverseEvent.contained[0].extension[0].extension[2]",
    patient(code("PhysicalHarm", "1")),
  ],
  "association-with-severe-harm": [
    patient(code("PhysicalHarm", "4"), code("StrengthOfAssociation", "6")),
    "AdverseEvent.contained[0].extension[0].extension('PhysicalHarm')",
    patient(code("PsychologicalHarm", "1"), code("StrengthOfAssociation", "6")),
  ],
  "age-once": [
    patient(ageInDays(372), code("AgeBracket", "4")),
    "AdverseEvent.contained[0].extension[0].extension[2]",
    patient(code("AgeBracket", "4")),
  ],
  "date-today": [
    date(code("IncidentOccurredToday", "y")),
    "AdverseEvent.extension[4].extension('TodaysDate')",
    date(code("IncidentOccurredToday", "y"), { url: "TodaysDate", valueDate: "2026-03-11" }),
  ],
  "date-unknown": [
    date(code("IncidentOccurredToday", "u")),
    "AdverseEvent.extension[4].extension('ApproximateDate')",
    date(code("IncidentOccurredToday", "u"), text("ApproximateDate")),
  ],
  "location-own": [
    place(code("LocationKnown", "y")),
    "AdverseEvent.contained[2].extension[0].extension('Organisation')",
    place(code("LocationKnown", "y"), code("Organisation", "Z01")),
  ],
  "location-other": [
    place(code("LocationKnown", "n")),
    "AdverseEvent.contained[2].extension[0].extension('Organisation')",
    place(code("LocationKnown", "n"), text("OrganisationOther")),
  ],
  "location-unknown": [
    place(code("LocationKnown", "u"), text("OrganisationOther")),
    "AdverseEvent.contained[2].extension[0].extension[1]",
    place(code("LocationKnown", "u")),
  ],
};

/** A release 6 as far as the patient goes: v5 under new ids, with the elements one client sends in v6. */
const gender6: readonly ProfileElement[] = [
  ["GenderIdentity", 0, 1, "string"],
  ["GenderSameAsAtBirth", 0, 1, "string"],
];
const inSix = (id: string) => id.replace(/-5$/, "-6");
const six: LfpseProfile = {
  ...lfpse5,
  version: "6",
  definitions: lfpse5.definitions.map(({ attachedTo, ...each }) => ({
    ...each,
    id: inSix(each.id),
    ...(attachedTo === undefined ? {} : { attachedTo: inSix(attachedTo) }),
    elements: each.id === "patient-information-5" ? [...each.elements, ...gender6] : each.elements,
  })),
};
const patientInSix = (...inner: readonly Extension[]) => ({
  resourceType: "AdverseEvent",
  meta: { profile: [definition("patient-safety-adverse-event", "6")] },
  event: { coding: [{ code: "1" }] },
  contained: [
    {
      resourceType: "Patient",
      id: "p",
      extension: [{ url: definition("patient-information", "6"), extension: [sequence, ...inner] }],
    },
  ],
});

describe("the conditional rules of LFPSE", () => {
  it("have a case here for each, and say where they were seen", () => {
    const releases5 = conditionalRules.filter(({ releases }) => releases.includes("5"));
    expect(Object.keys(cases).sort()).toEqual(releases5.map(({ id }) => id).sort());
    expect(new Set(conditionalRules.map(({ id }) => id)).size).toBe(conditionalRules.length);
    expect(conditionalRules.every(({ source }) => source.length > 0)).toBe(true);
  });

  it.each(Object.entries(cases))("%s: is broken at its place, and kept by the answer it asks for", (id, each) => {
    const [broken, expression, kept] = each;
    const found = validateAdverseEvent(broken, lfpse5, { conditionalRules: "all" });
    expect(found).toMatchObject([{ severity: "warning", code: "invariant", rule: id, expression }]);
    expect(validateAdverseEvent(kept, lfpse5, { conditionalRules: "all" })).toEqual([]);
  });

  it.each(conditionalRules.map(({ id, isVendorOnly }) => [id, isVendorOnly] as const).filter(([id]) => id in cases))(
    "%s: is off by default where only one vendor was seen to apply it",
    (id, isVendorOnly) => {
      const [broken] = cases[id] ?? [vendorIncident];
      expect(validateAdverseEvent(broken)).toHaveLength(isVendorOnly ? 0 : 1);
      expect(validateAdverseEvent(broken, lfpse5, { conditionalRules: "known" })).toHaveLength(isVendorOnly ? 0 : 1);
      expect(validateAdverseEvent(broken, lfpse5, { conditionalRules: "none" })).toEqual([]);
    },
  );

  it("ask in v6 for gender and harm of each patient", () => {
    const rulesIn = (...inner: readonly Extension[]) =>
      validateAdverseEvent(patientInSix(...inner), six, { conditionalRules: "all" });
    expect(rulesIn(text("GenderIdentity"))).toMatchObject([
      { rule: "patient-whole", expression: "AdverseEvent.contained[0].extension[0].extension('GenderSameAsAtBirth')" },
      { rule: "patient-whole", linkId: "harm" },
    ]);
    const whole = [text("GenderIdentity"), text("GenderSameAsAtBirth")];
    expect(rulesIn(...whole, code("PhysicalHarm", "5"))).toMatchObject([
      { rule: "psychological-harm-asked", linkId: "harm" },
    ]);
    expect(rulesIn(...whole, code("PhysicalHarm", "1"))).toEqual([]);
    expect(rulesIn(...whole, code("PhysicalHarm", "5"), code("PsychologicalHarm", "4"))).toEqual([]);
  });

  it("take the ages NHS England keeps, and no other", () => {
    const kept = (age: number) => validateAdverseEvent(patient(ageInDays(age))).length === 0;
    expect([1, 30, 31, 62, 341, 372, 744, 18_600, 74_028].every(kept)).toBe(true);
    expect([0, -31, 32, 365, 373, 73_000, 74_400].some(kept)).toBe(false);
  });

  it("are kept by what applyToAdverseEvent adds", () => {
    const { resource } = applyToAdverseEvent(vendorIncident, doseFaultRecord);
    expect(validateAdverseEvent(resource, lfpse5, { conditionalRules: "all" })).toEqual([]);
  });

  it("lead to the question an answer comes from, and repeat no answer", () => {
    const [broken] = cases["fatal-without-psychological-harm"] ?? [vendorIncident];
    expect(validateAdverseEvent(broken, lfpse5, { conditionalRules: "all" })).toMatchObject([{ linkId: "harm" }]);
    for (const [event] of Object.values(cases)) {
      expect(JSON.stringify(validateAdverseEvent(event, lfpse5, { conditionalRules: "all" }))).not.toContain("Words");
    }
  });

  it("never throw, whatever stands where a name or a list should be", () => {
    const odd = { toString: 1, valueOf: 1 };
    for (const value of [odd, null, 1, "x", [], [odd], [[odd]], { coding: odd }]) {
      const event = {
        ...vendorIncident,
        extension: value,
        contained: [{ id: odd, resourceType: "constructor" }, value],
      };
      const options = { conditionalRules: "all" } as const;
      expect(validateAdverseEvent({ ...event, type: value, event: value }, lfpse5, options).length).toBeGreaterThan(0);
      const inner = [{ url: definition("adverse-event-agent"), extension: [{ url: odd, valueCode: odd }, value] }];
      expect(validateAdverseEvent({ ...event, extension: inner }, lfpse5, options).length).toBeGreaterThan(0);
    }
  });
});
