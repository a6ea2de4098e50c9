import type { DeliveryState, LfpseIdentity } from "../delivery-state.ts";
import type { OperationKind } from "../record-store.ts";
import { locked } from "./dialect.ts";
import { lfpseOf, optionalText } from "./rows.ts";
import { rowsOf, type TransactionContext, type Work } from "./work.ts";

/** An operation as far as the course of its record depends on it. */
export interface KeptOperation {
  readonly sequence: number;
  readonly kind: OperationKind;
  readonly key: string;
  readonly state: DeliveryState;
}

/** A record as far as its course depends on it. */
export interface KeptRecord {
  readonly id: string;
  readonly organisation: string;
  readonly state: DeliveryState;
  readonly revision: number;
  /** Sequence of the operation which is next, or of the last one. */
  readonly current: number;
  readonly dueAtMs: number;
  readonly isLeased: boolean;
  /** Run of a relay whose answer still counts. */
  readonly owner?: string;
  readonly fence: number;
  readonly changedAtMs: number;
  readonly lfpse?: LfpseIdentity;
  readonly operations: readonly KeptOperation[];
}

/** Reads a record and keeps others from changing it until the transaction ends. */
export function* keptRecord(context: TransactionContext, id: string): Work<KeptRecord | undefined> {
  const [row] = yield* rowsOf(
    `select organisation, state, revision, current, due_at_ms, is_leased, owner, fence, changed_at_ms, lfpse_id, lfpse_version_id,
       lfpse_reference_number
     from records where id = $1${locked(context)}`,
    [id],
  );
  if (row === undefined) return undefined;
  // A statement of its own: in PostgreSQL it sees what was committed while the one before waited for the row.
  const operations = yield* rowsOf(
    "select sequence, kind, key, state from operations where record_id = $1 order by sequence",
    [id],
  );
  const owner = optionalText(row.owner);
  const lfpse = lfpseOf(row);
  return {
    id,
    organisation: String(row.organisation),
    state: row.state as DeliveryState,
    revision: Number(row.revision),
    current: Number(row.current),
    dueAtMs: Number(row.due_at_ms),
    isLeased: Number(row.is_leased) === 1,
    ...(owner === undefined ? {} : { owner }),
    fence: Number(row.fence),
    changedAtMs: Number(row.changed_at_ms),
    ...(lfpse === undefined ? {} : { lfpse }),
    operations: operations.map(({ sequence, kind, key, state }) => ({
      sequence: Number(sequence),
      kind: kind as OperationKind,
      key: String(key),
      state: state as DeliveryState,
    })),
  };
}

/** Whether the operation still has to be delivered, or decided on, before the next one. */
export function isOpen({ state }: { readonly state: DeliveryState }): boolean {
  return state === "waiting" || state === "sending" || state === "unknown" || state === "parked";
}

/** Returns the operation which is next, or the last one. */
export function currentOf<Operation extends { readonly state: DeliveryState }>(
  operations: readonly Operation[],
): Operation {
  const current = operations.find(isOpen) ?? operations.at(-1);
  if (current === undefined) throw new RangeError("A record must have an operation.");
  return current;
}

/**
 * Whether the withdrawal at the end can be done without LFPSE: it has nothing of the record, and no request for it is
 * under way or may be about to leave.
 */
export function isWithdrawnAtOnce(record: KeptRecord, { nowMs }: TransactionContext): boolean {
  const last = record.operations.at(-1);
  return (
    last?.kind === "withdraw" &&
    isOpen(last) &&
    record.lfpse === undefined &&
    !(record.isLeased && record.dueAtMs > nowMs) &&
    !record.operations.some(({ state }) => state === "sending" || state === "unknown")
  );
}

/** What changes of a record when its course goes on. */
export interface Advance {
  /** When the current operation is due. */
  readonly dueAtMs: number;
  /** Whose answer still counts. Absent: nobody's. */
  readonly owner?: string;
  /** Numbers of claims continue from here. Absent: from where they were. */
  readonly fence?: number;
}

/**
 * Writes where a record is after its operations came into the states that `record` says: which one is current, and that a
 * withdrawal with nothing to take back is done. The lease ends.
 */
export function* advance(context: TransactionContext, record: KeptRecord, change: Advance): Work<void> {
  const { nowMs } = context;
  let { operations } = record;
  if (isWithdrawnAtOnce(record, context)) {
    yield* rowsOf(
      "update operations set state = 'withdrawn', issues = null where record_id = $1 and state in ('waiting', 'parked')",
      [record.id],
    );
    operations = operations.map((each) => (isOpen(each) ? { ...each, state: "withdrawn" } : each));
  }
  const { sequence, state } = currentOf(operations);
  yield* rowsOf(
    `update records set state = $2, current = $3, due_at_ms = $4, owner = $5, fence = $6, is_leased = 0,
       claims_in_row = 0, changed_at_ms = $7, lfpse_id = $8, lfpse_version_id = $9, lfpse_reference_number = $10
     where id = $1`,
    [
      record.id,
      state,
      sequence,
      Math.round(change.dueAtMs),
      change.owner ?? null,
      change.fence ?? record.fence,
      state === record.state ? record.changedAtMs : nowMs,
      record.lfpse?.id ?? null,
      record.lfpse?.versionId ?? null,
      record.lfpse?.referenceNumber ?? null,
    ],
  );
}
