import { isDeepStrictEqual } from "node:util";
import { unknownOutcomeIssue } from "../../delivery/lfpse-issues.ts";
import type { DeliveryState } from "../delivery-state.ts";
import type { OperationKind } from "../record-store.ts";
import type { Sealer } from "../sealer.ts";
import type { TransferEntry, TransferOperation } from "../transfer-store.ts";
import { findToken, insertToken } from "./access.ts";
import { insertAuditEntry } from "./audit-log.ts";
import { placeOf, sealIssues } from "./content.ts";
import { listed } from "./dialect.ts";
import { currentOf } from "./kept-record.ts";
import { lfpseOf, optionalBytes, optionalNumber } from "./rows.ts";
import { type Bind, type Row, rowsOf, type TransactionContext, type Work } from "./work.ts";

/** A record on its way from one store to another. */
export type TransferRecord = Extract<TransferEntry, { type: "record" }>;

/** Columns of a record that move with it. */
export const recordColumns = `id, organisation, state, lfpse_id, lfpse_version_id, lfpse_reference_number,
  is_yellow_card_missing, received_at_ms, changed_at_ms, content_removed_at_ms, fence`;

/** Columns of an operation that move with it. */
export const operationColumns = `record_id, sequence, kind, key, fingerprint, receipt, received_at_ms, actor, state,
  attempts, issues, body, payload`;

/** Returns up to `limit` records behind this id, in the order of their ids, with everything that is kept of them. */
export function* recordsAfter(context: TransactionContext, id: string, limit: number): Work<readonly TransferRecord[]> {
  const records = yield* rowsOf(`select ${recordColumns} from records where id > $1 order by id limit $2`, [id, limit]);
  return yield* withOperations(context, records);
}

/** Returns the rows of records as entries. */
function* withOperations(context: TransactionContext, records: readonly Row[]): Work<readonly TransferRecord[]> {
  if (records.length === 0) return [];
  const operations = yield* rowsOf(
    `select ${operationColumns} from operations where record_id in ${listed(context, 1)} order by record_id, sequence`,
    [JSON.stringify(records.map(({ id }) => id))],
  );
  return records.map((record) =>
    toTransferRecord(
      record,
      operations.filter(({ record_id: recordId }) => recordId === record.id),
    ),
  );
}

/** Returns the rows of one record as an entry. */
export function toTransferRecord(record: Row, operations: readonly Row[]): TransferRecord {
  const lfpse = lfpseOf(record);
  const contentRemovedAtMs = optionalNumber(record.content_removed_at_ms);
  return {
    type: "record",
    id: String(record.id),
    organisation: String(record.organisation),
    state: record.state as DeliveryState,
    receivedAtMs: Number(record.received_at_ms),
    changedAtMs: Number(record.changed_at_ms),
    ...(lfpse === undefined ? {} : { lfpse }),
    isYellowCardMissing: Number(record.is_yellow_card_missing) === 1,
    ...(contentRemovedAtMs === undefined ? {} : { contentRemovedAtMs }),
    fence: Number(record.fence),
    operations: operations.map(
      (row): TransferOperation => ({
        sequence: Number(row.sequence),
        kind: row.kind as OperationKind,
        key: String(row.key),
        fingerprint: String(row.fingerprint),
        receipt: String(row.receipt),
        receivedAtMs: Number(row.received_at_ms),
        actor: String(row.actor),
        state: row.state as DeliveryState,
        attempts: Number(row.attempts),
        ...(row.body === null ? {} : { body: base64(row.body) }),
        ...(row.payload === null ? {} : { payload: base64(row.payload) }),
        ...(row.issues === null ? {} : { issues: base64(row.issues) }),
      }),
    ),
  };
}

/** Keeps what is not there yet; returns how many were new. Throws before the transaction ends if something differs. */
export function* importEntries(
  context: TransactionContext,
  entries: readonly TransferEntry[],
  sealer: Sealer,
): Work<number> {
  let added = 0;
  for (const entry of entries) if (yield* importEntry(context, entry, sealer)) added += 1;
  return added;
}

function* importEntry(context: TransactionContext, entry: TransferEntry, sealer: Sealer): Work<boolean> {
  switch (entry.type) {
    case "record":
      return yield* importRecord(context, afterCrash(entry, sealer), sealer);
    case "token": {
      if (yield* insertToken(entry.token)) return true;
      const there = yield* findToken(context, entry.token.id);
      if (!isSame(there, entry.token)) throw differing(`The token ${entry.token.id}`);
      return false;
    }
    case "audit":
      return yield* insertAuditEntry(entry.entry);
  }
}

