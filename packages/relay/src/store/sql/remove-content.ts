import type { AdministrationStore } from "../administration-store.ts";
import type { DeliveryState } from "../delivery-state.ts";
import { addAuditEntry } from "./audit-log.ts";
import { by, listed, lockedIfFree } from "./dialect.ts";
import { rowsOf, type TransactionContext, type Work } from "./work.ts";

/** Removes the content of records that were settled long ago; see `AdministrationStore.removeContent`. */
export function* removeContent(
  context: TransactionContext,
  { afterMs, limit }: Parameters<AdministrationStore["removeContent"]>[0],
): Work<Awaited<ReturnType<AdministrationStore["removeContent"]>>> {
  const { nowMs } = context;
  const rows = yield* rowsOf(
    `select id, organisation, state from records${by(context, "records_settled")}
     where content_removed_at_ms is null and state in ('accepted', 'withdrawn') and changed_at_ms <= $1
     order by changed_at_ms, id limit $2${lockedIfFree(context)}`,
    [Math.round(nowMs - afterMs), limit],
  );
  if (rows.length === 0) return [];
  const ids = JSON.stringify(rows.map(({ id }) => id));
  yield* rowsOf(
    `update operations set body = null, payload = null, issues = null where record_id in ${listed(context, 1)}`,
    [ids],
  );
  yield* rowsOf(`update records set content_removed_at_ms = $2 where id in ${listed(context, 1)}`, [ids, nowMs]);
  const removed = rows.map(({ id, organisation, state }) => ({
    recordId: String(id),
    organisation: String(organisation),
    state: state as DeliveryState,
  }));
  for (const { state: detail, ...about } of removed) {
    yield* addAuditEntry({ atMs: nowMs, actor: "system", action: "content-removed", ...about, detail });
  }
  return removed;
}
