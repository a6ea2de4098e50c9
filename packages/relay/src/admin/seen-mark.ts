import { createHash } from "node:crypto";
import type { RecordStatus } from "../store/record-store.ts";

/** Returns a mark of what an administrator saw of a record: another one once something about it changed. */
export function seenMark({ id, state, changedAt, revision, attempts }: RecordStatus): string {
  return createHash("sha256")
    .update(JSON.stringify([id, state, changedAt, revision, attempts]))
    .digest("base64url");
}
