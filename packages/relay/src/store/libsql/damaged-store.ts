import { pathToFileURL } from "node:url";
import Database from "libsql";
import { entrySchema } from "../../transfer/transfer-format.ts";
import { plainSealer, type Sealer } from "../sealer.ts";
import { tokenColumns, toToken } from "../sql/access.ts";
import { auditColumns, toEntry } from "../sql/audit-log.ts";
import { type ContentColumn, contentColumns, placeOf } from "../sql/content.ts";
import { isOpen } from "../sql/kept-record.ts";
import { openFingerprint } from "../sql/sealed-fingerprint.ts";
import { operationColumns, recordColumns, type TransferRecord, toTransferRecord } from "../sql/transfer.ts";
import type { Row } from "../sql/work.ts";
import { StoreOpenError } from "../store-open-error.ts";
import type { TransferEntry } from "../transfer-store.ts";
import { notUsable } from "./connection.ts";
import { DamagedTable } from "./damaged-table.ts";
import { checkSalvageable } from "./migrate.ts";

/**
 * What can still be read of a damaged store.
 *
 * @example
 * const isWhole = (store: DamagedStore) => store.skipped() === 0;
 */
export interface DamagedStore {
  /** Gives what can be read: records in the order they came, tokens, the audit log. */
  readonly entries: () => IterableIterator<TransferEntry>;
  /** Entries given so far. */
  readonly read: () => number;
  /** Entries left out so far, since they or a part that matters cannot be read. */
  readonly skipped: () => number;
  readonly close: () => void;
}

/**
 * Opens a store that failed its integrity check, to save what can be read. Nothing is written to it.
 *
 * A record is given whole, or without the content of operations that are done; one whose next delivery cannot be read is
 * left out, and so is an entry that an import would refuse. What SQLite cannot see, such as a changed letter in a receipt,
 * is not found; sealed content that was changed is, by its sealer. The newest records may be missing without a trace:
 * SQLite leaves out the end of a damaged log.
 *
 * @param file - Path of the database file.
 * @param sealer - Opens content, to see whether it is whole. Default: one that takes it as it is.
 * @throws {@link StoreOpenError} if the file cannot be opened at all, or another release wrote it.
 * @example
 * const store = readDamagedStore(".data/relay.db");
 * for (const entry of store.entries()) entry.type;
 * store.close();
 */
export function readDamagedStore(file: string, sealer: Sealer = plainSealer): DamagedStore {
  const database = opened(file);
  let read = 0;
  let skipped = 0;
  function* entriesOf(table: DamagedTable, toTransfer: (row: Row) => TransferEntry | undefined) {
    for (const row of table.rows()) {
      const entry = row === "unreadable" ? undefined : toTransfer(row);
      // One entry of another form would make an import refuse the others with it.
      if (entry === undefined || !entrySchema.safeParse(entry).success) skipped += 1;
      else {
        read += 1;
        yield entry;
      }
    }
  }
  return {
    *entries() {
      const table = (name: string, columns: string) => new DamagedTable(database, name, columns);
      const operations = table("operations", operationColumns);
      yield* entriesOf(table("records", `${recordColumns}, revision`), (row) => readRecord(row, operations, sealer));
      yield* entriesOf(table("tokens", tokenColumns), (row) => ({ type: "token", token: toToken(row) }));
      yield* entriesOf(table("audit_entries", auditColumns), (row) => ({ type: "audit", entry: toEntry(row) }));
    },
    read: () => read,
    skipped: () => skipped,
    close: () => database.close(),
  };
}

function opened(file: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(`${pathToFileURL(file).href}?mode=ro`);
    checkSalvageable(database);
    return database;
  } catch (cause) {
    database?.close();
    throw cause instanceof StoreOpenError ? cause : notUsable(cause);
  }
}

function readRecord(record: Row, operations: DamagedTable, sealer: Sealer): TransferEntry | undefined {
  const revision = Number(record.revision);
  const rows = operations.rowsWhere("record_id", String(record.id), "sequence", contentColumns);
  const isComplete = rows.length === revision && rows.every(({ sequence }, index) => sequence === index + 1);
  if (!isComplete) return undefined;
  const entry = toTransferRecord(
    record,
    rows.map((row) => withoutDamage(row, sealer)),
  );
  const isDeliverable =
    entry.contentRemovedAtMs !== undefined ||
    entry.operations.every(
      (operation) => !isOpen(operation) || operation.kind === "withdraw" || operation.body !== undefined,
    );
  return isDeliverable && hasFingerprints(entry, sealer) ? entry : undefined;
}

/** Whether a repeat of each operation would still be known. */
function hasFingerprints({ id, operations }: TransferRecord, sealer: Sealer): boolean {
  try {
    for (const { fingerprint, sequence } of operations) openFingerprint(sealer, fingerprint, id, sequence);
    return true;
  } catch {
    return false;
  }
}

/** Returns the row without the content that is not what was kept. */
function withoutDamage(row: Row, sealer: Sealer): Row {
  const isWhole = (column: ContentColumn) => {
    if (row[column] === null) return true;
    try {
      sealer.open(row[column] as Uint8Array, placeOf(String(row.record_id), Number(row.sequence), column));
      return true;
    } catch {
      return false;
    }
  };
  const lost = contentColumns.filter((column) => !isWhole(column));
  return { ...row, ...Object.fromEntries(lost.map((column) => [column, null])) };
}
