import { describe, expect, it } from "vitest";
import { lfpse5 } from "../lfpse/lfpse-profile.ts";
import { validateAdverseEvent } from "../lfpse/validate.ts";
import { lfpse4 } from "../lfpse/versions/lfpse-4.ts";
import type { InferredChoices } from "./inferred-choices.ts";
import type { SafetyEventInput } from "./safety-event.ts";
import { type ToAdverseEventOptions, toAdverseEvent } from "./to-adverse-event.ts";

const incident: SafetyEventInput = {
  eventType: "incident",
  agent: { involvedAgents: ["9", "4"] },
  patients: [
    { ageAtTimeOfIncidentDays: 124, ageBracket: "1", physicalHarm: "1", psychologicalHarm: "4" },
    { gender: "1" },
  ],
  practitioner: {
    reporterRole: "9",
    reporterRoleOther: "Hospital pilot",
    reporterType: "5",
    reporterTypeOther: "Visitor",
  },
  medications: [{ medicationAdministration: "y" }],
  devices: [{ deviceType: ["57"] }, { deviceType: ["100"] }],
};

function written(event: SafetyEventInput, options?: ToAdverseEventOptions) {
  const result = toAdverseEvent(event, options);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  expect(validateAdverseEvent(result.value.resource, options?.profile)).toEqual([]);
  return result.value;
}
const withChoices = (inferred: InferredChoices) => written(incident, { inferred });
const text = (value: unknown) => JSON.stringify(value);

describe("toAdverseEvent", () => {
  it("writes nothing but type and profile of an event that says nothing else", () => {
    expect(written({ eventType: "good-care" })).toEqual({
      resource: {
        resourceType: "AdverseEvent",
        meta: { profile: [`${lfpse5.canonicalBase}StructureDefinition/patient-safety-adverse-event-5`] },
        category: "AE",
        type: { coding: [{ code: "4" }] },
      },
      lost: [],
    });
  });

  it("contains one Patient for all patients, and names each resource by its type and number", () => {
    const { contained, subject, recorder, suspectEntity } = written(incident).resource;
    expect(contained?.map(({ id }) => id)).toEqual(["patient1", "practitioner1", "medication1", "device1", "device2"]);
    expect(contained?.[0]?.extension).toHaveLength(2);
    expect(text(contained?.[0]?.extension?.[1])).toContain(text({ url: "PatientSequence", valueInteger: 2 }));
    expect([subject?.reference, recorder?.reference]).toEqual(["#patient1", "#practitioner1"]);
    expect(suspectEntity?.map(({ instance }) => instance?.reference)).toEqual(["#medication1", "#device1", "#device2"]);
  });

  it("writes the same event the same way", () => {
    expect(text(written(incident))).toBe(text(written(structuredClone(incident))));
  });

  it("leaves out category, subject and suspects where that is chosen", () => {
    const { resource } = withChoices({ category: "left-out", subject: false, suspectEntity: false });
    expect(Object.keys(resource)).toEqual(["resourceType", "meta", "type", "contained", "extension", "recorder"]);
  });

  it("sends the words for Other instead of the code or with it, as seen or as chosen", () => {
    const role = { url: "ReporterRole", valueCode: "9" };
    const type = { url: "ReporterType", valueCode: "5" };
    expect(text(written(incident))).not.toContain(text(role));
    expect(text(written(incident))).toContain(text(type));
    const turned = withChoices({ otherWords: { ReporterRole: "with-code", ReporterType: "instead-of-code" } });
    expect(text(turned)).toContain(text(role));
    expect(text(turned)).not.toContain(text(type));
    expect(text(turned)).toContain("Visitor");
  });

  it("sends an age once, and names the other as lost", () => {
    expect(written(incident).lost).toMatchObject([{ expression: "patients[0].ageBracket" }]);
    expect(withChoices({ age: "bracket" }).lost).toMatchObject([{ expression: "patients[0].ageAtTimeOfIncidentDays" }]);
    expect(withChoices({ age: "as-given" }).lost).toEqual([]);
  });

  it("keeps psychological harm with fatal physical harm, unless it is chosen otherwise", () => {
    expect(text(written(incident).resource)).toContain("PsychologicalHarm");
    const { resource, lost } = withChoices({ age: "as-given", psychologicalHarmWithFatal: "left-out" });
    expect(text(resource)).not.toContain("PsychologicalHarm");
    expect(lost).toMatchObject([{ expression: "patients[0].psychologicalHarm" }]);
  });

  it("names what v4 has no element for, no code for, or another text for, and writes none of it", () => {
    const { resource, lost } = written(
      {
        ...incident,
        agent: { involvedAgents: ["9", "11"], yellowCardReference: "YC-EXAMPLE-0001" },
        patients: [{ patientEthnicity: "52", gender: "1" }],
        riskDetails: { riskImminent: "u", riskTheme: ["6"] },
        governance: { dutyOfCandour: true, neverEvent: false },
      },
      { profile: lfpse4 },
    );
    expect(lost.map(({ expression }) => expression).sort()).toEqual([
      "agent.involvedAgents[1]",
      "agent.yellowCardReference",
      "devices[0].deviceType[0]",
      "devices[1].deviceType[0]",
      "governance.neverEvent",
      "patients[0].patientEthnicity",
      "riskDetails.riskImminent",
      "riskDetails.riskTheme[0]",
    ]);
    expect(text(resource)).not.toMatch(/YC-EXAMPLE|Ethnicity|RiskImminent/);
    expect(text(resource)).toContain(text({ url: "DutyOfCandour", valueBoolean: true }));
    expect(text(lost)).not.toMatch(/YC-EXAMPLE|52/);
  });

  it("gives an issue for a type whose code nobody knows, and for v6", () => {
    for (const eventType of ["risk", "outcome"] as const) {
      expect(toAdverseEvent({ eventType })).toMatchObject({ ok: false, issues: [{ rule: "event-type-code" }] });
    }
    const profile = { ...lfpse5, version: "6" as const };
    expect(toAdverseEvent(incident, { profile })).toMatchObject({ ok: false, issues: [{ rule: "base-resource" }] });
  });

  it("gives the issues of an event that was never parsed", () => {
    const event = { eventType: "incident", agent: { involvedAgents: ["99"] } } as unknown as SafetyEventInput;
    expect(toAdverseEvent(event)).toMatchObject({ ok: false, issues: [{ expression: "agent.involvedAgents[0]" }] });
  });
});
