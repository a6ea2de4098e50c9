import type { recordValues } from "../record/record-values.ts";

/**
 * Words of a hazard-log entry, for another language.
 *
 * @example
 * const words: HazardWords = { ...hazardWordsEn, removed: "(taken out)" };
 */
export interface HazardWords {
  readonly systemNotKnown: string;
  readonly causeNotKnown: string;
  readonly effects: Readonly<Record<(typeof recordValues.harmKind)[number], string>>;
  /** By LFPSE `PhysicalHarm`. */
  readonly physical: Readonly<Record<(typeof recordValues.physicalHarm)[number], string>>;
  /** By LFPSE `PsychologicalHarm`. */
  readonly psychological: Readonly<Record<(typeof recordValues.psychologicalHarm)[number], string>>;
  readonly circumstances: Readonly<Record<(typeof recordValues.circumstance)[number], string>>;
  /** Stands where an identifier was. */
  readonly removed: string;
}

/**
 * English words of a hazard-log entry.
 *
 * @example
 * hazardWordsEn.effects["near-miss"]; // "Nearly harmed"
 */
export const hazardWordsEn: HazardWords = {
  systemNotKnown: "System not known",
  causeNotKnown: "what went wrong is not known",
  effects: {
    actual: "Harmed",
    "near-miss": "Nearly harmed",
    "delayed-or-wrong-care": "Delayed or wrong care",
    none: "No effect",
    unknown: "Effect not known",
  },
  physical: {
    "1": "fatal",
    "2": "severe physical harm",
    "3": "moderate physical harm",
    "4": "low physical harm",
    "5": "no physical harm",
  },
  psychological: {
    "1": "severe psychological harm",
    "2": "moderate psychological harm",
    "3": "low psychological harm",
    "4": "no psychological harm",
  },
  circumstances: {
    outage: "Outage",
    "cyber-attack": "Cyber attack",
    "personal-data": "Personal data affected",
    "national-service": "National service involved",
    "demographics-mix-up": "Patients' details mixed up",
    "blood-component": "Blood component involved",
    "after-update": "Came after an update",
  },
  removed: "[removed]",
};
