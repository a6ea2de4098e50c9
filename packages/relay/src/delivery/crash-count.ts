import type { Claim } from "../store/delivery-store.ts";
import { createLatest } from "./latest.ts";

/** Times in a row that an operation may fail the relay before it is parked. */
const mostCrashes = 5;

/** Counts how often the relay failed at an operation, in this process and, by its claims, in those before. */
export interface CrashCount {
  /** Whether the operation was claimed so often without an attempt being settled that it is not tried again. */
  readonly isPoison: (claim: Claim) => boolean;
  /** Counts a failure. Returns whether that is one too many. */
  readonly add: (claim: Claim) => boolean;
  readonly forget: (claim: Claim) => void;
}

/** Returns a count that knows of no failure. */
export function createCrashCount(): CrashCount {
  const counts = createLatest<number>();
  return {
    // Its claims up to the last one each ended without a word, which is what a process that dies leaves.
    isPoison: ({ claimsInARow }) => claimsInARow > mostCrashes,
    add: (claim) => {
      const count = Math.max((counts.get(claim.recordId) ?? 0) + 1, claim.claimsInARow);
      counts.set(claim.recordId, count);
      return count >= mostCrashes;
    },
    forget: ({ recordId }) => counts.delete(recordId),
  };
}
