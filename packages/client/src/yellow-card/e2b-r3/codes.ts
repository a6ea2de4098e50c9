import type { RecordDraft } from "@digital-factors/core";
import type { E2bDrug, E2bOutcome, E2bQualification, E2bSenderType, E2bSeriousness } from "./e2b-r3-case.ts";

/** Codes of ICH's lists, by our words. Each list is in the Implementation Guide at the element named. */

/** C.3.1. */
export const senderTypes: Readonly<Record<E2bSenderType, string>> = {
  "pharmaceutical-company": "1",
  "regulatory-authority": "2",
  "health-professional": "3",
  "regional-pharmacovigilance-centre": "4",
  "who-collaborating-centre": "5",
  other: "6",
  patient: "7",
};

/** C.1.8.2. */
export const firstSenders = { regulator: "1", other: "2" } as const;

/** C.2.r.4. */
export const qualifications: Readonly<Record<E2bQualification, string>> = {
  physician: "1",
  pharmacist: "2",
  "other-health-professional": "3",
  lawyer: "4",
  consumer: "5",
};

/** D.5. */
export const sexes = { male: "1", female: "2" } as const;

/** D.2.3: the reporter's word for the age; `unknown` is not sent, since the element is optional and has no null flavour. */
export const ageGroups: Readonly<
  Partial<Record<NonNullable<NonNullable<RecordDraft["medicine"]>["ageGroup"]>, string>>
> = { child: "3", adult: "5", "over-65": "6" };

/** E.i.3.2a to f: the observation that carries each criterion, in the guide's order. */
export const seriousnessCriteria: readonly (readonly [E2bSeriousness, string])[] = [
  ["death", "34"],
  ["life-threatening", "21"],
  ["hospitalisation", "33"],
  ["disability", "35"],
  ["congenital-anomaly", "12"],
  ["other-medically-important", "26"],
];

/** E.i.7. */
export const outcomes: Readonly<Record<E2bOutcome, string>> = {
  recovered: "1",
  recovering: "2",
  "not-recovered": "3",
  "recovered-with-sequelae": "4",
  fatal: "5",
  unknown: "0",
};

/** G.k.1. */
export const drugRoles: Readonly<Record<E2bDrug["role"], string>> = {
  suspect: "1",
  concomitant: "2",
  interacting: "3",
  "not-administered": "4",
};
