import type { AccessStore, Role } from "../store/access-store.ts";
import type { AuditStore } from "../store/audit-store.ts";
import type { Access } from "./access.ts";
import { auditEntry } from "./audit.ts";
import { organisationCode } from "./organisation-code.ts";
import type { Principal } from "./principal.ts";
import { makeToken } from "./token.ts";
import { hashSecret } from "./token-hash.ts";

/**
 * What a new token is for.
 *
 * @example
 * const grant: TokenGrant = { role: "reporter", organisation: "Z01" };
 */
export interface TokenGrant {
  readonly role: Role;
  /** ODS code. Needed for a reporter; absent for an administrator of all organisations. */
  readonly organisation?: string;
  /** Not valid from then on, milliseconds since 1970. Absent: no end. */
  readonly expiresAtMs?: number;
}

/** Who does it, when, and where it is kept. */
export interface TokenDeed {
  readonly store: AccessStore & AuditStore;
  /** Id of the principal; `system` for the command line. */
  readonly actor: Pick<Principal, "id" | "organisation">;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * Makes a token and keeps its hash. Several tokens of one organisation are valid at once: make the new one, give it to
 * the host, then revoke the old one, and no request is refused.
 *
 * @returns The token, to be shown once: nobody can read it from the store.
 * @throws {RangeError} if the grant is a reporter's and names no organisation, or no ODS code.
 */
export async function issueToken(
  deed: TokenDeed,
  grant: TokenGrant,
): Promise<{ readonly id: string; readonly token: string }> {
  const { store, actor, nowMs } = deed;
  const { organisation, role } = grant;
  if (role === "reporter" && organisation === undefined)
    throw new RangeError("A reporter's token needs an organisation.");
  if (organisation !== undefined && !organisationCode.test(organisation)) {
    throw new RangeError("The organisation must be an ODS code: capitals and digits.");
  }
  const { id, secret, token } = makeToken();
  await store.addToken({ id, hash: await hashSecret(secret), createdAtMs: nowMs, ...grant });
  const about = { detail: `${id} ${role}`, ...(organisation === undefined ? {} : { organisation }) };
  await store.audit(auditEntry(nowMs, actor, "token-made", about));
  return { id, token };
}

/**
 * Revokes a token and ends its sessions: at once on the relay whose `access` is given, on others within a minute.
 *
 * @returns `false` if there is no such token, or it was revoked before.
 */
export async function revokeToken(deed: TokenDeed, id: string, access?: Pick<Access, "forget">): Promise<boolean> {
  const { store, actor, nowMs } = deed;
  const organisation = (await store.findToken(id))?.organisation;
  const isRevoked = await store.revokeToken(id, nowMs);
  access?.forget(id);
  const about = { detail: id, ...(organisation === undefined ? {} : { organisation }) };
  if (isRevoked) await store.audit(auditEntry(nowMs, actor, "token-revoked", about));
  return isRevoked;
}
