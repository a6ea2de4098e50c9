/*
 * The AdverseEvent that this incident system would send to LFPSE without Digital Factors: patient, place, reporter,
 * date, harm. It knows nothing of IT systems or Yellow Cards; the relay adds those from the record. Used by the page and
 * by the server alike.
 *
 * Element names and codes: LFPSE taxonomy v5.
 */

const canonicalBase = "https://psims-uat.azure-api.net/taxonomy/fhir/StructureDefinition/";

/** Made up: Sandbury is not a real trust, so no organisation has this code. */
const organisationCode = "ZZ999";

const eventTypeCodes = { incident: "1", "good-care": "4" };
const drugReactionCodes = { yes: "1", no: "6", unknown: "7" };

/**
 * Returns the LFPSE v5 `AdverseEvent` of an incident.
 *
 * @param {import("./incident.js").Incident} incident With at least an event type, a date and a description.
 * @param {{ today?: string }} [options] Today's date, `YYYY-MM-DD`, to say whether it happened today. Absent: not said.
 * @returns {object} Without id or reference number: LFPSE gives those.
 */
export function incidentToAdverseEvent(incident, { today } = {}) {
  return {
    resourceType: "AdverseEvent",
    meta: { profile: [`${canonicalBase}patient-safety-adverse-event-5`] },
    contained: [patient(incident), practitioner(incident), location(incident)],
    extension: rootExtensions(incident, today),
    category: "AE",
    type: { coding: [{ code: eventTypeCodes[incident.eventType] ?? "1" }] },
    subject: { reference: "#patient1" },
    date: incident.eventOn,
    location: { reference: "#location1" },
    recorder: { reference: "#practitioner1" },
    description: incident.description,
  };
}

/** LFPSE counts age in days of its own making: 372 to the year, 31 to the month. */
function ageInDays({ age, ageUnit }) {
  if (!/^\d{1,3}$/.test(age)) return undefined;
  return Number(age) * (ageUnit === "months" ? 31 : 372);
}

function patient(incident) {
  const isFatal = incident.physicalHarm === "1";
  return {
    resourceType: "Patient",
    id: "patient1",
    extension: extension("patient-information-5", [
      integer("PatientSequence", 1),
      integer("AgeAtTimeOfIncidentDays", ageInDays(incident)),
      code("Gender", incident.gender),
      code("PatientEthnicity", incident.ethnicity),
      code("PhysicalHarm", incident.physicalHarm),
      code("PsychologicalHarm", isFatal ? "" : incident.psychologicalHarm),
      text("ClinicalOutcome", incident.clinicalOutcome),
    ]),
  };
}

function practitioner(incident) {
  return {
    resourceType: "Practitioner",
    id: "practitioner1",
    extension: extension("practitioner-details-5", [
      code("ReporterOrganisation", organisationCode),
      code("ReporterType", "3"),
      code("ReporterRole", incident.reporterRole),
      code("ReporterInvolvement", incident.reporterInvolvement),
    ]),
  };
}

function location(incident) {
  return {
    resourceType: "Location",
    id: "location1",
    extension: extension("location-details-5", [
      code("LocationKnown", "y"),
      code("Organisation", organisationCode),
      code("ServiceArea", incident.serviceArea),
      code("LocationWithinService", incident.place),
      code("ResponsibleSpecialty", incident.specialty),
    ]),
  };
}

function rootExtensions(incident, today) {
  const isToday = today !== undefined && incident.eventOn === today;
  const isMedicine = incident.medicine === "yes";
  return [
    ...extension("adverse-event-agent-5", [
      code("InvolvedAgents", isMedicine ? "4" : ""),
      text("DrugsInvolved", isMedicine ? incident.medicineName : ""),
    ]),
    ...extension("adverse-event-problem-medication-5", [
      code("DrugReaction", isMedicine ? (drugReactionCodes[incident.reaction] ?? "7") : ""),
    ]),
    ...extension("adverse-event-safety-challenges-5", [code("SafetyChallenges", incident.challenge)]),
    ...extension("adverse-event-estimated-date-5", [
      code("IncidentOccurredToday", today === undefined ? "" : isToday ? "y" : "n"),
      ...(isToday ? [{ url: "TodaysDate", valueDate: today }] : []),
      ...(/^\d{2}:\d{2}$/.test(incident.eventAt) ? [{ url: "PreciseTime", valueTime: `${incident.eventAt}:00` }] : []),
    ]),
    ...extension("adverse-event-classification-5", [code("LevelOfConcern", incident.concern)]),
    ...extension("adverse-event-outcome-5", [text("ImmediateActions", incident.immediateActions)]),
    ...extension("adverse-event-process-5", [code("Process", incident.process)]),
    ...extension("adverse-event-governance-5", [
      ...(incident.dutyOfCandour === "yes" ? [{ url: "DutyOfCandour", valueBoolean: true }] : []),
    ]),
  ];
}

/** One extension, or nothing when none of its elements was answered: LFPSE refuses an empty one. */
function extension(id, elements) {
  const answered = elements.filter((element) => element !== undefined);
  return answered.length === 0 ? [] : [{ url: `${canonicalBase}${id}`, extension: answered }];
}

function code(url, value) {
  return value === "" || value === undefined ? undefined : { url, valueCode: value };
}

function text(url, value) {
  return value === "" || value === undefined ? undefined : { url, valueString: value };
}

function integer(url, value) {
  return value === undefined ? undefined : { url, valueInteger: value };
}
