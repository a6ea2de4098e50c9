// One whole, valid, synthetic event of about 5 kB: a vendor's incident to which core adds the digital part.
import { importCore } from "./built-core.mjs";

const { applyToAdverseEvent, lfpse5 } = await importCore("index.js");

const inRelease = (id) => `${lfpse5.canonicalBase}StructureDefinition/${id}-5`;
const extension = (id, inner) => ({ url: inRelease(id), extension: inner });
const code = (url, ...codes) => codes.map((valueCode) => ({ url, valueCode }));
const text = (url, valueString) => ({ url, valueString });
const yes = (url, valueBoolean) => ({ url, valueBoolean });

const vendorIncident = {
  resourceType: "AdverseEvent",
  meta: { profile: [inRelease("patient-safety-adverse-event")] },
  contained: [
    {
      resourceType: "Patient",
      id: "patient1",
      extension: [
        extension("patient-information", [
          { url: "PatientSequence", valueInteger: 1 },
          { url: "AgeAtTimeOfIncidentDays", valueInteger: 2604 },
          ...code("Gender", "2"),
          ...code("PhysicalHarm", "5"),
          ...code("PsychologicalHarm", "4"),
          text("ClinicalOutcome", "No lasting effect. Observed for six hours on the ward, then sent home as planned."),
        ]),
      ],
    },
    {
      resourceType: "Practitioner",
      id: "practitioner1",
      extension: [
        extension("practitioner-details", [...code("ReporterOrganisation", "Z01"), ...code("ReporterType", "3")]),
      ],
    },
    {
      resourceType: "Location",
      id: "location1",
      extension: [
        extension("location-details", [
          ...code("LocationKnown", "y"),
          ...code("Organisation", "Z01"),
          ...code("ServiceArea", "1"),
        ]),
      ],
    },
  ],
  extension: [
    extension("adverse-event-agent", [
      ...code("InvolvedAgents", "4"),
      text("DrugsInvolved", "Morphine sulfate 10 mg/5 ml oral solution"),
      text("DrugsInvolved", "Paracetamol 250 mg/5 ml oral suspension"),
    ]),
    extension("adverse-event-estimated-date", [
      ...code("IncidentOccurredToday", "y"),
      { url: "TodaysDate", valueDate: "2026-03-11" },
      { url: "PreciseTime", valueTime: "14:05:00" },
    ]),
    extension("adverse-event-outcome", [
      text("ImmediateActions", "Dose withheld and written again by hand. The prescriber and the pharmacist were told."),
      text("WentWell", "The nurse checked the weight against the chart before giving anything."),
    ]),
    extension("adverse-event-process", code("Process", "6")),
    extension("detection-factors", code("DetectionPoint", "1")),
    extension("adverse-event-classification", [
      ...code("LevelOfConcern", "4"),
      ...code("PatientSafetyIncidentHasOccurred", "y"),
    ]),
    extension("adverse-event-reference-metadata", [
      yes("FromOnlineForms", false),
      yes("IsAnonymous", false),
      yes("DataSharingOptOut", false),
    ]),
    extension("adverse-event-safety-challenges", code("SafetyChallenges", "6")),
    extension("adverse-event-governance", [
      yes("DutyOfCandour", false),
      yes("CqcNotify", false),
      yes("LocalAuthoritySafeguarding", false),
      yes("NeverEvent", false),
    ]),
    extension("adverse-event-problem-medication", [
      text("ProblemDescriptionDrugs", "Ten times the intended dose was prescribed; it was not given."),
    ]),
  ],
  category: "AE",
  type: { coding: [{ code: "1" }] },
  subject: { reference: "#patient1" },
  date: "2026-03-11",
  location: { reference: "#location1" },
  recorder: { reference: "#practitioner1" },
  description:
    "The dose on the electronic chart was ten times too high and was seen before it was given. The weight had been " +
    "entered in pounds on admission and the chart took it as kilograms. The nurse stopped, asked the prescriber, and " +
    "the dose was written again by hand. No other child on the ward had a dose worked out from that field.",
};

const record = {
  format: "digital-factors/1",
  id: "4f9d2c7e-5b1a-4e0f-9c3d-2a6b8e7f1d05",
  recordedAt: "2026-03-11T14:05:00Z",
  versions: { factors: "1.0.0", form: "0.1.0", lfpse: "5" },
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "main",
  systems: [
    {
      type: "prescribing",
      functions: ["prescribing", "dose-calculation"],
      name: "ExampleMeds",
      supplier: "Example Supplier Ltd",
      version: "4.2",
      medicalDevice: "yes",
    },
  ],
  group: "alerts",
  factors: ["calculation-wrong"],
  involvement: [],
  description: "The weight-based dose came out ten times too high.",
  stillHappening: "yes",
  othersAffected: "yes",
  contribution: "suspected",
  harm: { kind: "near-miss" },
  circumstances: [],
  yellowCard: { status: "reported", references: [{ covers: "device", value: "ADR 24016450" }] },
  context: {},
};

/** The event as sent: JSON text. Its suspected device is already in. */
export const adverseEventText = JSON.stringify(applyToAdverseEvent(vendorIncident, record).resource);

/** The same event in FHIR R4, which is what the two general validators check: they do not know the LFPSE profile. */
export function inFhirR4({ type, description, category: _category, meta: _meta, ...rest }) {
  return { ...rest, actuality: "actual", event: { ...type, text: description } };
}

/** Copies of the event with one fault each; every validator of the profile must refuse each of them. */
export function faultyEvents(event) {
  const withFault = (change) => {
    const copy = structuredClone(event);
    change(copy);
    return copy;
  };
  const innerOf = (copy, at) => copy.extension[at].extension;
  return [
    withFault((copy) => Object.assign(copy, { resourceType: "Observation" })),
    withFault((copy) => Object.assign(copy.meta, { profile: [] })),
    withFault((copy) => Object.assign(copy, { category: "XX" })),
    withFault((copy) => Object.assign(copy, { date: "11/03/2026" })),
    withFault((copy) => Object.assign(copy, { type: {} })),
    withFault((copy) => Object.assign(innerOf(copy, 0)[0], { valueCode: "999" })),
    withFault((copy) => Object.assign(innerOf(copy, 0)[0], { valueCode: 4 })),
    withFault((copy) => Object.assign(innerOf(copy, 0)[0], { valueString: "4" })),
    withFault((copy) => innerOf(copy, 0).push(...code("Gender", "2"))),
    withFault((copy) => innerOf(copy, 1).push(...code("IncidentOccurredToday", "y"))),
    withFault((copy) => Object.assign(innerOf(copy, 1)[2], { valueTime: "14:05" })),
    withFault((copy) => innerOf(copy, 3).pop()),
    withFault((copy) => copy.extension.push(structuredClone(copy.extension[3]))),
    withFault((copy) => Object.assign(copy.subject, { reference: "#nobody" })),
    withFault((copy) => Object.assign(copy.contained[0], { resourceType: "Observation" })),
    withFault((copy) => Object.assign(copy.contained[1], { extension: [] })),
    withFault((copy) => Object.assign(copy.contained[0].extension[0].extension[1], { valueInteger: 400 })),
  ];
}
