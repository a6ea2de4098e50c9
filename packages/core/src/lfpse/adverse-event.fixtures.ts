import { lfpse5CanonicalBase } from "../generated/lfpse-5.ts";
import type { AdverseEvent } from "./fhir-stu3.ts";

/** A vendor's own incident, whole and valid in a release, before the digital part is added. Synthetic. */
function incidentIn(version: "4" | "5"): AdverseEvent {
  const definition = (id: string) => `${lfpse5CanonicalBase}StructureDefinition/${id}-${version}`;
  return {
    resourceType: "AdverseEvent",
    meta: { profile: [definition("patient-safety-adverse-event")] },
    contained: [
      {
        resourceType: "Patient",
        id: "patient1",
        extension: [
          {
            url: definition("patient-information"),
            extension: [
              { url: "PatientSequence", valueInteger: 1 },
              version === "4"
                ? { url: "AgeYears", valueCode: "5" }
                : { url: "AgeAtTimeOfIncidentDays", valueInteger: 2604 },
              { url: "Gender", valueCode: "2" },
              { url: "PhysicalHarm", valueCode: "5" },
              { url: "PsychologicalHarm", valueCode: "4" },
              { url: "ClinicalOutcome", valueString: "No lasting effect" },
            ],
          },
        ],
      },
      {
        resourceType: "Practitioner",
        id: "practitioner1",
        extension: [
          {
            url: definition("practitioner-details"),
            extension: [
              { url: "ReporterOrganisation", valueCode: "Z01" },
              { url: "ReporterType", valueCode: "3" },
            ],
          },
        ],
      },
      {
        resourceType: "Location",
        id: "location1",
        extension: [
          {
            url: definition("location-details"),
            extension: [
              { url: "LocationKnown", valueCode: "y" },
              { url: "Organisation", valueCode: "Z01" },
              { url: "ServiceArea", valueCode: "1" },
            ],
          },
        ],
      },
    ],
    extension: [
      { url: definition("adverse-event-agent"), extension: [{ url: "InvolvedAgents", valueCode: "4" }] },
      { url: definition("adverse-event-safety-challenges"), extension: [{ url: "SafetyChallenges", valueCode: "6" }] },
      {
        url: definition("adverse-event-estimated-date"),
        extension: [
          { url: "IncidentOccurredToday", valueCode: "y" },
          { url: "TodaysDate", valueDate: "2026-03-11" },
          { url: "PreciseTime", valueTime: "14:05:00" },
        ],
      },
      { url: definition("adverse-event-classification"), extension: [{ url: "LevelOfConcern", valueCode: "4" }] },
      { url: definition("adverse-event-process"), extension: [{ url: "Process", valueCode: "6" }] },
    ],
    category: "AE",
    type: { coding: [{ code: "1" }] },
    subject: { reference: "#patient1" },
    date: "2026-03-11",
    location: { reference: "#location1" },
    recorder: { reference: "#practitioner1" },
    description: "The dose on the chart was ten times too high and was seen before it was given.",
  };
}

/** In v5. */
export const vendorIncident = incidentIn("5");

/** In v4, where an age is a bracket. */
export const vendorIncident4 = incidentIn("4");
