import { describe, expect, it } from "vitest";
import { fromAdverseEvent } from "../safety-event/from-adverse-event.ts";
import { toAdverseEvent } from "../safety-event/to-adverse-event.ts";
import { definitionUrl } from "./adverse-event/profile-places.ts";
import { fullIncident } from "./full-incident.fixtures.ts";
import { lfpse5 } from "./lfpse-profile.ts";
import { validateAdverseEvent } from "./validate.ts";

/** Change, new value if any: `set` a place, `add` to the list at a place, `remove` a place. */
type Change = readonly ["set" | "add", place: string, value: unknown] | readonly ["remove", place: string];

const patient = "contained[0].extension[0].extension";
const practitioner = "contained[1].extension[0].extension";
const place = "contained[2].extension[0].extension";
const device = "contained[3].extension[0].extension";
const date = "extension[0].extension";
const agent = "extension[1].extension";
const it5 = "extension[7].extension";
const url = (id: string) => definitionUrl(lfpse5, `${id}-5`);
const code = (name: string, valueCode: unknown) => ({ url: name, valueCode });
const group = (id: string, ...extension: readonly object[]) => ({ url: url(id), extension });

/** What is wrong, how it comes about, the code of the issue, and its place. */
const faults: readonly (readonly [string, Change, string, string])[] = [
  ["a gender that is not listed", ["set", `${patient}[4].valueCode`, "5"], "code-invalid", `${patient}[4].valueCode`],
  [
    "an ethnicity that is not listed",
    ["set", `${patient}[6].valueCode`, "520"],
    "code-invalid",
    `${patient}[6].valueCode`,
  ],
  ["harm below the scale", ["set", `${patient}[0].valueCode`, "0"], "code-invalid", `${patient}[0].valueCode`],
  ["harm that is null", ["set", `${patient}[0].valueCode`, null], "structure", `${patient}[0].valueCode`],
  ["harm given twice", ["add", patient, code("PhysicalHarm", "4")], "invariant", `${patient}('PhysicalHarm')`],
  [
    "an age in words",
    ["set", `${patient}[3]`, { url: "AgeAtTimeOfIncidentDays", valueString: "50" }],
    "structure",
    `${patient}[3].valueInteger`,
  ],
  ["an age that is a boolean", ["set", `${patient}[3].valueInteger`, true], "structure", `${patient}[3].valueInteger`],
  ["an age between the steps", ["set", `${patient}[3].valueInteger`, 45], "invariant", `${patient}[3].valueInteger`],
  [
    "an age of more years than there are steps",
    ["set", `${patient}[3].valueInteger`, 74_400],
    "invariant",
    `${patient}[3].valueInteger`,
  ],
  ["a patient without a number", ["remove", `${patient}[5]`], "required", `${patient}('PatientSequence')`],
  [
    "a patient with two numbers",
    ["add", patient, { url: "PatientSequence", valueInteger: 2 }],
    "invariant",
    `${patient}('PatientSequence')`,
  ],
  ["a number that is a string", ["set", `${patient}[5].valueInteger`, "1"], "structure", `${patient}[5].valueInteger`],
  ["an outcome without words", ["set", `${patient}[2].valueString`, ""], "structure", `${patient}[2].valueString`],
  ["an outcome that is a number", ["set", `${patient}[2].valueString`, 2], "structure", `${patient}[2].valueString`],
  [
    "an answer about the place among the patient's",
    ["add", patient, code("ServiceArea", "1")],
    "structure",
    `${patient}[7].url`,
  ],
  [
    "patient answers of another release",
    ["set", "contained[0].extension[0].url", definitionUrl(lfpse5, "patient-information-4")],
    "structure",
    "contained[0].extension[0].url",
  ],
  [
    "patient answers on the place",
    ["add", "contained[2].extension", group("patient-information")],
    "structure",
    "contained[2].extension[1].url",
  ],
  [
    "more patients than the profile takes",
    [
      "set",
      "contained[0].extension",
      Array.from({ length: 101 }, (_, index) =>
        group("patient-information", { url: "PatientSequence", valueInteger: index + 1 }),
      ),
    ],
    "invariant",
    "contained[0].extension('patient-information-5')",
  ],
  [
    "a type of reporter that is not listed",
    ["set", `${practitioner}[0].valueCode`, "6"],
    "code-invalid",
    `${practitioner}[0].valueCode`,
  ],
  ["a role that is a number", ["set", `${practitioner}[1].valueCode`, 5], "structure", `${practitioner}[1].valueCode`],
  [
    "an organisation without a code",
    ["set", `${practitioner}[3].valueCode`, ""],
    "structure",
    `${practitioner}[3].valueCode`,
  ],
  [
    "an organisation in words",
    ["set", `${practitioner}[3]`, { url: "ReporterOrganisation", valueString: "Z01" }],
    "structure",
    `${practitioner}[3].valueCode`,
  ],
  [
    "two reporters in one Practitioner",
    ["add", "contained[1].extension", group("practitioner-details")],
    "invariant",
    "contained[1].extension('practitioner-details-5')",
  ],
  [
    "a Practitioner whose extension is no list",
    ["set", "contained[1].extension", {}],
    "structure",
    "contained[1].extension",
  ],
  ["a capital letter for yes", ["set", `${place}[0].valueCode`, "Y"], "code-invalid", `${place}[0].valueCode`],
  [
    "true for yes",
    ["set", `${place}[0]`, { url: "LocationKnown", valueBoolean: true }],
    "structure",
    `${place}[0].valueCode`,
  ],
  ["a service that only v4 has", ["set", `${place}[2].valueCode`, "2"], "code-invalid", `${place}[2].valueCode`],
  [
    "two specialties",
    ["add", place, code("ResponsibleSpecialty", "3")],
    "invariant",
    `${place}('ResponsibleSpecialty')`,
  ],
  [
    "a Location without its details",
    ["set", "contained[2].extension", []],
    "required",
    "contained[2].extension('location-details-5')",
  ],
  [
    "a device type that is not listed",
    ["set", `${device}[0].valueCode`, "1000"],
    "code-invalid",
    `${device}[0].valueCode`,
  ],
  [
    "a device with two sets of details",
    ["add", "contained[3].extension", group("adverse-event-device-details")],
    "invariant",
    "contained[3].extension('adverse-event-device-details-5')",
  ],
  [
    "a Medication without its answer",
    [
      "add",
      "contained",
      { resourceType: "Medication", id: "medication1", extension: [group("medication-administration")] },
    ],
    "required",
    "contained[4].extension[0].extension('MedicationAdministration')",
  ],
  ["a contained null", ["add", "contained", null], "structure", "contained[4]"],
  ["a date without leading zeros", ["set", `${date}[2].valueDate`, "2024-3-11"], "structure", `${date}[2].valueDate`],
  ["a twenty-fifth hour", ["set", `${date}[1].valueTime`, "25:05:00"], "structure", `${date}[1].valueTime`],
  ["a word for a code", ["set", `${date}[0].valueCode`, "yes"], "code-invalid", `${date}[0].valueCode`],
  [
    "an approximate date that is a date",
    ["add", date, { url: "ApproximateDate", valueDate: "2024-03" }],
    "structure",
    `${date}[3].valueString`,
  ],
  ["an agent that only v4 has", ["set", `${agent}[0].valueCode`, "6"], "code-invalid", `${agent}[0].valueCode`],
  [
    "a reference that is a code",
    ["set", `${agent}[2]`, code("YellowCardReference", "YC-EXAMPLE-0001")],
    "structure",
    `${agent}[2].valueString`,
  ],
  [
    "a hundred and one agents",
    ["set", agent, Array.from({ length: 101 }, () => code("InvolvedAgents", "9"))],
    "invariant",
    `${agent}('InvolvedAgents')`,
  ],
  [
    "actions that are a list",
    ["set", "extension[2].extension[0].valueString", ["Paper"]],
    "structure",
    "extension[2].extension[0].valueString",
  ],
  ["no process", ["set", "extension[3].extension", []], "required", "extension[3].extension('Process')"],
  [
    "two processes",
    ["add", "extension[3].extension", code("Process", "7")],
    "invariant",
    "extension[3].extension('Process')",
  ],
  [
    "two values in one answer",
    ["set", "extension[4].extension[0].valueString", "Very"],
    "structure",
    "extension[4].extension[0].valueCode",
  ],
  [
    "no safety challenge",
    ["set", "extension[5].extension", []],
    "required",
    "extension[5].extension('SafetyChallenges')",
  ],
  [
    "a device answer among those about IT",
    ["add", it5, code("DeviceBrokenDetails", "9")],
    "structure",
    `${it5}[3].url`,
  ],
  [
    "eleven ways that IT was involved",
    ["set", it5, Array.from({ length: 11 }, () => code("ITSystemsInvolvementFactors", "4"))],
    "invariant",
    `${it5}('ITSystemsInvolvementFactors')`,
  ],
  ["a way that is not listed", ["set", `${it5}[1].valueCode`, "8"], "code-invalid", `${it5}[1].valueCode`],
  ["a problem without words", ["set", `${it5}[2].valueString`, ""], "structure", `${it5}[2].valueString`],
  ["an answer that is null", ["add", it5, null], "structure", `${it5}[3]`],
  ["an extension that is a string", ["add", "extension", url("adverse-event-outcome")], "structure", "extension[8]"],
  ["an extension without an address", ["add", "extension", { extension: [] }], "structure", "extension[8].url"],
  [
    "a risk without its imminence",
    ["add", "extension", group("adverse-event-risk-details", code("RiskTheme", "6"))],
    "required",
    "extension[8].extension('RiskImminent')",
  ],
  [
    "good care without what to do again",
    ["add", "extension", group("adverse-event-went-well", { url: "StrengthsOfCare", valueString: "Calm" })],
    "required",
    "extension[8].extension('HowFutureOccurrence')",
  ],
  [
    "metadata without the opt-out",
    ["add", "extension", group("adverse-event-reference-metadata", { url: "IsAnonymous", valueBoolean: true })],
    "required",
    "extension[8].extension('DataSharingOptOut')",
  ],
  [
    "a boolean that is a string",
    [
      "add",
      "extension",
      group("adverse-event-reference-metadata", { url: "DataSharingOptOut", valueBoolean: "false" }),
    ],
    "structure",
    "extension[8].extension[0].valueBoolean",
  ],
  [
    "a boolean that is a number",
    ["add", "extension", group("adverse-event-governance", { url: "NeverEvent", valueBoolean: 1 })],
    "structure",
    "extension[8].extension[0].valueBoolean",
  ],
  ["a category in small letters", ["set", "category", "ae"], "code-invalid", "category"],
  ["two event types", ["add", "type.coding", { code: "4" }], "required", "type.coding"],
  ["a date that is a number", ["set", "date", 20_240_311], "structure", "date"],
  ["a recorder without the hash", ["set", "recorder.reference", "practitioner1"], "invariant", "recorder.reference"],
  ["a location that is a string", ["set", "location", "#location1"], "invariant", "location.reference"],
  [
    "a suspect that is not contained",
    ["set", "suspectEntity[0].instance.reference", "#device2"],
    "invariant",
    "suspectEntity[0].instance.reference",
  ],
  [
    "a suspect without an instance",
    ["set", "suspectEntity[0]", {}],
    "invariant",
    "suspectEntity[0].instance.reference",
  ],
  ["two profiles", ["add", "meta.profile", url("patient-safety-adverse-event")], "value", "meta.profile"],
  ["a profile that is no list", ["set", "meta.profile", url("patient-safety-adverse-event")], "value", "meta.profile"],
];

