/**
 * What somebody with a token may do: `reporter` sends records and asks for their state; `administrator` also signs in to
 * the admin page.
 *
 * @example
 * const role: Role = "reporter";
 */
export type Role = "reporter" | "administrator";

/**
 * A token as it is kept: a salted hash, never the token.
 *
 * @example
 * const isUsable = (token: StoredToken) => token.revokedAtMs === undefined;
 */
export interface StoredToken {
  /** Public part of the token, at its beginning. */
  readonly id: string;
  /** ODS code. Absent for an administrator of all organisations. */
  readonly organisation?: string;
  readonly role: Role;
  /** scrypt hash with its salt and cost, as `src/access` writes it. */
  readonly hash: string;
  readonly createdAtMs: number;
  /** Not valid from then on. Absent: no end. */
  readonly expiresAtMs?: number;
  readonly revokedAtMs?: number;
}

/**
 * A signed-in administrator, as it is kept: a hash of the cookie's value, never the value.
 *
 * @example
 * const isOver = (session: StoredSession, nowMs: number) => nowMs >= session.expiresAtMs;
 */
export interface StoredSession {
  /** SHA-256 of the cookie's value, hexadecimal. */
  readonly hash: string;
  readonly tokenId: string;
  readonly csrfToken: string;
  readonly expiresAtMs: number;
}

/** The part of a store that keeps who may use the relay. */
export interface AccessStore {
  /** @throws {RangeError} if the id is taken. */
  addToken(token: StoredToken): Promise<void>;
  findToken(id: string): Promise<StoredToken | undefined>;
  /** Returns every token, the revoked ones too, by the time they were made. */
  tokens(): Promise<readonly StoredToken[]>;
  /** Returns `false` if there is no such token, or it was revoked before. Its sessions end with it. */
  revokeToken(id: string, atMs: number): Promise<boolean>;
  addSession(session: StoredSession): Promise<void>;
  findSession(hash: string): Promise<StoredSession | undefined>;
  endSession(hash: string): Promise<void>;
  /** Removes sessions that ended before. */
  removeEndedSessions(nowMs: number): Promise<void>;
}
