import type { AuditEntry } from "../store/audit-store.ts";
import type { Principal } from "./principal.ts";

/** What people and programs do that is not an operation on a record. */
export type AuditAction =
  | "sign-in"
  | "sign-in-refused"
  | "sign-out"
  | "token-made"
  | "token-revoked"
  | "export"
  | "content-exported"
  | "wording-shown"
  | "send-again"
  | "is-at-lfpse"
  | "withdraw"
  | "content-removed"
  | "content-resealed";

const longestDetail = 200;

/**
 * Returns an entry of the audit log.
 *
 * @param nowMs - Milliseconds since 1970.
 * @param actor - Who did it; the organisation of the entry is theirs unless another is given.
 * @param action - What was done.
 * @param about - `detail`: a count or a code, never an answer. Cut at 200 characters, control characters taken out.
 */
export function auditEntry(
  nowMs: number,
  actor: Pick<Principal, "id" | "organisation">,
  action: AuditAction,
  about: Pick<AuditEntry, "organisation" | "recordId" | "detail"> = {},
): AuditEntry {
  const organisation = about.organisation ?? actor.organisation;
  return {
    atMs: nowMs,
    actor: actor.id,
    action,
    ...(organisation === undefined ? {} : { organisation }),
    ...(about.recordId === undefined ? {} : { recordId: about.recordId }),
    ...(about.detail === undefined ? {} : { detail: plain(about.detail) }),
  };
}

/** A line of a log stays one line, and does nothing to the terminal that shows it. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "").slice(0, longestDetail);
}
