import type { AdministrationStore, Decision } from "../administration-store.ts";
import { addAuditEntry } from "./audit-log.ts";
import { advance, currentOf, type KeptRecord, keptRecord } from "./kept-record.ts";
import { newestIdentity } from "./settle-claim.ts";
import { rowsOf, type TransactionContext, type Work } from "./work.ts";

/** Carries out what a person decided; see `AdministrationStore.decide`. */
export function* decide(
  context: TransactionContext,
  { recordId, organisation, decision, audit }: Parameters<AdministrationStore["decide"]>[0],
): Work<"done" | "not-open" | "absent"> {
  const record = yield* keptRecord(context, recordId);
  if (record === undefined || (organisation !== undefined && organisation !== record.organisation)) return "absent";
  if (!isOpenTo(decision, record)) return "not-open";
  const state = decision.kind === "send-again" ? "waiting" : "accepted";
  yield* rowsOf("update operations set state = $3, issues = null where record_id = $1 and sequence = $2", [
    recordId,
    record.current,
    state,
  ]);
  yield* advance(
    context,
    {
      ...record,
      ...(decision.kind === "is-at-lfpse" ? { lfpse: newestIdentity(record.lfpse, decision.lfpse) } : {}),
      operations: record.operations.map((each) => (each.sequence === record.current ? { ...each, state } : each)),
    },
    { dueAtMs: context.nowMs, fence: record.fence + 1 },
  );
  yield* addAuditEntry(audit);
  return "done";
}

function isOpenTo({ kind }: Decision, { state, lfpse, operations }: KeptRecord): boolean {
  if (state === "unknown") return true;
  if (kind === "send-again") return state === "rejected" || state === "parked";
  // LFPSE may have taken a change of what it has. A withdrawal that it has taken can be sent again.
  return state === "parked" && lfpse !== undefined && currentOf(operations).kind !== "withdraw";
}
