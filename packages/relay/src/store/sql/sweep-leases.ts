import type { DeliveryStore } from "../delivery-store.ts";
import type { Sealer } from "../sealer.ts";
import { sealIssues } from "./content.ts";
import { by, listed, lockedIfFree } from "./dialect.ts";
import { busyOrganisations } from "./due-records.ts";
import { type Row, rowsOf, type TransactionContext, type Work } from "./work.ts";

/** Most ended leases in one transaction. */
const maxLeases = 500;

/** Settles what leases that ended left; see `DeliveryStore.sweep`. */
export function* sweepLeases(
  context: TransactionContext,
  { horizonMs, issues }: Parameters<DeliveryStore["sweep"]>[0],
  sealer: Sealer,
): Work<string[]> {
  yield* takeUpFarAhead(context, Math.round(context.nowMs + horizonMs));
  const ended = yield* rowsOf(
    `select id, current, lfpse_id from records${by(context, "records_leased")}
     where is_leased = 1 and state = 'sending' and due_at_ms <= $1 order by due_at_ms, id limit ${maxLeases}${lockedIfFree(context)}`,
    [context.nowMs],
  );
  if (ended.length === 0) return [];
  // A request for a record that LFPSE did not have was a POST, whatever the operation is called.
  const unknown = ended.filter(({ lfpse_id: lfpseId }) => lfpseId === null);
  const again = ended.filter(({ lfpse_id: lfpseId }) => lfpseId !== null);
  yield* end(context, "unknown", unknown);
  yield* end(context, "waiting", again);
  for (const { id, current } of unknown) {
    const [recordId, sequence] = [String(id), Number(current)];
    yield* rowsOf("update operations set issues = $3 where record_id = $1 and sequence = $2", [
      recordId,
      sequence,
      sealIssues(sealer, issues, recordId, sequence),
    ]);
  }
  return unknown.map(({ id }) => String(id));
}

/** Ends leases. Their owners stay, so that an answer that comes late still counts. */
function* end(context: TransactionContext, state: "unknown" | "waiting", ended: readonly Row[]): Work<void> {
  if (ended.length === 0) return;
  const list = JSON.stringify(ended.map(({ id }) => id));
  yield* rowsOf(
    `update operations set state = '${state}' where state = 'sending' and record_id in ${listed(context, 1)}`,
    [list],
  );
  yield* rowsOf(
    `update records set state = '${state}', is_leased = 0, due_at_ms = $2, changed_at_ms = $2
     where id in ${listed(context, 1)}`,
    [list, context.nowMs],
  );
}

function* takeUpFarAhead(context: TransactionContext, horizonAtMs: number): Work<void> {
  const binds = [context.nowMs, horizonAtMs];
  yield* rowsOf(
    `update records set due_at_ms = $1 where id in (
       ${busyOrganisations(context)}
       select r.id from busy cross join records r${by(context, "records_waiting")}
       where r.organisation = busy.organisation and r.state = 'waiting' and r.due_at_ms > $2)`,
    binds,
  );
  yield* rowsOf(
    `update records${by(context, "records_leased")} set due_at_ms = $1
     where is_leased = 1 and state = 'sending' and due_at_ms > $2`,
    binds,
  );
}
