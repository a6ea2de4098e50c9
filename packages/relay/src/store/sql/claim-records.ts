import { isSealError } from "../../encryption/seal-error.ts";
import type { Claim, DeliveryStore, Settlement } from "../delivery-store.ts";
import type { OperationKind } from "../record-store.ts";
import type { Sealer } from "../sealer.ts";
import { placeOf, sealedForNowIssue, sealedIssue, sealIssues } from "./content.ts";
import { listed } from "./dialect.ts";
import { dueRecords } from "./due-records.ts";
import { advance, keptRecord } from "./kept-record.ts";
import { lfpseOf, optionalBytes } from "./rows.ts";
import { settleClaim } from "./settle-claim.ts";
import { rowsOf, type TransactionContext, type Work } from "./work.ts";

/** A claim whose body is still sealed. */
interface SealedClaim extends Omit<Claim, "body"> {
  readonly body?: Uint8Array;
}

/** Time until a record whose key is not there is looked at again. */
const noKeyDelayMs = 60_000;

/**
 * Leases records that are due; see `DeliveryStore.claim`. What does not open is settled in the same transaction, so that
 * nobody is left with a lease on it, and it cannot hold up the others.
 */
export function* claimRecords(
  context: TransactionContext,
  request: Parameters<DeliveryStore["claim"]>[0],
  sealer: Sealer,
): Work<Claim[]> {
  const claims: Claim[] = [];
  for (const claim of yield* lease(context, request)) {
    const { recordId, sequence } = claim;
    const opened = open(claim, sealer);
    if (opened.ok) claims.push({ ...claim, body: opened.body });
    else {
      const { settlement } = opened;
      const issues = sealIssues(sealer, settlement.issues, recordId, sequence);
      yield* settleClaim(context, { ...claim, settlement, issues });
    }
  }
  return claims;
}

/** Returns the body of a claim, or how the claim ends without it. */
function open(
  { recordId, sequence, body }: SealedClaim,
  sealer: Sealer,
):
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly settlement: Extract<Settlement, { readonly issues: unknown }> } {
  try {
    return { ok: true, body: body === undefined ? "" : sealer.open(body, placeOf(recordId, sequence, "body")) };
  } catch (error) {
    // Another relay may have the key already: it is not for a person to decide on.
    if (isSealError(error) && error.reason === "unknown-key") {
      return { ok: false, settlement: { state: "waiting", delayMs: noKeyDelayMs, issues: [sealedForNowIssue] } };
    }
    return { ok: false, settlement: { state: "parked", issues: [sealedIssue] } };
  }
}

function* lease(context: TransactionContext, request: Parameters<DeliveryStore["claim"]>[0]): Work<SealedClaim[]> {
  const { owner, leaseMs, limit, perOrganisation = limit, exceptOrganisations = [] } = request;
  const ids = yield* dueRecords(context, { limit, perOrganisation, exceptOrganisations });
  if (ids.length === 0) return [];
  yield* rowsOf(
    `update records set fence = fence + 1, claims_in_row = claims_in_row + 1, is_leased = 1, owner = $1, due_at_ms = $2
     where id in ${listed(context, 3)}`,
    [owner, Math.round(context.nowMs + leaseMs), JSON.stringify(ids)],
  );
  const rows = yield* rowsOf(
    `select r.id, r.organisation, r.fence, r.claims_in_row, r.lfpse_id, r.lfpse_version_id, r.lfpse_reference_number,
       o.sequence, o.kind, o.attempts, o.body
     from records r join operations o on o.record_id = r.id and o.sequence = r.current
     where r.id in ${listed(context, 1)}`,
    [JSON.stringify(ids)],
  );
  const claims = new Map(
    rows.map((row) => {
      const body = optionalBytes(row.body);
      const lfpse = lfpseOf(row);
      const claim: SealedClaim = {
        recordId: String(row.id),
        organisation: String(row.organisation),
        sequence: Number(row.sequence),
        kind: row.kind as OperationKind,
        ...(body === undefined ? {} : { body }),
        fence: Number(row.fence),
        attempts: Number(row.attempts),
        claimsInARow: Number(row.claims_in_row),
        ...(lfpse === undefined ? {} : { lfpse }),
      };
      return [claim.recordId, claim];
    }),
  );
  return ids.map((id) => claims.get(id)).filter((claim) => claim !== undefined);
}

/** Gives a claim of which nothing was sent back; see `DeliveryStore.release`. */
export function* releaseClaim(
  context: TransactionContext,
  { recordId, fence, delayMs }: Parameters<DeliveryStore["release"]>[0],
): Work<boolean> {
  const record = yield* keptRecord(context, recordId);
  if (record?.owner === undefined || record.fence !== fence || record.state !== "waiting") return false;
  const [{ claims_in_row: claimsInARow } = { claims_in_row: 1 }] = yield* rowsOf(
    "select claims_in_row from records where id = $1",
    [recordId],
  );
  yield* advance(context, { ...record, isLeased: false }, { dueAtMs: context.nowMs + delayMs });
  // Only those claims count that may have ended a relay.
  yield* rowsOf("update records set claims_in_row = $2 where id = $1", [
    recordId,
    Math.max(0, Number(claimsInARow) - 1),
  ]);
  return true;
}

/** Renews every lease of an owner; returns how many. */
export function* renewLeases(
  { nowMs }: TransactionContext,
  { owner, leaseMs }: Parameters<DeliveryStore["renew"]>[0],
): Work<number> {
  const rows = yield* rowsOf("update records set due_at_ms = $2 where is_leased = 1 and owner = $1 returning id", [
    owner,
    Math.round(nowMs + leaseMs),
  ]);
  return rows.length;
}
