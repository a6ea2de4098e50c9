/**
 * The codes that each coded field of a record may have, in the order a reader would list them. The schema, the form and
 * the documents all stand on this table.
 *
 * @see docs/record.md
 * @example
 * recordValues.nation.includes("wales"); // true
 */
export const recordValues = {
  format: ["digital-factors/1"],
  lfpseVersion: ["4", "5", "6"],
  nation: ["england", "wales", "scotland", "northern-ireland"],
  reporter: ["staff", "patient", "public", "safety-officer", "supplier"],
  eventType: ["incident", "outcome", "risk", "good-care"],
  part: ["main", "contributed", "possible", "helped", "none", "unknown"],
  yesNoUnknown: ["yes", "no", "unknown"],
  /** LFPSE `ITSystemsInvolvementFactors`. */
  involvement: ["1", "2", "3", "4", "5", "6", "7"],
  contribution: ["suspected", "not-suspected", "unknown"],
  harmKind: ["actual", "near-miss", "delayed-or-wrong-care", "none", "unknown"],
  /** LFPSE `PhysicalHarm`: 1 fatal to 5 none. */
  physicalHarm: ["1", "2", "3", "4", "5"],
  /** LFPSE `PsychologicalHarm`: 1 severe to 4 none. Not the same scale. */
  psychologicalHarm: ["1", "2", "3", "4"],
  ageGroup: ["child", "adult", "over-65", "unknown"],
  circumstance: [
    "outage",
    "cyber-attack",
    "personal-data",
    "national-service",
    "demographics-mix-up",
    "blood-component",
    "after-update",
  ],
  yellowCardStatus: ["reported", "reported-no-number", "someone-else-will", "not-reported", "unknown"],
  covers: ["device", "medicine", "both", "unknown"],
} as const;
