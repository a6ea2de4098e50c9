import { factorGroupIds, type factorIds, factorRows } from "../generated/factors.ts";

/**
 * Id of a digital contributing factor, such as `calculation-wrong`. Never reused once released.
 *
 * @example
 * const id: FactorId = "calculation-wrong";
 */
export type FactorId = (typeof factorIds)[number];

/**
 * Id of a group of factors (a tile on the screen), such as `alerts`.
 *
 * @example
 * const id: FactorGroupId = "alerts";
 */
export type FactorGroupId = (typeof factorGroupIds)[number];

/**
 * LFPSE code of how an IT system was involved (`ITSystemsInvolvementFactors`), a string from `"1"` to `"7"`.
 *
 * @see LFPSE taxonomy v5, code system it-systems-and-software-involved-5
 * @example
 * const faulty: InvolvementCode = "4";
 */
export type InvolvementCode = "1" | "2" | "3" | "4" | "5" | "6" | "7";

/**
 * What the tree says of one factor: its tile, who may be shown it, and its LFPSE codes.
 *
 * @example
 * const audience: Factor["audience"] = "reporter";
 */
export interface Factor {
  readonly id: FactorId;
  readonly group: FactorGroupId;
  /** `specialist`: for the safety or digital team, never shown to a reporter. */
  readonly audience: "reporter" | "specialist";
  readonly lfpse: {
    /** Sent when nobody corrects it. */
    readonly primary: InvolvementCode;
    /** Other codes that can be argued for. */
    readonly alternates: readonly InvolvementCode[];
    /** `judgement`: show the reporter the LFPSE wording and let them change it. */
    readonly certainty: "clear" | "judgement";
  };
}

/**
 * Every factor of the tree, in the order shown.
 *
 * @example
 * factors.length; // 63
 */
export const factors: readonly Factor[] = /* @__PURE__ */ factorGroupIds.flatMap((group) =>
  factorRows[group].map(
    ([id, primary, alternates, certainty, audience = "reporter" as const]): Factor => ({
      id,
      group,
      audience,
      lfpse: { primary, alternates, certainty },
    }),
  ),
);

/**
 * Returns the factors of one tile that a reporter may be shown, in the order shown; seven at most.
 *
 * @param group - Tile.
 * @example
 * reporterFactors("security").map(({ id }) => id); // ["cyber-attack", "seen-by-wrong-person"]
 */
export function reporterFactors(group: FactorGroupId): readonly Factor[] {
  return factors.filter((factor) => factor.group === group && factor.audience === "reporter");
}

/**
 * Returns the factor with this id, or `undefined` if the tree has none.
 *
 * @param id - Id from a record or a list; any text.
 * @example
 * findFactor("calculation-wrong")?.lfpse.primary; // "4"
 */
export function findFactor(id: string): Factor | undefined {
  return factors.find((factor) => factor.id === id);
}
