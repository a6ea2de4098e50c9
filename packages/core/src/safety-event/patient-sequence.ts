import type { SafetyEventPatient } from "./safety-event.ts";

/** Returns the patients, each with a number: kept where it was given, else the lowest that is free, counted from 1. */
export function withSequence(patients: readonly SafetyEventPatient[]): SafetyEventPatient[] {
  const taken = new Set(patients.map(({ patientSequence }) => patientSequence));
  let next = 1;
  return patients.map((patient) => {
    if (patient.patientSequence !== undefined) return patient;
    while (taken.has(next)) next += 1;
    taken.add(next);
    return { ...patient, patientSequence: next };
  });
}