type Mutable = Record<string, unknown>;

/** A deep copy of the incident with one change. */
function changed([manner, at, value]: Change): unknown {
  const copy = structuredClone(fullIncident) as unknown as Mutable;
  const steps = at.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop() ?? "";
  const parent = steps.reduce((object, step) => object[step] as Mutable, copy);
  if (manner === "set") parent[last] = value;
  else if (manner === "add") (parent[last] as unknown[]).push(value);
  else (parent as unknown as unknown[]).splice(Number(last), 1);
  return copy;
}

describe("a whole incident", () => {
  it("is valid, by the rules of one vendor too", () => {
    expect(validateAdverseEvent(fullIncident)).toEqual([]);
    expect(validateAdverseEvent(fullIncident, lfpse5, { conditionalRules: "all" })).toEqual([]);
  });

  it("is read with nothing lost, and written back equal", () => {
    const read = fromAdverseEvent(fullIncident);
    expect(read).toMatchObject({ ok: true, value: { lost: [] } });
    if (read.ok)
      expect(toAdverseEvent(read.value.event)).toEqual({ ok: true, value: { resource: fullIncident, lost: [] } });
  });

  it("reads the same in whatever order its answers stand", () => {
    const turned = {
      ...fullIncident,
      contained: [...(fullIncident.contained ?? [])].reverse(),
      extension: [...(fullIncident.extension ?? [])].reverse(),
    };
    expect(fromAdverseEvent(turned)).toEqual(fromAdverseEvent(fullIncident));
  });

  it("tells of IT that was involved, a medical device, and a Yellow Card", () => {
    const read = fromAdverseEvent(fullIncident);
    expect(read.ok && read.value.digital).toEqual({
      isInvolved: true,
      draft: {
        eventType: "incident",
        systems: [{ type: "not-sure", medicalDevice: "yes" }],
        involvement: ["4", "5"],
        description: "After the update the drug chart stopped refreshing.",
        harm: { kind: "actual", physical: "4", psychological: "4" },
        yellowCard: { status: "reported", references: [{ covers: "unknown", value: "YC-EXAMPLE-0001" }] },
      },
    });
  });

  it("has a table of more than fifty different faults", () => {
    expect(new Set(faults.map(([name]) => name)).size).toBe(faults.length);
    expect(new Set(faults.map(([, change]) => JSON.stringify(change))).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(50);
  });

  it.each(faults)("gives one issue for %s, at its place", (_, change, issueCode, at) => {
    const expression = `AdverseEvent.${at}`;
    expect(validateAdverseEvent(changed(change))).toMatchObject([{ code: issueCode, expression }]);
  });

  it.each(faults)("is read in spite of %s, with the fault named as lost or as an issue", (_, change, issueCode) => {
    const read = fromAdverseEvent(changed(change));
    if (!read.ok) {
      expect(read.issues).toMatchObject([{ expression: "AdverseEvent.meta.profile" }]);
      return;
    }
    expect(validateAdverseEvent(toAdverseEventOf(read.value.event))).toEqual([]);
    // What is only missing can be no loss.
    if (issueCode !== "required") expect(read.value.lost.length).toBeGreaterThan(0);
  });
});

function toAdverseEventOf(event: Parameters<typeof toAdverseEvent>[0]): unknown {
  const written = toAdverseEvent(event);
  return written.ok && written.value.resource;
}
