import type { Issue } from "@digital-factors/core";
import type { DeliveryState, LfpseIdentity } from "./delivery-state.ts";

/**
 * What was asked to be done with a record. `yellow-card` is an update that adds a reference.
 *
 * @example
 * const kind: OperationKind = "update";
 */
export type OperationKind = "create" | "update" | "yellow-card" | "withdraw";

/**
 * One thing asked to be done with a record, on its way into the store.
 *
 * @example
 * const operation: NewOperation = {
 *   recordId: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10",
 *   organisation: "Z01",
 *   kind: "create",
 *   key: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10",
 *   fingerprint: "9f86d081884c7d65",
 *   body: "{}",
 *   receipt: "{}",
 *   receivedAtMs: 1769868300000,
 *   actor: "token:a1b2c3",
 *   isYellowCardMissing: false,
 * };
 */
export interface NewOperation {
  readonly recordId: string;
  /** ODS code of the organisation that asks. */
  readonly organisation: string;
  readonly kind: OperationKind;
  /** Idempotency key, unique among the operations of the record. That of a create is the record's id. */
  readonly key: string;
  /** Hash of the request: two requests that say the same have the same one. */
  readonly fingerprint: string;
  /** The whole submission as it is after this operation, JSON text; empty for a withdrawal. */
  readonly body: string;
  /** Answer to give now and for every repeat, JSON text. */
  readonly receipt: string;
  /** When it was taken, milliseconds since 1970. */
  readonly receivedAtMs: number;
  /** Who asked: an id, never a name. */
  readonly actor: string;
  /** Whether the record, after this, says that a Yellow Card was or will be sent and holds no reference. */
  readonly isYellowCardMissing: boolean;
  /** Take it only if the record has this revision. Absent: whatever it has. */
  readonly expectedRevision?: number;
}

/**
 * What became of an operation: `stored` now; `known`, taken before under the same key with the same fingerprint; a
 * `conflict`, another request or another organisation under this key; `absent`, no such record of this organisation;
 * `withdrawn`, the record was taken back before; `full`, the record has as many operations as one may have, or as large
 * ones; `stale`, the record has another revision than the expected one.
 *
 * @example
 * const result: TakeResult = { outcome: "stale", revision: 2 };
 */
export type TakeResult =
  | { readonly outcome: "stored" | "known"; readonly receipt: string }
  | { readonly outcome: "conflict" | "absent" | "withdrawn" | "full" }
  | { readonly outcome: "stale"; readonly revision: number };

/**
 * Most of one record: an export has a record in one line, and a line has to fit into a text of the runtime, with payloads
 * about as large as the bodies. A withdrawal is taken beyond it.
 *
 * @example
 * const isFull = (status: RecordStatus) => status.revision >= recordLimits.operations;
 */
export const recordLimits = {
  operations: 200,
  /** Bytes of all bodies of the record together, as they are kept. */
  bodyBytes: 67_108_864,
} as const;

/**
 * What the sender may know of one operation.
 *
 * @example
 * const state = (operation: OperationStatus) => operation.state;
 */
export interface OperationStatus {
  readonly key: string;
  readonly kind: OperationKind;
  readonly state: DeliveryState;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** Requests that left for LFPSE. */
  readonly attempts: number;
  /** Why it is where it is; empty if there is nothing to say. */
  readonly issues: readonly Issue[];
}

/**
 * What the sender may know of its record.
 *
 * @example
 * const isSettled = (status: RecordStatus) => status.state === "accepted" || status.state === "withdrawn";
 */
export interface RecordStatus {
  readonly id: string;
  /** ODS code of the organisation that it belongs to. */
  readonly organisation: string;
  /** That of the operation which is next, or of the last one. */
  readonly state: DeliveryState;
  /** When the record first came. ISO 8601, UTC. */
  readonly receivedAt: string;
  /** When its state last changed. ISO 8601, UTC. */
  readonly changedAt: string;
  /** Number of operations taken; 1 after the create. */
  readonly revision: number;
  /** Requests that left for LFPSE, over all operations. */
  readonly attempts: number;
  readonly lfpse?: LfpseIdentity;
  /** Why it is where it is; empty if there is nothing to say. */
  readonly issues: readonly Issue[];
  readonly isYellowCardMissing: boolean;
  /** When its content was removed under the retention rule. ISO 8601, UTC. Absent: it is still kept. */
  readonly contentRemovedAt?: string;
  /** In the order they were taken. */
  readonly operations: readonly OperationStatus[];
}

/** The part of a store that takes records and tells their state. */
export interface RecordStore {
  /**
   * Keeps an operation behind those that the record has, due at once, up to {@link recordLimits}.
   *
   * A withdrawal of a record of which nothing was sent, or that LFPSE refused, is done at once: what waits is withdrawn
   * with it. A fingerprint is compared in constant time.
   */
  take(operation: NewOperation): Promise<TakeResult>;
  /** Returns the status of a record; `undefined` if there is none under the id, or it is another organisation's. */
  find(recordId: string, organisation?: string): Promise<RecordStatus | undefined>;
  /**
   * Returns the newest submission of a record, also if its withdrawal was asked for since; `body` is empty once its content
   * was removed.
   */
  read(
    recordId: string,
    organisation?: string,
  ): Promise<{ readonly revision: number; readonly body: string } | undefined>;
}
