/**
 * Who did what to which record. Never an answer.
 *
 * @example
 * const entry: AuditEntry = { atMs: 1769868300000, actor: "token:a1b2c3", action: "sign-in" };
 */
export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** Id of a token or of an identity provider's subject, or `system`. Never a name. */
  readonly actor: string;
  /** What was done, such as `sign-in`, `send-again`, `export`, `token-revoked`, `content-removed`, `create`. */
  readonly action: string;
  readonly organisation?: string;
  readonly recordId?: string;
  /** A count or a code, such as `12` or `unknown`. At most 200 characters. */
  readonly detail?: string;
}

/**
 * A page of the audit log, the newest first.
 *
 * @example
 * const first = (page: AuditPage) => page.entries[0]?.action;
 */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Where the next page begins. Absent on the last. */
  readonly next?: string;
}

/** The part of a store that keeps the audit log. Entries are never changed, and not removed by retention. */
export interface AuditStore {
  audit(entry: AuditEntry): Promise<void>;
  /** Returns entries, those of the operations of records (`create`, `update`, `yellow-card`, `withdraw`) among them. */
  auditTrail(query: {
    readonly organisation?: string;
    readonly recordId?: string;
    readonly limit: number;
    readonly after?: string;
  }): Promise<AuditPage>;
}
