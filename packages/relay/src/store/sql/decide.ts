import type { AdministrationStore } from "../administration-store.ts";
import { addAuditEntry } from "./audit-log.ts";
import { advance, keptRecord } from "./kept-record.ts";
import { rowsOf, type TransactionContext, type Work } from "./work.ts";

/** Carries out what a person decided; see `AdministrationStore.decide`. */
export function* decide(
  context: TransactionContext,
  { recordId, organisation, decision, audit }: Parameters<AdministrationStore["decide"]>[0],
): Work<"done" | "not-open" | "absent"> {
  const record = yield* keptRecord(context, recordId);
  if (record === undefined || (organisation !== undefined && organisation !== record.organisation)) return "absent";
  const isOpen =
    record.state === "unknown" ||
    (decision.kind === "send-again" && (record.state === "rejected" || record.state === "parked"));
  if (!isOpen) return "not-open";
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
      ...(decision.kind === "is-at-lfpse" ? { lfpse: decision.lfpse } : {}),
      operations: record.operations.map((each) => (each.sequence === record.current ? { ...each, state } : each)),
    },
    { dueAtMs: context.nowMs, fence: record.fence + 1 },
  );
  yield* addAuditEntry(audit);
  return "done";
}
