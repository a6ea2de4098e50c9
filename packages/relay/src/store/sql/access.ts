import type { Role, StoredSession, StoredToken } from "../access-store.ts";
import { optionalNumber, optionalText } from "./rows.ts";
import { type Row, rowsOf, type TransactionContext, type Work } from "./work.ts";

/** Columns of a token. */
export const tokenColumns = "id, organisation, role, hash, created_at_ms, expires_at_ms, revoked_at_ms";

/** Keeps a token; returns `false` if its id is taken. */
export function* insertToken(token: StoredToken): Work<boolean> {
  const { id, organisation, role, hash, createdAtMs, expiresAtMs, revokedAtMs } = token;
  const rows = yield* rowsOf(
    `insert into tokens (${tokenColumns}) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing returning id`,
    [id, organisation ?? null, role, hash, createdAtMs, expiresAtMs ?? null, revokedAtMs ?? null],
  );
  return rows.length > 0;
}

/** Finds a token by its public part. */
export function* findToken(_context: TransactionContext, id: string): Work<StoredToken | undefined> {
  const [row] = yield* rowsOf(`select ${tokenColumns} from tokens where id = $1`, [id]);
  return row === undefined ? undefined : toToken(row);
}

/** Returns every token, by the time they were made. */
export function* allTokens(): Work<readonly StoredToken[]> {
  return (yield* rowsOf(`select ${tokenColumns} from tokens order by created_at_ms, id`)).map(toToken);
}

/** Revokes a token and ends its sessions; returns `false` if there was nothing to revoke. */
export function* revokeToken(_context: TransactionContext, id: string, atMs: number): Work<boolean> {
  const rows = yield* rowsOf(
    "update tokens set revoked_at_ms = $2 where id = $1 and revoked_at_ms is null returning id",
    [id, atMs],
  );
  if (rows.length > 0) yield* rowsOf("delete from sessions where token_id = $1", [id]);
  return rows.length > 0;
}

/** Keeps a session. */
export function* addSession(_context: TransactionContext, session: StoredSession): Work<void> {
  const { hash, tokenId, csrfToken, expiresAtMs } = session;
  yield* rowsOf("insert into sessions (hash, token_id, csrf_token, expires_at_ms) values ($1, $2, $3, $4)", [
    hash,
    tokenId,
    csrfToken,
    expiresAtMs,
  ]);
}

/** Finds a session by the hash of its cookie's value. */
export function* findSession(_context: TransactionContext, hash: string): Work<StoredSession | undefined> {
  const [row] = yield* rowsOf("select hash, token_id, csrf_token, expires_at_ms from sessions where hash = $1", [hash]);
  return row === undefined
    ? undefined
    : {
        hash: String(row.hash),
        tokenId: String(row.token_id),
        csrfToken: String(row.csrf_token),
        expiresAtMs: Number(row.expires_at_ms),
      };
}

/** Ends a session. */
export function* endSession(_context: TransactionContext, hash: string): Work<void> {
  yield* rowsOf("delete from sessions where hash = $1", [hash]);
}

/** Removes sessions that ended before. */
export function* removeEndedSessions(_context: TransactionContext, nowMs: number): Work<void> {
  yield* rowsOf("delete from sessions where expires_at_ms <= $1", [nowMs]);
}

/** Returns the token in a row. */
export function toToken(row: Row): StoredToken {
  const organisation = optionalText(row.organisation);
  const expiresAtMs = optionalNumber(row.expires_at_ms);
  const revokedAtMs = optionalNumber(row.revoked_at_ms);
  return {
    id: String(row.id),
    ...(organisation === undefined ? {} : { organisation }),
    role: row.role as Role,
    hash: String(row.hash),
    createdAtMs: Number(row.created_at_ms),
    ...(expiresAtMs === undefined ? {} : { expiresAtMs }),
    ...(revokedAtMs === undefined ? {} : { revokedAtMs }),
  };
}
