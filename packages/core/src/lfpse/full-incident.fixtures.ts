import { lfpse5CanonicalBase } from "../generated/lfpse-5.ts";
import { definitionUrl } from "./adverse-event/profile-places.ts";
import type { AdverseEvent, Extension } from "./fhir-stu3.ts";

const definition = (id: string) => definitionUrl({ canonicalBase: lfpse5CanonicalBase }, `${id}-5`);
const group = (id: string, ...extension: readonly Extension[]): Extension => ({ url: definition(id), extension });

/**
 * A whole v5 incident in which an IT system was faulty, in the order of the profile. Synthetic. Names, types and codes are
 * those of the taxonomy; `category`, `subject` and `suspectEntity` are inferred (docs/safety-event.md).
 */
export const fullIncident: AdverseEvent = {
  resourceType: "AdverseEvent",
  meta: { profile: [definition("patient-safety-adverse-event")] },
  contained: [
    {
      resourceType: "Patient",
      id: "patient1",
      extension: [
        group(
          "patient-information",
          { url: "PhysicalHarm", valueCode: "4" },
          { url: "PsychologicalHarm", valueCode: "4" },
          { url: "ClinicalOutcome", valueString: "The dose was two hours late. Nothing came of it." },
          { url: "AgeAtTimeOfIncidentDays", valueInteger: 18_600 },
          { url: "Gender", valueCode: "2" },
          { url: "PatientSequence", valueInteger: 1 },
          { url: "PatientEthnicity", valueCode: "52" },
        ),
      ],
    },
    {
      resourceType: "Practitioner",
      id: "practitioner1",
      extension: [
        group(
          "practitioner-details",
          { url: "ReporterType", valueCode: "3" },
          { url: "ReporterRole", valueCode: "5" },
          { url: "ReporterInvolvement", valueCode: "4" },
          { url: "ReporterOrganisation", valueCode: "Z01" },
        ),
      ],
    },
    {
      resourceType: "Location",
      id: "location1",
      extension: [
        group(
          "location-details",
          { url: "LocationKnown", valueCode: "y" },
          { url: "Organisation", valueCode: "Z01" },
          { url: "ServiceArea", valueCode: "1" },
          { url: "LocationWithinService", valueCode: "4" },
          { url: "ResponsibleSpecialty", valueCode: "2" },
        ),
      ],
    },
    {
      resourceType: "Device",
      id: "device1",
      extension: [group("adverse-event-device-details", { url: "DeviceType", valueCode: "100" })],
    },
  ],
  extension: [
    group(
      "adverse-event-estimated-date",
      { url: "IncidentOccurredToday", valueCode: "y" },
      { url: "PreciseTime", valueTime: "14:05:00" },
      { url: "TodaysDate", valueDate: "2024-03-11" },
    ),
    group(
      "adverse-event-agent",
      { url: "InvolvedAgents", valueCode: "9" },
      { url: "InvolvedAgents", valueCode: "3" },
      { url: "YellowCardReference", valueString: "YC-EXAMPLE-0001" },
    ),
    group("adverse-event-outcome", { url: "ImmediateActions", valueString: "The ward went over to paper." }),
    group("adverse-event-process", { url: "Process", valueCode: "6" }),
    group("adverse-event-classification", { url: "LevelOfConcern", valueCode: "4" }),
    group("adverse-event-safety-challenges", { url: "SafetyChallenges", valueCode: "6" }),
    group(
      "adverse-event-problem-devices",
      { url: "DeviceInvolvementFactors", valueCode: "4" },
      { url: "DeviceBrokenDetails", valueCode: "9" },
    ),
    group(
      "adverse-event-problem-it-systems",
      { url: "ITSystemsInvolvementFactors", valueCode: "4" },
      { url: "ITSystemsInvolvementFactors", valueCode: "5" },
      { url: "ProblemDescriptionSystemsSoftware", valueString: "After the update the drug chart stopped refreshing." },
    ),
  ],
  category: "AE",
  type: { coding: [{ code: "1" }] },
  subject: { reference: "#patient1" },
  date: "2024-03-11",
  location: { reference: "#location1" },
  recorder: { reference: "#practitioner1" },
  description: "The chart on the screen was old, so a dose was given late.",
  suspectEntity: [{ instance: { reference: "#device1" } }],
};
