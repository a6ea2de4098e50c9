import type { Issue } from "@digital-factors/core";
import type { DeliveryState } from "../store/delivery-state.ts";
import type { TransferEntry, TransferOperation } from "../store/transfer-store.ts";

const createIssue: Issue = {
  severity: "error",
  code: "value",
  rule: "restored",
  message: "This came from a backup. LFPSE may have the report by now. Somebody has to check before it is sent.",
};
const updateIssue: Issue = {
  severity: "error",
  code: "value",
  rule: "restored",
  message: "This came from a backup. LFPSE may have a later version by now. Somebody has to check before it is sent.",
};

/**
 * Returns an entry of a backup so that nothing of it is sent by itself: what was waiting when the backup was made may have
 * been delivered since. A create that waits becomes `unknown`; an update of what LFPSE has becomes `parked`, since it could
 * put an older version over a later one. A withdrawal stays: it cannot be wrong twice.
 *
 * The same entry gives the same result, so that an import can be repeated.
 */
export function restoredEntry(entry: TransferEntry): TransferEntry {
  if (entry.type !== "record" || (entry.state !== "waiting" && entry.state !== "sending")) return entry;
  const next = entry.operations.find(({ state }) => state === "waiting" || state === "sending");
  if (next === undefined || next.kind === "withdraw") return entry;
  const [state, issue] =
    entry.lfpse === undefined ? (["unknown", createIssue] as const) : (["parked", updateIssue] as const);
  return {
    ...entry,
    state,
    operations: entry.operations.map((operation) => (operation === next ? held(operation, state, issue) : operation)),
  };
}

/** The issue says nothing about anybody, so it is kept unsealed until the next `keys reseal`. */
function held(operation: TransferOperation, state: DeliveryState, issue: Issue): TransferOperation {
  return { ...operation, state, issues: Buffer.from(JSON.stringify([issue]), "utf8").toString("base64") };
}
