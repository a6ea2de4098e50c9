import type { FactorId } from "../factors/factor.ts";
import type { SystemFunction, SystemTypeId } from "../factors/system-type.ts";

/**
 * What each type of system does when the host has not said. Only what the sources say plainly; where they say that
 * modules are judged one by one, the list is empty and the status stays unknown.
 *
 * @see docs/rules.md, "Is the software a medical device?"
 */
export const functionsOfSystemType: Readonly<Record<SystemTypeId, readonly SystemFunction[]>> = {
  epr: ["record-keeping"],
  "gp-record": ["record-keeping"],
  prescribing: ["prescribing"],
  pharmacy: [],
  tests: ["record-keeping"],
  laboratory: ["administration"],
  imaging: [],
  "patient-admin": ["scheduling"],
  referrals: ["messaging"],
  documents: ["record-keeping"],
  observations: ["alarm-monitoring"],
  "decision-support": ["decision-support"],
  "shared-care-record": ["record-keeping"],
  specialty: [],
  "community-mental-health": ["record-keeping"],
  "care-home-social-care": ["record-keeping"],
  "dispatch-and-triage": ["triage"],
  "online-consultation": [],
  "video-consultation": ["video"],
  "remote-monitoring": ["remote-monitoring"],
  "patient-app": [],
  "connected-device": ["therapy-control"],
  "ai-tool": [],
  "phones-and-bleeps": ["messaging"],
  "network-and-logins": ["network"],
  hardware: ["administration"],
  "system-links": ["messaging"],
  "national-service": ["administration"],
  "local-tool": [],
  "other-system": [],
  "not-sure": [],
};

/**
 * What went wrong can show a function that the type alone does not: a record system that warns or calculates does more
 * than keep records. It then counts as unknown until someone says.
 */
export const functionsOfFactor: Readonly<Partial<Record<FactorId, readonly SystemFunction[]>>> = {
  "no-alert": ["decision-support"],
  "wrong-alert-or-advice": ["decision-support"],
  "too-many-alerts": ["decision-support"],
  "alert-passed-over": ["decision-support"],
  "calculation-wrong": ["complex-calculation"],
  "ai-wrong-output": ["unknown"],
  "ai-left-out": ["unknown"],
  "ai-not-checked": ["unknown"],
  "ai-not-right-for-patient": ["unknown"],
  "dictation-wrong": ["dictation"],
};

/** Factors that say only that something was not there. Non-availability alone is not a device incident. */
export const availabilityFactors: readonly FactorId[] = [
  "system-down",
  "system-slow-or-frozen",
  "network-or-wifi-failed",
  "could-not-log-in",
  "computer-or-printer-not-working",
  "phone-or-bleep-failed",
  "backup-plan-failed",
  "record-not-available",
];
