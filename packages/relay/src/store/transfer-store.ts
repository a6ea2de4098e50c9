import type { StoredToken } from "./access-store.ts";
import type { AuditEntry } from "./audit-store.ts";
import type { DeliveryState, LfpseIdentity } from "./delivery-state.ts";
import type { OperationKind } from "./record-store.ts";

/**
 * One operation with everything that is kept of it. Sealed content stays sealed: base64.
 *
 * @example
 * const isOpen = (operation: TransferOperation) => operation.state === "waiting";
 */
export interface TransferOperation {
  readonly sequence: number;
  readonly kind: OperationKind;
  readonly key: string;
  readonly fingerprint: string;
  readonly receipt: string;
  readonly receivedAtMs: number;
  readonly actor: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly body?: string;
  readonly payload?: string;
  readonly issues?: string;
}

/**
 * One line of an export: a record with its operations, a token, or an entry of the audit log.
 *
 * @example
 * const isRecord = (entry: TransferEntry) => entry.type === "record";
 */
export type TransferEntry =
  | {
      readonly type: "record";
      readonly id: string;
      readonly organisation: string;
      readonly state: DeliveryState;
      readonly receivedAtMs: number;
      readonly changedAtMs: number;
      readonly lfpse?: LfpseIdentity;
      readonly isYellowCardMissing: boolean;
      readonly contentRemovedAtMs?: number;
      /** Numbers continue from here, so that an answer to a claim of the old store is refused. */
      readonly fence: number;
      readonly operations: readonly TransferOperation[];
    }
  | { readonly type: "token"; readonly token: StoredToken }
  | { readonly type: "audit"; readonly entry: AuditEntry };

/** The part of a store that moves a site from one store to another. */
export interface TransferStore {
  /** Gives everything that is kept, records in the order of their ids, in bounded memory. No relay may write meanwhile. */
  export(): AsyncIterable<TransferEntry>;
  /**
   * Keeps the entries, all of them or none. What is there already, and the same, is left as it is, so that an import that
   * broke off can be repeated.
   *
   * A record that was `sending` arrives as it would after a crash: a create is `unknown` and says so in its issues,
   * anything else is `waiting`.
   *
   * @returns How many were new.
   * @throws {RangeError} if a record, a token or a key is there already with other content.
   */
  import(entries: readonly TransferEntry[]): Promise<number>;
  /**
   * Seals up to `limit` pieces of content anew that are not sealed with the newest key, in order of the records' ids.
   *
   * @returns How many were sealed; 0 once all are.
   */
  resealContent(limit: number): Promise<number>;
}
