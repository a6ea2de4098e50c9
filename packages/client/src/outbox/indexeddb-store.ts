import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { createListeners } from "./listeners.ts";
import { type DeliveryGate, givesWay, type OutboxEntry, type OutboxStore, openGate } from "./outbox-store.ts";

/**
 * Where {@link openIndexedDbStore} keeps its entries.
 *
 * @example
 * const options: IndexedDbStoreOptions = { name: "ward-tablet" };
 */
export interface IndexedDbStoreOptions {
  /** Name of the database. Pages of one origin that give the same name share the outbox. Default: `digital-factors`. */
  readonly name?: string;
}

type StoredEntry = OutboxEntry & { readonly sequence?: number };

interface OutboxSchema extends DBSchema {
  entries: { key: number; value: StoredEntry; indexes: { byId: string } };
  gate: { key: string; value: DeliveryGate };
}

type Database = IDBPDatabase<OutboxSchema>;
type Transaction = IDBPTransaction<OutboxSchema, ("entries" | "gate")[], "readwrite">;

/** One step for each version of the database, in order. A step adds; it never drops what is there. */
const upgradeSteps: readonly ((database: Database) => void)[] = [
  (database) => {
    const entries = database.createObjectStore("entries", { keyPath: "sequence", autoIncrement: true });
    entries.createIndex("byId", "id", { unique: true });
    database.createObjectStore("gate");
  },
];

/**
 * Returns a store in IndexedDB, shared by all tabs of the origin. Writes ask for strict durability: what is stored is on
 * the disk, not only on its way there.
 *
 * The database is opened at the first use and again if the browser closed it; where the browser refuses (private mode, no
 * room, an older page beside a newer database) the methods reject and nothing that is stored is lost.
 *
 * @param options - Name of the database.
 * @example
 * const relay = createRelayClient({ baseUrl: "/relay", outbox: openIndexedDbStore() });
 */
export function openIndexedDbStore(options: IndexedDbStoreOptions = {}): OutboxStore {
  const { name = "digital-factors" } = options;
  const listeners = createListeners();
  let opening: Promise<Database> | undefined;
  let channel: BroadcastChannel | undefined;

  const forget = () => {
    opening = undefined;
  };

  const open = (): Promise<Database> => {
    opening ??= openDB<OutboxSchema>(name, upgradeSteps.length, {
      upgrade: (database, oldVersion) => {
        for (const step of upgradeSteps.slice(oldVersion)) step(database);
      },
      // Another tab brings a newer version: give way, and open again at the next use.
      blocking: (_, __, event) => {
        forget();
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  };

  const begin = async <Mode extends "readonly" | "readwrite">(mode: Mode) =>
    (await open()).transaction(["entries", "gate"], mode, { durability: "strict" });

  const write = async <Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> => {
    const transaction = await begin("readwrite");
    // The failure is thrown by the request that met it; this keeps it from being reported twice.
    transaction.done.catch(() => {});
    try {
      const value = await work(transaction);
      await transaction.done;
      return value;
    } catch (error) {
      abort(transaction);
      throw error;
    }
  };

  const listen = () => {
    if (channel !== undefined || typeof BroadcastChannel === "undefined") return;
    channel = new BroadcastChannel(`digital-factors-outbox:${name}`);
    channel.onmessage = listeners.call;
  };

  const tell = () => {
    listen();
    channel?.postMessage("changed");
    listeners.call();
  };

  return {
    name,
    add: async (entry) => {
      const stored = await write(async (transaction) => {
        const entries = transaction.objectStore("entries");
        const known = await entries.index("byId").get(entry.id);
        if (known !== undefined && !givesWay(known)) return known;
        if (known?.sequence !== undefined) await entries.delete(known.sequence);
        await entries.add(entry);
        return entry;
      });
      tell();
      return withoutSequence(stored);
    },
    list: async () => {
      const entries = (await begin("readonly")).objectStore("entries");
      return (await entries.getAll()).map(withoutSequence);
    },
    get: async (id) => {
      const entries = (await begin("readonly")).objectStore("entries");
      const known = await entries.index("byId").get(id);
      return known === undefined ? undefined : withoutSequence(known);
    },
    update: async (id, change) => {
      const changed = await write(async (transaction) => {
        const entries = transaction.objectStore("entries");
        const known = await entries.index("byId").get(id);
        if (known?.sequence === undefined) return undefined;
        const next = change(withoutSequence(known));
        await entries.put({ ...next, sequence: known.sequence });
        return next;
      });
      if (changed !== undefined) tell();
      return changed;
    },
    remove: async (id) => {
      const isThere = await write(async (transaction) => {
        const entries = transaction.objectStore("entries");
        const sequence = await entries.index("byId").getKey(id);
        if (sequence !== undefined) await entries.delete(sequence);
        return sequence !== undefined;
      });
      if (isThere) tell();
      return isThere;
    },
    updateGate: async (change) =>
      await write(async (transaction) => {
        const gates = transaction.objectStore("gate");
        const known = (await gates.get("delivery")) ?? openGate;
        const gate = change(known);
        if (gate !== known) await gates.put(gate, "delivery");
        return gate;
      }),
    watch: (listener) => {
      listen();
      return listeners.add(listener);
    },
    close: async () => {
      channel?.close();
      channel = undefined;
      const database = await opening?.catch(() => undefined);
      forget();
      database?.close();
    },
  };
}

function abort(transaction: Transaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

function withoutSequence({ sequence: _, ...entry }: StoredEntry): OutboxEntry {
  return entry;
}
