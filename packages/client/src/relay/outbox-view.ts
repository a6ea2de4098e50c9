import type { Outcome } from "../errors/client-error.ts";
import { createListeners } from "../outbox/listeners.ts";
import { isOpen, type OutboxEntry, type OutboxStorage, type OutboxStore } from "../outbox/outbox-store.ts";

/** The outbox as this page sees it, also when the device has taken it away. */
export interface OutboxView {
  /** What the store holds. */
  readonly read: () => Promise<readonly OutboxEntry[]>;
  /** The same, and what the store would not take back. */
  readonly list: () => Promise<readonly OutboxEntry[]>;
  /** Calls the listener with the entries and with whether the device keeps them, until the returned function is called. */
  readonly subscribe: (listener: (entries: readonly OutboxEntry[], storage: OutboxStorage) => void) => () => void;
  /** Says that the store took an entry. */
  readonly stored: (entry: OutboxEntry) => void;
  /** Says that the store did not take one, and why. */
  readonly refused: (cause: unknown) => void;
  /** Takes away what the store would not take back; false if it is none of those. */
  readonly discard: (id: string) => boolean;
}

/**
 * Returns a view that remembers what the store held when it was last read. When the browser takes the store away under
 * the page, what was known is put back; what cannot be put back is sent directly, and shown for as long as the page lives.
 */
export function createOutboxView(
  store: OutboxStore,
  sendDirectly: (entry: OutboxEntry) => Promise<Outcome<unknown>>,
): OutboxView {
  const listeners = createListeners<[readonly OutboxEntry[], OutboxStorage]>();
  /** What the store would not take back. */
  const homeless = new Map<string, OutboxEntry>();
  let known: readonly OutboxEntry[] = [];
  let readRefusal: OutboxStorage | undefined;
  let writeRefusal: OutboxStorage | undefined;
  let isEvicted = false;
  let isLost = false;
  let isReading = false;
  let isStale = false;
  let isWatching = false;

  const withHomeless = (entries: readonly OutboxEntry[]) => [
    ...entries.filter(({ id }) => !homeless.has(id)),
    ...homeless.values(),
  ];

  const tell = () => {
    listeners.call(withHomeless(known), writeRefusal ?? readRefusal ?? (isEvicted ? "evicted" : "kept"));
  };

  const keepHere = async (entry: OutboxEntry) => {
    const { id } = entry;
    homeless.set(id, entry);
    if (!isOpen(entry)) return;
    const outcome = await sendDirectly(entry);
    // Absent if a person has discarded it meanwhile.
    const isKept = homeless.delete(id);
    if (isKept && !outcome.ok) homeless.set(id, { ...entry, state: "rejected", error: outcome.error });
    tell();
  };

  const read = async () => {
    const entries = await store.list();
    const isRecovered = readRefusal !== undefined;
    readRefusal = undefined;
    // What was known is still needed to find what was lost.
    if (!isLost) known = entries;
    if (isRecovered) tell();
    return entries;
  };

  const look = async () => {
    isStale = true;
    if (isReading) return;
    isReading = true;
    while (isStale) {
      isStale = false;
      // Only a reading that began after the loss shows what is left.
      const before = isLost ? known : [];
      isLost = false;
      let entries: readonly OutboxEntry[] = [];
      try {
        entries = await read();
      } catch (error) {
        readRefusal = refusalOf(error);
      }
      for (const entry of before) {
        if (entry.state === "accepted" || has(entries, entry)) continue;
        isEvicted = true;
        await store.add(entry).catch(() => void keepHere(entry));
      }
      tell();
    }
    isReading = false;
  };

  return {
    read,
    list: async () => {
      try {
        return withHomeless(await read());
      } catch (error) {
        if (homeless.size === 0) throw error;
        return withHomeless([]);
      }
    },
    subscribe: (listener) => {
      const leave = listeners.add(listener);
      if (!isWatching) {
        store.watch((lost) => {
          isLost ||= lost;
          void look();
        });
      }
      isWatching = true;
      void look();
      return leave;
    },
    stored: (entry) => {
      writeRefusal = undefined;
      if (!has(known, entry)) known = [...known, entry];
    },
    refused: (cause) => {
      writeRefusal = refusalOf(cause);
      tell();
    },
    discard: (id) => homeless.delete(id),
  };
}

function has(entries: readonly OutboxEntry[], { id }: OutboxEntry): boolean {
  return entries.some((entry) => entry.id === id);
}

function refusalOf(error: unknown): OutboxStorage {
  return String(error).startsWith("VersionError") ? "newer" : "refused";
}
