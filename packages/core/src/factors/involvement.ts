import { retiredFactors } from "../generated/factors.ts";
import { type Factor, type FactorId, findFactor, type InvolvementCode } from "./factor.ts";
import type { RetiredFactorId } from "./retired-factor.ts";

/** LFPSE's "I don't know". */
const unknownCode: InvolvementCode = "7";

const retired: Readonly<Record<string, { readonly successor: FactorId }>> = retiredFactors;

/** The factor with this id; for a retired id its successor. Not by `resolveFactorId`: the list of ids that needs is long. */
function factorNow(id: FactorId | RetiredFactorId): Factor | undefined {
  return findFactor(Object.hasOwn(retired, id) ? (retired[id]?.successor ?? id) : id);
}

/**
 * Returns the LFPSE involvement codes that these factors stand for: the primary code of each, without repeats, in
 * ascending order. Code `7` (don't know) is left out as soon as another code applies.
 *
 * @param factors - Factor ids, 0 or more. None gives an empty list. A retired id counts as its successor.
 * @see docs/factors.md, "LFPSE mapping": the rule on code 7 is this project's, not LFPSE's
 * @example
 * involvementFromFactors(["calculation-wrong", "function-missing"]); // ["4", "5"]
 */
export function involvementFromFactors(factors: readonly (FactorId | RetiredFactorId)[]): InvolvementCode[] {
  const codes = new Set(factors.flatMap((id) => factorNow(id)?.lfpse.primary ?? []));
  if (codes.size > 1) codes.delete(unknownCode);
  return [...codes].sort();
}

/**
 * Tells whether the reporter should see and confirm the LFPSE wording, because the mapping of at least one factor is a
 * judgement.
 *
 * @param factors - Factor ids, 0 or more.
 * @example
 * involvementNeedsConfirming(["backup-plan-failed"]); // true
 */
export function involvementNeedsConfirming(factors: readonly (FactorId | RetiredFactorId)[]): boolean {
  return factors.some((id) => factorNow(id)?.lfpse.certainty === "judgement");
}
