import { factorIds, retiredFactors } from "../generated/factors.ts";
import type { FactorId } from "./factor.ts";

/**
 * Id of a factor that is no longer offered. It stays readable in records that have it, and points to its successor.
 *
 * @example
 * const retired: readonly RetiredFactorId[] = [];
 */
export type RetiredFactorId = keyof typeof retiredFactors;

/**
 * What became of a factor id: still offered, retired in a release and followed by another, or never one of ours.
 *
 * @example
 * const resolution: FactorResolution = { status: "current", id: "system-down" };
 */
export type FactorResolution<Id extends string = FactorId> =
  | { readonly status: "current"; readonly id: Id }
  /** `successor` is a current id, also where the first successor was itself retired later. */
  | { readonly status: "retired"; readonly since: string; readonly successor: Id }
  | { readonly status: "unknown" };

/** Every id that a record may hold: the current ones, then the retired ones. */
export const readableFactorIds: readonly (FactorId | RetiredFactorId)[] = [
  ...factorIds,
  ...(Object.keys(retiredFactors) as RetiredFactorId[]),
];

/**
 * Returns what became of an id in the given tree.
 *
 * @param id - Any text.
 * @param currentIds - Ids still offered.
 * @param retired - Retired ids, each with its release and the current id that followed in the end: the generator walks the
 *   chains and refuses circles.
 */
export function resolveIn<const Id extends string>(
  id: string,
  currentIds: readonly Id[],
  retired: Readonly<Record<string, { readonly since: string; readonly successor: Id }>>,
): FactorResolution<Id> {
  const current = currentIds.find((each) => each === id);
  if (current !== undefined) return { status: "current", id: current };
  const entry = Object.hasOwn(retired, id) ? retired[id] : undefined;
  return entry === undefined ? { status: "unknown" } : { status: "retired", ...entry };
}

/**
 * Returns what became of a factor id: an id that is no longer offered resolves to the one that took its place. Records
 * keep the id that their reporter chose; resolve it when you count or show it.
 *
 * @param id - Id from a record or a list; any text.
 * @see docs/factors.md, "Retired ids"
 * @example
 * resolveFactorId("calculation-wrong"); // { status: "current", id: "calculation-wrong" }
 */
export function resolveFactorId(id: string): FactorResolution {
  return resolveIn(id, factorIds, retiredFactors);
}
