import type { Loss } from "../lfpse/adverse-event/loss.ts";
import { type InferredChoices, inferredDefaults } from "./inferred-choices.ts";
import type { SafetyEvent, SafetyEventPatient } from "./safety-event.ts";

/** An event as the choices leave it, and what they leave out. */
export interface InferredEvent {
  readonly event: SafetyEvent;
  readonly lost: readonly Loss[];
}

/** Leaves out of an event what the choices say is not to be sent. */
export function inferredEvent(event: SafetyEvent, choices: InferredChoices): InferredEvent {
  const patients = event.patients.map((patient, index) => inferredPatient(patient, `patients[${index}]`, choices));
  return {
    event: { ...event, patients: patients.map(({ patient }) => patient) },
    lost: patients.flatMap(({ lost }) => lost),
  };
}

function inferredPatient(
  patient: SafetyEventPatient,
  place: string,
  {
    age = inferredDefaults.age,
    psychologicalHarmWithFatal = inferredDefaults.psychologicalHarmWithFatal,
  }: InferredChoices,
): { patient: SafetyEventPatient; lost: readonly Loss[] } {
  const { ageAtTimeOfIncidentDays, ageBracket, physicalHarm, psychologicalHarm, ...rest } = patient;
  const hasBoth = ageAtTimeOfIncidentDays !== undefined && ageBracket !== undefined;
  const isLeftOut = {
    ageAtTimeOfIncidentDays: hasBoth && age === "bracket",
    ageBracket: hasBoth && age === "days",
    psychologicalHarm:
      physicalHarm === "1" && psychologicalHarm !== undefined && psychologicalHarmWithFatal === "left-out",
  };
  const once = "LFPSE is given the age once: in days, or as a bracket.";
  const reasons = {
    ageAtTimeOfIncidentDays: once,
    ageBracket: once,
    psychologicalHarm: "Psychological harm is not sent with fatal physical harm.",
  };
  const fields = ["ageAtTimeOfIncidentDays", "ageBracket", "psychologicalHarm"] as const;
  return {
    patient: {
      ...rest,
      physicalHarm,
      ageAtTimeOfIncidentDays: isLeftOut.ageAtTimeOfIncidentDays ? undefined : ageAtTimeOfIncidentDays,
      ageBracket: isLeftOut.ageBracket ? undefined : ageBracket,
      psychologicalHarm: isLeftOut.psychologicalHarm ? undefined : psychologicalHarm,
    },
    lost: fields
      .filter((field) => isLeftOut[field])
      .map((field) => ({ expression: `${place}.${field}`, reason: reasons[field] })),
  };
}
