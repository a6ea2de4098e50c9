import { recordValues } from "@digital-factors/core";

/**
 * A version of the LFPSE taxonomy.
 *
 * @example
 * const version: LfpseVersion = "5";
 */
export type LfpseVersion = (typeof recordValues.lfpseVersion)[number];

/**
 * Returns the newest version that both sides know, or `undefined` if there is none.
 *
 * @param theirs - Versions the service takes, such as `LfpseCapabilities.versions`. Others than ours are passed over.
 * @param ours - Versions you can write. Default: 4 and 5; add 6 once you have loaded its profile.
 * @example
 * newestSharedVersion(["4", "5", "6"]); // "5"
 * newestSharedVersion(["7"]); // undefined
 */
export function newestSharedVersion(
  theirs: readonly string[],
  ours: readonly LfpseVersion[] = ["4", "5"],
): LfpseVersion | undefined {
  // The list of core runs from the oldest to the newest.
  return recordValues.lfpseVersion.findLast((version) => theirs.includes(version) && ours.includes(version));
}
