import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import type { DeliveryGate, OutboxEntry } from "./outbox-store.ts";

/** An entry as it lies in the database: with its place in the order of adding. */
export type StoredEntry = OutboxEntry & { readonly sequence?: number };

/** What the database holds in its newest format. */
export interface OutboxSchema extends DBSchema {
  entries: { key: number; value: StoredEntry; indexes: { byId: string } };
  gate: { key: string; value: DeliveryGate };
}

type Stores = ("entries" | "gate")[];

/** One step from a format to the next. It adds and changes; it never drops a report. */
export type FormatStep = (
  database: IDBPDatabase<OutboxSchema>,
  transaction: IDBPTransaction<OutboxSchema, Stores, "versionchange">,
) => void | Promise<void>;

/**
 * Every format of the stored outbox, as the steps that lead to it. The version of the database is their number. A step
 * that was released is never changed: `outbox-formats.test.ts` holds the bytes of each.
 *
 * A field that an older release may ignore needs no step: entries are changed by copying, so it stays. Everything else
 * does, and then an older release leaves the database alone.
 */
export const formatSteps: readonly FormatStep[] = [
  (database) => {
    const entries = database.createObjectStore("entries", { keyPath: "sequence", autoIncrement: true });
    entries.createIndex("byId", "id", { unique: true });
    database.createObjectStore("gate");
  },
];
