import { createHash } from "node:crypto";
import type { Decision } from "../store/administration-store.ts";
import type { RecordStatus } from "../store/record-store.ts";

/** Returns a mark of what an administrator saw of a record: another one once something about it changed. */
export function seenMark({ id, state, changedAt, revision, attempts }: RecordStatus): string {
  return hashOf([id, state, changedAt, revision, attempts]);
}

/**
 * Returns a mark of what a form decided: the same for the same form with the same content, and for nothing else. 72 bits.
 *
 * @param seen - {@link seenMark} of the record when the form was made.
 */
export function decisionMark(seen: string, decision: Decision): string {
  const { id, versionId, referenceNumber } = decision.kind === "is-at-lfpse" ? decision.lfpse : {};
  return hashOf([seen, decision.kind, id, versionId, referenceNumber]).slice(0, 12);
}

function hashOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
