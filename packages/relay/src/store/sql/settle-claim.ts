import type { LfpseIdentity } from "../delivery-state.ts";
import type { DeliveryStore, Settlement } from "../delivery-store.ts";
import { advance, keptRecord } from "./kept-record.ts";
import { rowsOf, type TransactionContext, type Work } from "./work.ts";

/** Records that a request is about to leave; see `DeliveryStore.markSending`. `payload` is sealed. */
export function* markSending(
  { nowMs }: TransactionContext,
  request: Omit<Parameters<DeliveryStore["markSending"]>[0], "payload"> & { readonly payload: Uint8Array | null },
): Work<boolean> {
  const { recordId, sequence, fence, payload, leaseMs } = request;
  const held = yield* rowsOf(
    `update records set state = 'sending', attempts = attempts + 1, due_at_ms = $4, changed_at_ms = $5
     where id = $1 and current = $2 and fence = $3 and state = 'waiting' and is_leased = 1 returning id`,
    [recordId, sequence, fence, Math.round(nowMs + leaseMs), nowMs],
  );
  if (held.length === 0) return yield* isSendingAlready(request, Math.round(nowMs + leaseMs));
  yield* rowsOf(
    `update operations set state = 'sending', attempts = attempts + 1, payload = $3
     where record_id = $1 and sequence = $2`,
    [recordId, sequence, payload],
  );
  return true;
}

/** A fence is for one attempt: who asks again did not learn that the first call was carried out. Not counted again. */
function* isSendingAlready(
  { recordId, sequence, fence }: { readonly recordId: string; readonly sequence: number; readonly fence: number },
  leaseEndsAtMs: number,
): Work<boolean> {
  const rows = yield* rowsOf(
    `update records set due_at_ms = $4
     where id = $1 and current = $2 and fence = $3 and state = 'sending' and is_leased = 1 returning id`,
    [recordId, sequence, fence, leaseEndsAtMs],
  );
  return rows.length > 0;
}

/** Records how an attempt ended; see `DeliveryStore.settle`. `issues` is sealed. */
export function* settleClaim(
  context: TransactionContext,
  request: {
    readonly recordId: string;
    readonly sequence: number;
    readonly fence: number;
    readonly settlement: Settlement;
    readonly issues: Uint8Array | null;
  },
): Work<boolean> {
  const { recordId, sequence, fence, settlement, issues } = request;
  const { state } = settlement;
  const record = yield* keptRecord(context, recordId);
  if (record?.owner === undefined || record.fence !== fence || record.current !== sequence) return false;
  // Nobody knows more of it than before.
  if (record.state === "unknown" && state === "parked") return false;
  yield* rowsOf("update operations set state = $3, issues = $4 where record_id = $1 and sequence = $2", [
    recordId,
    sequence,
    state,
    issues,
  ]);
  const lfpse = settlement.state === "accepted" ? newestIdentity(record.lfpse, settlement.lfpse) : record.lfpse;
  yield* advance(
    context,
    {
      ...record,
      isLeased: false,
      ...(lfpse === undefined ? {} : { lfpse }),
      operations: record.operations.map((each) => (each.sequence === sequence ? { ...each, state } : each)),
    },
    {
      dueAtMs: context.nowMs + (settlement.state === "waiting" ? settlement.delayMs : 0),
      // What is known may still come, and replaces it.
      ...(state === "unknown" ? { owner: record.owner } : {}),
    },
  );
  return true;
}

/** Returns what LFPSE calls an event by now. Its answer to an update need not repeat the reference number, which stays. */
export function newestIdentity(before: LfpseIdentity | undefined, answered: LfpseIdentity): LfpseIdentity {
  const referenceNumber = before?.id === answered.id ? before.referenceNumber : undefined;
  return referenceNumber === undefined ? answered : { referenceNumber, ...answered };
}
