import type { LfpseSenders } from "./lfpse-senders.ts";

/** What may be claimed now. */
export interface ClaimPlan {
  /** 0: nothing. */
  readonly limit: number;
  readonly perOrganisation: number;
  readonly exceptOrganisations: readonly string[];
  /** Milliseconds until more may be claimed than now; infinite if that depends on what is under way. */
  readonly waitMs: number;
}

/**
 * Returns what may be claimed, so that each organisation keeps its own pace and none takes another's place.
 *
 * @param organisations - Those of which records were seen.
 * @param places - Deliveries that may begin, all organisations together.
 */
export function planClaim(senders: LfpseSenders, organisations: Iterable<string>, places: number): ClaimPlan {
  const overall = senders.room();
  const limit = Math.max(0, Math.min(places, overall.free));
  const exceptOrganisations: string[] = [];
  let perOrganisation = senders.newcomerRoom;
  let waitMs = overall.free > 0 ? Number.POSITIVE_INFINITY : overall.waitMs;
  for (const organisation of organisations) {
    const room = senders.senderOf(organisation).room();
    if (room.free > 0) {
      perOrganisation = Math.min(perOrganisation, room.free);
    } else {
      exceptOrganisations.push(organisation);
      if (overall.free > 0) waitMs = Math.min(waitMs, room.waitMs);
    }
  }
  return { limit, perOrganisation, exceptOrganisations, waitMs };
}
