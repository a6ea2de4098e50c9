import type { DeliveryState } from "../delivery-state.ts";
import type { OperationKind, OperationStatus, RecordStatus } from "../record-store.ts";
import type { Sealer } from "../sealer.ts";
import { openIssues } from "./content.ts";
import { lfpseOf, optionalBytes, timeOf } from "./rows.ts";
import { type Row, rowsOf, type TransactionContext, type Work } from "./work.ts";

/** Columns of a record that make a line of a list. */
export const lineColumns = `id, organisation, state, revision, current, attempts, lfpse_id, lfpse_version_id,
  lfpse_reference_number, is_yellow_card_missing, received_at_ms, changed_at_ms, content_removed_at_ms`;

/**
 * Finds a record: a row for each operation, each with the columns of the record too; `undefined` if there is none, or it is
 * another organisation's. One statement, so that all of it is of one moment.
 */
export function* findRecord(
  _context: TransactionContext,
  recordId: string,
  organisation: string | undefined,
): Work<readonly Row[] | undefined> {
  const columns = lineColumns.split(/,\s*/).map((column) => `r.${column}`);
  const rows = yield* rowsOf(
    `select ${columns.join(", ")}, o.sequence, o.key, o.kind, o.state as operation_state,
       o.received_at_ms as operation_received_at_ms, o.attempts as operation_attempts, o.issues
     from records r join operations o on o.record_id = r.id where r.id = $1 order by o.sequence`,
    [recordId],
  );
  const [first] = rows;
  if (first === undefined || (organisation !== undefined && first.organisation !== organisation)) return undefined;
  return rows;
}

/** Finds the newest submission of a record, sealed, and its place; a withdrawal has none. */
export function* readRecord(
  _context: TransactionContext,
  recordId: string,
  organisation: string | undefined,
): Work<
  { readonly revision: number; readonly newest?: { readonly sequence: number; readonly body: Uint8Array } } | undefined
> {
  const [row] = yield* rowsOf(
    `select r.organisation, r.revision, o.sequence, o.body from records r
       left join operations o on o.record_id = r.id and o.body is not null
     where r.id = $1 order by o.sequence desc limit 1`,
    [recordId],
  );
  if (row === undefined || (organisation !== undefined && row.organisation !== organisation)) return undefined;
  const body = optionalBytes(row.body);
  return { revision: Number(row.revision), ...(body && { newest: { sequence: Number(row.sequence), body } }) };
}

/** Returns what is said of a record in a list. `issues` are those of its current operation, sealed. */
export function toLine(record: Row, issues: unknown, sealer: Sealer): Omit<RecordStatus, "operations"> {
  const lfpse = lfpseOf(record);
  return {
    id: String(record.id),
    organisation: String(record.organisation),
    state: record.state as DeliveryState,
    receivedAt: timeOf(record.received_at_ms),
    changedAt: timeOf(record.changed_at_ms),
    revision: Number(record.revision),
    attempts: Number(record.attempts),
    ...(lfpse === undefined ? {} : { lfpse }),
    issues: openIssues(sealer, optionalBytes(issues), String(record.id), Number(record.current)),
    isYellowCardMissing: Number(record.is_yellow_card_missing) === 1,
    ...(record.content_removed_at_ms === null ? {} : { contentRemovedAt: timeOf(record.content_removed_at_ms) }),
  };
}

/** Returns the status in the rows that {@link findRecord} found. */
export function toStatus(rows: readonly Row[], sealer: Sealer): RecordStatus {
  const current = rows.find(({ sequence, current }) => sequence === current);
  if (current === undefined) throw new RangeError("A record must have an operation.");
  return {
    ...toLine(current, current.issues, sealer),
    operations: rows.map(
      (row): OperationStatus => ({
        key: String(row.key),
        kind: row.kind as OperationKind,
        state: row.operation_state as DeliveryState,
        receivedAt: timeOf(row.operation_received_at_ms),
        attempts: Number(row.operation_attempts),
        issues: openIssues(sealer, optionalBytes(row.issues), String(row.id), Number(row.sequence)),
      }),
    ),
  };
}
