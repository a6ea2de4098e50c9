import type { AuditEntry } from "./audit-store.ts";
import type { DeliveryState, LfpseIdentity } from "./delivery-state.ts";
import type { RecordStatus } from "./record-store.ts";

/**
 * One line of a list of records: no answer in it.
 *
 * @example
 * const label = (line: RecordLine) => `${line.id}: ${line.state}`;
 */
export type RecordLine = Omit<RecordStatus, "operations">;

/**
 * Which records to list. Absent fields do not restrict.
 *
 * @example
 * const parked: RecordQuery = { states: ["unknown", "parked", "rejected"], limit: 50 };
 */
export interface RecordQuery {
  readonly organisation?: string;
  readonly states?: readonly DeliveryState[];
  readonly isYellowCardMissing?: boolean;
  /** Most lines. 1 to 500. */
  readonly limit: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

/**
 * A page of records, the newest first.
 *
 * @example
 * const hasMore = (page: RecordPage) => page.next !== undefined;
 */
export interface RecordPage {
  readonly lines: readonly RecordLine[];
  /** Where the next page begins. Absent on the last. */
  readonly next?: string;
}

/**
 * How many records there are in each state.
 *
 * @example
 * const open = (counts: RecordCounts) => counts.states.unknown + counts.states.parked + counts.states.rejected;
 */
export interface RecordCounts {
  readonly states: Readonly<Record<DeliveryState, number>>;
  readonly yellowCardsMissing: number;
  /**
   * When the oldest operation came that is `waiting` or `sending` and next of its record, milliseconds since 1970. Absent if
   * there is none.
   */
  readonly oldestWaitingAtMs?: number;
}

/**
 * What a person decided on a record that is `rejected`, `unknown` or `parked`. `send-again`: as it is, knowing that LFPSE
 * does not have it. `is-at-lfpse`: LFPSE has it, under this identity; not for `rejected`.
 *
 * @example
 * const decision: Decision = { kind: "send-again" };
 */
export type Decision =
  | { readonly kind: "send-again" }
  | { readonly kind: "is-at-lfpse"; readonly lfpse: LfpseIdentity };

/** The part of a store that an administrator works with. */
export interface AdministrationStore {
  list(query: RecordQuery): Promise<RecordPage>;
  count(request?: { readonly organisation?: string }): Promise<RecordCounts>;
  /**
   * Carries out a decision and keeps the audit entry with it, both or neither. `is-at-lfpse` is for `unknown`,
   * and for an update or Yellow Card reference that is `parked` and whose record LFPSE had before: what waits behind it
   * then goes on. Every claim from before is fenced off.
   *
   * @returns `not-open` if the record is in another state by now; `absent` if there is none, or it is another
   *   organisation's.
   * @throws {RangeError} if what LFPSE called the event holds a NUL character.
   */
  decide(request: {
    readonly recordId: string;
    readonly organisation?: string;
    readonly decision: Decision;
    readonly audit: AuditEntry;
  }): Promise<"done" | "not-open" | "absent">;
  /**
   * Removes the content (bodies, payloads, issues) of up to `limit` records that have been `accepted` or `withdrawn`, with
   * nothing waiting, for `afterMs`. What tells a repeat from a new record stays, so that one sent again years later is
   * still known. Each record gets its entry in the audit log with it, both or neither.
   *
   * @returns What went, for the report.
   */
  removeContent(request: {
    readonly afterMs: number;
    readonly limit: number;
  }): Promise<readonly { readonly recordId: string; readonly organisation: string; readonly state: DeliveryState }[]>;
}
