/**
 * Every rule that can be a reason for a Yellow Card action, with its source. The words a reporter reads are in the
 * strings of the form, by the same id.
 *
 * @see docs/rules.md, which names the sources in full
 * @example
 * yellowCardRules["device-suspected-harm"]; // "MHRA, Yellow Card site: …"
 */
export const yellowCardRules = {
  "digital-did-not-contribute":
    "Digital Clinical Safety Strategy, LFPSE and Yellow Card: only events that meet the criteria",
  "not-a-device": "UK MDR 2002, intended purpose: record keeping, messaging, video and the like are unlikely devices",
  "availability-only": "MHRA, older guidance on adverse incidents: mere non-availability is not one",
  "no-effect-reported":
    "MHRA, Yellow Card site, medical devices: injury, near injury, or affected treatment or diagnosis",
  "device-suspected-harm":
    "MHRA, Yellow Card site, medical devices; NHS AI and Digital Regulations Service, three criteria",
  "device-hazard":
    "MHRA, Yellow Card site, medical devices: defective, unsafe design or unclear labelling is reportable too",
  "device-unknown": "MHRA, Yellow Card site: reporters often cannot tell, so not knowing does not end the question",
  "harm-unknown": "NHS AI and Digital Regulations Service: suspicion is enough, proof is not needed",
  "device-made-in-house":
    "GB post-market surveillance regulations 2024: not for devices made in-house by a health institution",
  "lfpse-device-criteria": "LFPSE taxonomy v5, yellow-card-criteria-5, codes 3 and 5",
  "medicine-reaction":
    "MHRA, Yellow Card guidance for healthcare professionals: serious, black triangle, children, over 65s",
  "medicine-reaction-known-minor":
    "MHRA, Yellow Card guidance for healthcare professionals: established medicines, serious reactions",
  "medicine-defective-or-fake": "MHRA, Yellow Card guidance for healthcare professionals: defective and fake medicines",
  "medicine-involvement-unknown": "MHRA, Drug Safety Update: reactions linked to medication error are reportable",
  "lfpse-medicine-criteria": "LFPSE taxonomy v5, yellow-card-criteria-5, codes 1, 2 and 4",
  "no-medicine": "MHRA, Yellow Card guidance: an error without a suspected reaction is not a reaction report",
  "scotland-iric": "NHS National Services Scotland, IRIC: health staff report device incidents there",
  "northern-ireland-niaic": "Department of Health Northern Ireland, NIAIC: health staff report device incidents there",
  "already-linked": "Digital Clinical Safety Strategy: collect the Yellow Card reference to enable data linkage",
  "reported-without-number":
    "Digital Clinical Safety Strategy: collect the Yellow Card reference to enable data linkage",
  "reference-covers-unknown": "Digital Clinical Safety Strategy: a reference silences only what it covers",
} as const;

/**
 * Id of a Yellow Card rule.
 *
 * @example
 * const rule: YellowCardRuleId = "device-suspected-harm";
 */
export type YellowCardRuleId = keyof typeof yellowCardRules;

/**
 * A rule that applied, and where it comes from.
 *
 * @example
 * const reason: YellowCardReason = { rule: "device-hazard", source: yellowCardRules["device-hazard"] };
 */
export interface YellowCardReason {
  readonly rule: YellowCardRuleId;
  readonly source: string;
}

/** Returns the reason of each rule, in the order given. */
export function reasonsOf(rules: readonly YellowCardRuleId[]): YellowCardReason[] {
  return rules.map((rule) => ({ rule, source: yellowCardRules[rule] }));
}
