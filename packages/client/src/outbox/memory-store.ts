import { createListeners } from "./listeners.ts";
import { type DeliveryGate, isOpen, type OutboxEntry, type OutboxStore, openGate } from "./outbox-store.ts";

let storesMade = 0;

/**
 * Returns a store that keeps its entries until the page or the process ends: for tests, and for a host that forbids
 * anything on the device.
 *
 * @example
 * const relay = createRelayClient({ baseUrl: "https://relay.example", outbox: createMemoryStore() });
 */
export function createMemoryStore(): OutboxStore {
  storesMade += 1;
  const entries = new Map<string, OutboxEntry>();
  const listeners = createListeners<[isLost: boolean]>();
  let gate: DeliveryGate = openGate;
  return {
    name: `memory-${storesMade}`,
    add: async (entry) => {
      const known = entries.get(entry.id);
      if (known !== undefined && isOpen(known)) return known;
      entries.delete(entry.id);
      entries.set(entry.id, entry);
      listeners.call(false);
      return entry;
    },
    list: async () => [...entries.values()],
    get: async (id) => entries.get(id),
    update: async (id, change) => {
      const known = entries.get(id);
      if (known === undefined) return undefined;
      const changed = change(known);
      entries.set(id, changed);
      listeners.call(false);
      return changed;
    },
    remove: async (id) => {
      const isThere = entries.delete(id);
      if (isThere) listeners.call(false);
      return isThere;
    },
    updateGate: async (change) => {
      gate = change(gate);
      return gate;
    },
    watch: listeners.add,
    close: async () => {},
  };
}
