import type { AuditEntry, AuditPage, AuditStore } from "../audit-store.ts";
import { cursorOf, readCursor } from "./cursor.ts";
import type { Row, TransactionContext, Work } from "./work.ts";
import { rowsOf } from "./work.ts";

/** Columns of an entry. */
export const auditColumns = "at_ms, actor, action, organisation, record_id, detail";

/** Longest detail of an entry, in characters. */
const maxDetailCharacters = 200;

/**
 * Adds an entry. One that says the same in the same millisecond is kept a millisecond later, so that an import can tell
 * each.
 */
export function* addAuditEntry(entry: AuditEntry): Work<void> {
  for (let atMs = Math.round(entry.atMs); ; atMs += 1) {
    if (yield* insertAuditEntry({ ...entry, atMs })) return;
  }
}

/** Adds an entry as it is; returns `false` if it is there. */
export function* insertAuditEntry(entry: AuditEntry): Work<boolean> {
  const { atMs, actor, action, organisation = "", recordId = "", detail = "" } = entry;
  const rows = yield* rowsOf(
    `insert into audit_entries (${auditColumns}) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
    [atMs, actor, action, organisation, recordId, detail.slice(0, maxDetailCharacters)],
  );
  return rows.length > 0;
}

/** Returns up to `limit` entries behind this id, in the order they were added, each with its id. */
export function* auditEntriesAfter(
  id: number,
  limit: number,
): Work<readonly { readonly id: number; readonly entry: AuditEntry }[]> {
  const rows = yield* rowsOf(`select id, ${auditColumns} from audit_entries where id > $1 order by id limit $2`, [
    id,
    limit,
  ]);
  return rows.map((row) => ({ id: Number(row.id), entry: toEntry(row) }));
}

/** Where a page begins: before an operation and before an entry. */
interface Position {
  readonly operation: readonly [atMs: number, recordId: string, sequence: number];
  readonly entry: readonly [atMs: number, id: number];
}

const newest: Position = { operation: [Number.MAX_SAFE_INTEGER, "", 0], entry: [Number.MAX_SAFE_INTEGER, 0] };

/** Returns a page of the audit log; see `AuditStore.auditTrail`. */
export function* auditTrail(
  _context: TransactionContext,
  { organisation, recordId, limit, after }: Parameters<AuditStore["auditTrail"]>[0],
): Work<AuditPage> {
  if (!(limit >= 1)) throw new RangeError("limit must be 1 or more.");
  const { operation, entry } = after === undefined ? newest : readCursor<Position>(after, isPosition);
  const only = [
    ...(organisation === undefined ? [] : [{ column: "organisation", value: organisation }]),
    ...(recordId === undefined ? [] : [{ column: "record_id", value: recordId }]),
  ];
  const filter = (first: number) => only.map(({ column }, index) => ` and ${column} = $${first + index}`).join("");
  const values = only.map(({ value }) => value);
  const operations = yield* rowsOf(
    `select received_at_ms as at_ms, actor, kind as action, organisation, record_id, '' as detail, sequence
     from operations where (received_at_ms, record_id, sequence) < ($1, $2, $3)${filter(5)}
     order by received_at_ms desc, record_id desc, sequence desc limit $4`,
    [...operation, limit + 1, ...values],
  );
  const entries = yield* rowsOf(
    `select id, ${auditColumns} from audit_entries where (at_ms, id) < ($1, $2)${filter(4)}
     order by at_ms desc, id desc limit $3`,
    [...entry, limit + 1, ...values],
  );
  const lines = [...entries, ...operations]
    // Stable: of the same millisecond, entries come before operations.
    .sort((one, other) => Number(other.at_ms) - Number(one.at_ms));
  const page = lines.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: page.map(toEntry),
    ...(last === undefined || lines.length <= limit ? {} : { next: cursorOf(placeAfter(last)) }),
  };
}

function placeAfter(row: Row): Position {
  const atMs = Number(row.at_ms);
  return row.sequence === undefined
    ? { operation: [atMs + 1, "", 0], entry: [atMs, Number(row.id)] }
    : { operation: [atMs, String(row.record_id), Number(row.sequence)], entry: [atMs, 0] };
}

function isPosition(value: unknown): value is Position {
  if (typeof value !== "object" || value === null || !("operation" in value) || !("entry" in value)) return false;
  const { operation, entry } = value;
  return (
    Array.isArray(operation) &&
    operation.length === 3 &&
    Number.isSafeInteger(operation[0]) &&
    typeof operation[1] === "string" &&
    Number.isSafeInteger(operation[2]) &&
    Array.isArray(entry) &&
    entry.length === 2 &&
    entry.every(Number.isSafeInteger)
  );
}

/** Returns the entry of the audit log in a row. */
export function toEntry(row: Row): AuditEntry {
  return {
    atMs: Number(row.at_ms),
    actor: String(row.actor),
    action: String(row.action),
    ...(row.organisation === "" ? {} : { organisation: String(row.organisation) }),
    ...(row.record_id === "" ? {} : { recordId: String(row.record_id) }),
    ...(row.detail === "" ? {} : { detail: String(row.detail) }),
  };
}