function* importRecord(context: TransactionContext, record: TransferRecord, sealer: Sealer): Work<boolean> {
  const { id, organisation, state, lfpse, isYellowCardMissing, operations } = record;
  if (operations.some(({ sequence }, index) => sequence !== index + 1)) {
    throw new RangeError(`The record ${id} does not have all of its operations, in order.`);
  }
  const inserted = yield* rowsOf(
    `insert into records (id, organisation, state, revision, current, due_at_ms, fence, attempts, lfpse_id,
       lfpse_version_id, lfpse_reference_number, is_yellow_card_missing, received_at_ms, changed_at_ms,
       content_removed_at_ms)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict (id) do nothing returning id`,
    [
      id,
      organisation,
      state,
      operations.length,
      currentOf(operations).sequence,
      context.nowMs,
      record.fence,
      operations.reduce((sum, { attempts }) => sum + attempts, 0),
      lfpse?.id ?? null,
      lfpse?.versionId ?? null,
      lfpse?.referenceNumber ?? null,
      Number(isYellowCardMissing),
      record.receivedAtMs,
      record.changedAtMs,
      record.contentRemovedAtMs ?? null,
    ],
  );
  if (inserted.length === 0) {
    const rows = yield* rowsOf(`select ${recordColumns} from records where id = $1`, [id]);
    const [there] = yield* withOperations(context, rows);
    const isKept = there !== undefined && isSame(withOpenIssues(there, sealer), withOpenIssues(record, sealer));
    if (!isKept) throw differing(`The record ${id}`);
    return false;
  }
  for (const operation of operations) yield* insertOperation(record, operation);
  return true;
}

function* insertOperation({ id, organisation }: TransferRecord, operation: TransferOperation): Work<void> {
  const { sequence, kind, key, fingerprint, receipt, receivedAtMs, actor, state, attempts } = operation;
  const binds: Bind[] = [id, sequence, organisation, kind, key, fingerprint, receipt, receivedAtMs, actor, state];
  yield* rowsOf(
    `insert into operations (record_id, sequence, organisation, kind, key, fingerprint, receipt, received_at_ms, actor,
       state, attempts, issues, body, payload)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [...binds, attempts, bytes(operation.issues), bytes(operation.body), bytes(operation.payload)],
  );
}

/** The relay that was sending has ended: what it sent is unknown where that can make a second event. */
function afterCrash(record: TransferRecord, sealer: Sealer): TransferRecord {
  const operations = record.operations.map((operation): TransferOperation => {
    if (operation.state !== "sending") return operation;
    const isPost = record.lfpse === undefined && operation.kind !== "withdraw";
    if (!isPost) return { ...operation, state: "waiting" };
    const issues = base64(sealIssues(sealer, [unknownOutcomeIssue], record.id, operation.sequence));
    return { ...operation, state: "unknown", issues };
  });
  return { ...record, operations, state: currentOf(operations).state };
}

/** What was sealed on arrival is sealed anew each time, and says the same. */
function withOpenIssues(record: TransferRecord, sealer: Sealer): TransferRecord {
  return {
    ...record,
    operations: record.operations.map((operation) => {
      const { issues, sequence } = operation;
      return issues === undefined
        ? operation
        : { ...operation, issues: openedOrAsIs(issues, record.id, sequence, sealer) };
    }),
  };
}

function openedOrAsIs(issues: string, recordId: string, sequence: number, sealer: Sealer): string {
  try {
    return sealer.open(Buffer.from(issues, "base64"), placeOf(recordId, sequence, "issues"));
  } catch {
    return issues;
  }
}

function base64(bytes: unknown): string {
  return Buffer.from(optionalBytes(bytes) ?? []).toString("base64");
}

function bytes(text: string | undefined): Uint8Array | null {
  return text === undefined ? null : Buffer.from(text, "base64");
}

/** Absent fields and those that are `undefined` are the same here. */
function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one ?? null)), JSON.parse(JSON.stringify(other ?? null)));
}

function differing(what: string): RangeError {
  return new RangeError(`${what} is there already with other content. Import into an empty store.`);
}
