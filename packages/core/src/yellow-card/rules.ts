import type { RuleSourceId } from "../sources/rule-source.ts";

/**
 * Every rule that can be a reason for a Yellow Card action, with the id of its source in `ruleSources`. The words a
 * reporter reads are in the strings of the form, by the same id.
 *
 * @see docs/rules.md
 * @example
 * ruleSources[yellowCardRules["device-suspected-harm"]].title; // "MHRA, Yellow Card site: medical devices"
 */
export const yellowCardRules = {
  "digital-did-not-contribute": "strategy",
  "not-a-device": "uk-mdr-2002",
  "availability-only": "mhra-adverse-incidents",
  "no-effect-reported": "mhra-yellow-card-devices",
  "device-suspected-harm": "mhra-yellow-card-devices",
  "device-hazard": "mhra-yellow-card-devices",
  "device-unknown": "mhra-yellow-card-devices",
  "harm-unknown": "nhs-ai-regulations-service",
  "device-made-in-house": "gb-post-market-surveillance",
  "supplier-reports-to-mhra": "gb-vigilance",
  "lfpse-device-criteria": "lfpse-5",
  "medicine-reaction": "mhra-yellow-card-professionals",
  "medicine-reaction-known-minor": "mhra-yellow-card-professionals",
  "medicine-defective-or-fake": "mhra-yellow-card-professionals",
  "medicine-involvement-unknown": "mhra-medication-error",
  "lfpse-medicine-criteria": "lfpse-5",
  "no-medicine": "mhra-medication-error",
  "scotland-iric": "nss-iric",
  "northern-ireland-niaic": "doh-niaic",
  "already-linked": "strategy",
  "reported-without-number": "strategy",
  "reference-covers-unknown": "strategy",
} as const satisfies Readonly<Record<string, RuleSourceId>>;

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
  readonly source: RuleSourceId;
}

/** Returns the reason of each rule, in the order given. */
export function reasonsOf(rules: readonly YellowCardRuleId[]): YellowCardReason[] {
  return rules.map((rule) => ({ rule, source: yellowCardRules[rule] }));
}
