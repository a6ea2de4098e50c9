import type { Issue } from "@digital-factors/core";
import type { DeliveryState } from "../store/delivery-state.ts";
import type { Sealer } from "../store/sealer.ts";
import { placeOf } from "../store/sql/content.ts";
import { isOpen } from "../store/sql/kept-record.ts";
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
 * been delivered since.
 *
 * The next operation of a record that LFPSE does not have, as far as the backup knows, becomes `unknown`. Every other
 * create, update and Yellow Card reference that waits becomes `parked`, also behind one that is held: an older version
 * could be put over a later one as soon as a person has decided on what is in front of it. A withdrawal stays as it is: it
 * is sent by itself only if nothing is in front of it, and cannot be wrong twice.
 *
 * The same entry gives the same result but for the bytes of the seal, so that an import can be repeated.
 *
 * @param sealer - Seals the reason.
 */
export function restoredEntry(entry: TransferEntry, sealer: Sealer): TransferEntry {
  if (entry.type !== "record") return entry;
  const { id, lfpse } = entry;
  const next = entry.operations.find(isOpen);
  if (next === undefined) return entry;
  const operations = entry.operations.map((operation) => {
    const { kind, state } = operation;
    if (kind === "withdraw" || (state !== "waiting" && state !== "sending")) return operation;
    return operation === next && lfpse === undefined
      ? held(operation, "unknown", createIssue)
      : held(operation, "parked", updateIssue);
  });
  return { ...entry, operations, state: operations.find(isOpen)?.state ?? entry.state };

  function held(operation: TransferOperation, state: DeliveryState, issue: Issue): TransferOperation {
    const issues = sealer.seal(JSON.stringify([issue]), placeOf(id, operation.sequence, "issues"));
    return { ...operation, state, issues: Buffer.from(issues).toString("base64") };
  }
}
