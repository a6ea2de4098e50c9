import type { OutboxEntry, OutboxStore } from "@digital-factors/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

/** Opens the store under test; the same name opens the same entries. */
export interface StoreUnderTest {
  readonly open: (name: string) => OutboxStore;
  /** Whether a second store of the same name sees the same entries, as in another tab. */
  readonly isShared: boolean;
}

let namesMade = 0;

export function entryOf(id: string, changes: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id,
    body: `{"id":"${id}"}`,
    state: "waiting",
    storedAt: "2026-03-02T09:20:00.000Z",
    attempts: 0,
    notBeforeMs: 0,
    ...changes,
  };
}

/** What every {@link OutboxStore} promises. */
export function describeOutboxStore(title: string, { open, isShared }: StoreUnderTest): void {
  describe(`${title} as an OutboxStore`, () => {
    let name: string;
    let store: OutboxStore;
    const opened: OutboxStore[] = [];
    const openAgain = () => {
      const another = open(name);
      opened.push(another);
      return another;
    };

    beforeEach(() => {
      namesMade += 1;
      name = `conformance-${namesMade}`;
      store = openAgain();
    });
    afterEach(async () => {
      for (const each of opened.splice(0)) await each.close();
    });

    const idsOf = async (each: OutboxStore) => (await each.list()).map(({ id }) => id);

    it("starts empty", async () => {
      expect(await store.list()).toEqual([]);
      expect(await store.get("a")).toBeUndefined();
    });

    it("gives back what was put in, byte for byte", async () => {
      const body = '{"words":"naïve  \\u0000 \u2028 👩‍⚕️","number":1.0}';
      await store.add(entryOf("a", { body }));
      expect(await store.get("a")).toEqual(entryOf("a", { body }));
      expect(await store.list()).toEqual([entryOf("a", { body })]);
    });

    it("lists in the order of adding, whatever the ids and the clock say", async () => {
      await store.add(entryOf("c", { storedAt: "2030-01-01T00:00:00.000Z" }));
      await store.add(entryOf("a", { storedAt: "2020-01-01T00:00:00.000Z" }));
      await store.add(entryOf("b"));
      await store.update("c", (entry) => ({ ...entry, attempts: 9 }));
      expect(await idsOf(store)).toEqual(["c", "a", "b"]);
    });

    it.each(["waiting", "sending"] as const)("keeps the first of two of one id that is %s", async (state) => {
      await store.add(entryOf("a", { state }));
      const stands = await store.add(entryOf("a", { body: "other" }));
      expect(stands).toEqual(entryOf("a", { state }));
      expect(await store.list()).toEqual([entryOf("a", { state })]);
    });

    it.each(["accepted", "rejected", "expired"] as const)(
      "puts a new one, last, in the place of one that is %s",
      async (state) => {
        await store.add(entryOf("a", { state }));
        await store.add(entryOf("b"));
        const stands = await store.add(entryOf("a", { body: "other" }));
        expect(stands).toEqual(entryOf("a", { body: "other" }));
        expect(await idsOf(store)).toEqual(["b", "a"]);
      },
    );

    it("adds one of several that come at once under one id", async () => {
      const stand = await Promise.all(["1", "2", "3"].map(async (body) => await store.add(entryOf("a", { body }))));
      expect(new Set(stand.map(({ body }) => body)).size).toBe(1);
      expect(await store.list()).toHaveLength(1);
    });

    it("loses no change of several that come at once", async () => {
      await store.add(entryOf("a"));
      const once = async () => await store.update("a", (entry) => ({ ...entry, attempts: entry.attempts + 1 }));
      await Promise.all(Array.from({ length: 20 }, once));
      expect((await store.get("a"))?.attempts).toBe(20);
    });

    it("keeps an error that an entry carries", async () => {
      const error = { kind: "network", isSafeToRetry: true, message: "The relay could not be reached." } as const;
      await store.add(entryOf("a"));
      await store.update("a", (entry) => ({ ...entry, error }));
      expect((await store.get("a"))?.error).toEqual(error);
    });

    it("leaves an entry as it was when its change throws", async () => {
      await store.add(entryOf("a"));
      const change = () => {
        throw new RangeError("on purpose");
      };
      await expect(store.update("a", change)).rejects.toThrow("on purpose");
      expect(await store.get("a")).toEqual(entryOf("a"));
    });

    it("changes and removes nothing that is not there", async () => {
      expect(await store.update("none", (entry) => entry)).toBeUndefined();
      expect(await store.remove("none")).toBe(false);
    });

    it("removes an entry for good", async () => {
      await store.add(entryOf("a"));
      expect(await store.remove("a")).toBe(true);
      expect(await store.list()).toEqual([]);
    });

    it("keeps one gate, changed in one step", async () => {
      const closed = await store.updateGate((gate) => gate);
      expect(closed).toEqual({ owner: "", heldUntilMs: 0, pausedUntilMs: 0, askedMs: 0, failures: 0 });
      const add = async () => await store.updateGate((gate) => ({ ...gate, failures: gate.failures + 1 }));
      await Promise.all(Array.from({ length: 20 }, add));
      expect((await store.updateGate((gate) => gate)).failures).toBe(20);
    });

    it("tells its watchers of each change of an entry, until they leave", async () => {
      let calls = 0;
      const leave = store.watch(() => {
        calls += 1;
      });
      await store.add(entryOf("a"));
      await store.update("a", (entry) => ({ ...entry, attempts: 1 }));
      await store.updateGate((gate) => ({ ...gate, failures: 1 }));
      await store.remove("a");
      expect(calls).toBe(3);
      leave();
      await store.add(entryOf("b"));
      expect(calls).toBe(3);
    });

    it("lets its watchers read what has changed", async () => {
      const seen = new Promise<readonly string[]>((resolve) => {
        store.watch(() => resolve(idsOf(store)));
      });
      await store.add(entryOf("a"));
      expect(await seen).toEqual(["a"]);
    });

    if (isShared) {
      it("shows another tab what it holds, and tells its watchers", async () => {
        const other = openAgain();
        const told = new Promise<void>((resolve) => {
          other.watch(() => resolve());
        });
        await store.add(entryOf("a"));
        await told;
        expect(await other.list()).toEqual([entryOf("a")]);
      });

      it("keeps its order and its one entry of an id over two tabs", async () => {
        const other = openAgain();
        await store.add(entryOf("b"));
        await other.add(entryOf("a"));
        await Promise.all([store.add(entryOf("c", { body: "1" })), other.add(entryOf("c", { body: "2" }))]);
        expect(await idsOf(store)).toEqual(["b", "a", "c"]);
      });

      it("gives the gate to one of two tabs", async () => {
        const other = openAgain();
        const take = async (each: OutboxStore, owner: string) =>
          (await each.updateGate((gate) => (gate.owner === "" ? { ...gate, owner } : gate))).owner;
        const owners = await Promise.all([take(store, "one"), take(other, "two")]);
        expect(new Set(owners).size).toBe(1);
      });

      it("holds its entries after it is closed, and opens again by itself", async () => {
        await store.add(entryOf("a"));
        await store.close();
        expect(await store.list()).toEqual([entryOf("a")]);
      });
    }
  });
}
