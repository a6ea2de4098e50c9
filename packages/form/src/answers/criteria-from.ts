import type { YellowCardCriterion } from "@digital-factors/core";

const codes: readonly YellowCardCriterion[] = ["1", "2", "3", "4", "5", "6", "7"];

/** Returns the codes of LFPSE's criteria question that can be used; anything else is left out. Never throws. */
export function criteriaFrom(input: unknown): readonly YellowCardCriterion[] {
  try {
    return Array.isArray(input) ? codes.filter((code) => input.includes(code)) : [];
  } catch {
    // A list of the host's own making may throw.
    return [];
  }
}
