import { type IDBPDatabase, type IDBPObjectStore, type IDBPTransaction, openDB } from "idb";
import { createListeners } from "./listeners.ts";
import { type FormatStep, formatSteps, type OutboxSchema, type StoredEntry } from "./outbox-format.ts";
import { isOpen, type OutboxEntry, type OutboxStore, openGate } from "./outbox-store.ts";

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

type Database = IDBPDatabase<OutboxSchema>;
type Transaction = IDBPTransaction<OutboxSchema, ("entries" | "gate")[], "readwrite">;
type Entries = IDBPObjectStore<OutboxSchema, ("entries" | "gate")[], "entries", "readwrite">;

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
  return openStoreOfFormat(options, formatSteps);
}

/** The store in the format to which the steps lead. */
export function openStoreOfFormat(
  { name = "digital-factors" }: IndexedDbStoreOptions,
  steps: readonly FormatStep[],
): OutboxStore {
  const listeners = createListeners<[isLost: boolean]>();
  let opening: Promise<Database> | undefined;
  let channel: BroadcastChannel | undefined;

  const forget = () => {
    opening = undefined;
  };

  const lose = () => {
    forget();
    listeners.call(true);
  };

  const open = (): Promise<Database> => {
    opening ??= openDB<OutboxSchema>(name, steps.length, {
      upgrade: async (database, oldVersion, _, transaction) => {
        // The promise of `openDB` tells it; this keeps it from being reported twice.
        transaction.done.catch(() => {});
        try {
          for (const step of steps.slice(oldVersion)) await step(database, transaction);
        } catch {
          // Half an upgrade is none: everything stays in the format it had.
          abort(transaction);
        }
      },
      // Another tab brings a newer version: give way, and open again at the next use. None at all: it is being deleted.
      blocking: (_, newVersion, event) => {
        forget();
        if (event.target instanceof IDBDatabase) event.target.close();
        if (newVersion === null) lose();
      },
      terminated: lose,
    }).catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  };

  const begin = async <Mode extends "readonly" | "readwrite">(mode: Mode) => {
    const database = await open();
    try {
      return database.transaction(["entries", "gate"], mode, { durability: "strict" });
    } catch (error) {
      // A connection that is closed without a word.
      lose();
      throw error;
    }
  };

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

  /** Changes the entry of this id in one step, and tells if `work` returned one. */
  const change = async <Value>(
    id: string,
    work: (entries: Entries, known: StoredEntry | undefined, sequence: number | undefined) => Promise<Value>,
  ): Promise<Value> => {
    const value = await write(async (transaction) => {
      const entries = transaction.objectStore("entries");
      const known = await entries.index("byId").get(id);
      return await work(entries, known, known?.sequence);
    });
    if (value) {
      listen();
      channel?.postMessage("changed");
      listeners.call(false);
    }
    return value;
  };

  const listen = () => {
    if (channel !== undefined || typeof BroadcastChannel === "undefined") return;
    channel = new BroadcastChannel(`digital-factors-outbox:${name}`);
    channel.onmessage = () => listeners.call(false);
  };

  return {
    name,
    add: async (entry) =>
      await change(entry.id, async (entries, known, sequence) => {
        if (known !== undefined && isOpen(known)) return withoutSequence(known);
        if (sequence !== undefined) await entries.delete(sequence);
        await entries.add(entry);
        return entry;
      }),
    list: async () => {
      const entries = (await begin("readonly")).objectStore("entries");
      return (await entries.getAll()).map(withoutSequence);
    },
    get: async (id) => {
      const known = await (await begin("readonly")).objectStore("entries").index("byId").get(id);
      return known && withoutSequence(known);
    },
    update: async (id, next) =>
      await change(id, async (entries, known, sequence) => {
        if (known === undefined || sequence === undefined) return undefined;
        const changed = next(withoutSequence(known));
        await entries.put({ ...changed, sequence });
        return changed;
      }),
    remove: async (id) =>
      await change(id, async (entries, _, sequence) => {
        if (sequence === undefined) return false;
        await entries.delete(sequence);
        return true;
      }),
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

function abort(transaction: { readonly abort: () => void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

function withoutSequence({ sequence: _, ...entry }: StoredEntry): OutboxEntry {
  return entry;
}
