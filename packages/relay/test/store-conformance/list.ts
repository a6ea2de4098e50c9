import { describe, expect, it } from "vitest";
import type { RecordQuery } from "../../src/store/administration-store.ts";
import type { Store } from "../../src/store/store.ts";
import {
  accepted,
  create,
  createdAs,
  delivered,
  issue,
  leaseMs,
  lfpse,
  type MakeStore,
  opened,
  organisation,
  parked,
  rejected,
  sending,
  startMs,
  take,
  unknown,
  update,
  waiting,
  withdraw,
} from "./store-under-test.ts";

/** Promises of the lists and counts that an administrator works with. */
export function describeListing(make: MakeStore): void {
  describe("listing", () => {
    it("lists records, the newest first, with why each is where it is and without an answer", async () => {
      const { store, advance } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1"));
      await delivered(store, rejected);
      advance(1000);
      await take(store, create("b", { receivedAtMs: startMs + 1000, organisation: "Z02", isYellowCardMissing: true }));
      const page = await store.list({ limit: 10 });
      expect(page).toEqual({
        lines: [
          {
            id: "b",
            organisation: "Z02",
            state: "waiting",
            receivedAt: "2026-01-31T14:05:01.000Z",
            changedAt: "2026-01-31T14:05:01.000Z",
            revision: 1,
            attempts: 0,
            issues: [],
            isYellowCardMissing: true,
          },
          {
            id: "a",
            organisation,
            state: "rejected",
            receivedAt: "2026-01-31T14:05:00.000Z",
            changedAt: "2026-01-31T14:05:00.000Z",
            revision: 2,
            attempts: 2,
            lfpse,
            issues: [issue],
            isYellowCardMissing: false,
          },
        ],
      });
    });

    it("restricts the list to an organisation, to states, and to a Yellow Card reference that is missing", async () => {
      const { store } = await filled(make);
      expect(await ids(store, { organisation: "Z02" })).toEqual(["waiting-2"]);
      expect(await ids(store, { states: ["unknown", "parked"] })).toEqual(["parked", "unknown"]);
      expect(await ids(store, { states: ["unknown", "waiting"], organisation: "Z01" })).toEqual([
        "unknown",
        "waiting-1",
      ]);
      expect(await ids(store, { states: [] })).toEqual([]);
      expect(await ids(store, { isYellowCardMissing: true })).toEqual(["waiting-2", "waiting-1"]);
      expect(await ids(store, { isYellowCardMissing: true, organisation: "Z01" })).toEqual(["waiting-1"]);
      expect(await ids(store, { isYellowCardMissing: true, states: ["accepted"] })).toEqual([]);
      expect(await ids(store, { isYellowCardMissing: false, states: ["waiting", "accepted"] })).toEqual(["accepted"]);
    });

    it.each<[string, Partial<RecordQuery>]>([
      ["of all", {}],
      ["of one organisation", { organisation }],
      ["of one state", { states: ["waiting"] }],
      ["with a Yellow Card reference missing", { isYellowCardMissing: true }],
    ])("pages through records %s, each once, though many came in the same millisecond", async (_, query) => {
      const { store } = await opened(make);
      const all = Array.from({ length: 23 }, (_, index) => `id-${String(index).padStart(2, "0")}`);
      for (const [index, id] of all.entries()) {
        const receivedAtMs = startMs + Math.floor(index / 9);
        await take(store, create(id, { receivedAtMs, isYellowCardMissing: true }));
      }
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await store.list({ ...query, limit: 5, ...(after === undefined ? {} : { after }) });
        expect(page.lines.length).toBeLessThanOrEqual(5);
        seen.push(...page.lines.map(({ id }) => id));
        expect(seen.length).toBeLessThanOrEqual(23);
        after = page.next;
      } while (after !== undefined);
      expect(seen).toEqual([...all].reverse());
    });

    it("says that there is no next page where the last one is full", async () => {
      const { store } = await opened(make);
      for (const id of ["a", "b"]) await take(store, create(id));
      expect((await store.list({ limit: 1 })).next).toBeDefined();
      expect((await store.list({ limit: 2 })).next).toBeUndefined();
    });

    it("goes on behind a page although newer records came since", async () => {
      const { store } = await opened(make);
      for (const [index, id] of ["a", "b", "c"].entries()) {
        await take(store, create(id, { receivedAtMs: startMs + index }));
      }
      const { next = "" } = await store.list({ limit: 1 });
      await take(store, create("d", { receivedAtMs: startMs + 9 }));
      expect((await store.list({ limit: 9, after: next })).lines.map(({ id }) => id)).toEqual(["b", "a"]);
    });

    it("refuses a limit that is out of range, and a cursor that is not its own", async () => {
      const { store } = await opened(make);
      for (const limit of [0, 501, 1.5, Number.NaN]) await expect(store.list({ limit })).rejects.toThrow(RangeError);
      for (const after of ["", "x", "bnVsbA", "WzEsMl0", "' or 1 = 1"]) {
        await expect(store.list({ limit: 5, after })).rejects.toThrow(RangeError);
      }
    });

    it("counts records in each state, and what is missing and oldest", async () => {
      const { store } = await filled(make);
      const states = { unknown: 1, parked: 1, rejected: 1, waiting: 2, sending: 1, accepted: 1, withdrawn: 1 };
      expect(await store.count()).toEqual({ states, yellowCardsMissing: 2, oldestWaitingAtMs: startMs });
      const none = Object.fromEntries(Object.keys(states).map((state) => [state, 0]));
      expect(await store.count({ organisation: "Z02" })).toEqual({
        states: { ...none, waiting: 1 },
        yellowCardsMissing: 1,
        oldestWaitingAtMs: startMs + 2,
      });
      expect(await store.count({ organisation: "Z03" })).toEqual({ states: none, yellowCardsMissing: 0 });
    });

    it("takes the age of what waits from the operation that is next, not from its record", async () => {
      const { store } = await opened(make);
      const oldestMs = async (request?: { readonly organisation: string }) =>
        ((await store.count(request)).oldestWaitingAtMs ?? Number.NaN) - startMs;
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1", { receivedAtMs: startMs + 5_000 }));
      await take(store, update("a", "u2", { receivedAtMs: startMs + 6_000 }));
      expect(await oldestMs()).toBe(5_000);
      expect(await oldestMs({ organisation })).toBe(5_000);
      await take(store, create("later", { receivedAtMs: startMs + 7_000, organisation: "Z02" }));
      expect(await oldestMs()).toBe(5_000);
      expect(await oldestMs({ organisation: "Z02" })).toBe(7_000);
      await take(store, create("between", { receivedAtMs: startMs + 1_000, organisation: "Z02" }));
      expect(await oldestMs()).toBe(1_000);
      const claims = await store.claim({ owner: "relay-1", leaseMs, limit: 3 });
      for (const claim of claims) await store.markSending({ ...claim, payload: "{}", leaseMs });
      expect(await oldestMs()).toBe(1_000);
      for (const claim of claims) await store.settle({ ...claim, settlement: accepted });
      expect(await oldestMs()).toBe(6_000);
    });
  });
}

/** Returns a store with a record in every state, two of them waiting. */
async function filled(make: MakeStore) {
  const kept = await opened(make);
  const { store } = kept;
  for (const settlement of [accepted, rejected, unknown, parked]) await createdAs(store, settlement.state, settlement);
  await take(store, create("withdrawn"));
  await take(store, withdraw("withdrawn"));
  await take(store, create("sending"));
  await sending(store);
  await take(store, create("waiting-1", { receivedAtMs: startMs + 1, isYellowCardMissing: true }));
  await delivered(store, waiting(leaseMs));
  const later = { receivedAtMs: startMs + 2, isYellowCardMissing: true, organisation: "Z02" };
  await take(store, create("waiting-2", later));
  return kept;
}

/** The newest first; of the same millisecond, the last id first. */
async function ids(store: Store, query: Partial<RecordQuery>): Promise<string[]> {
  const { lines } = await store.list({ limit: 100, ...query });
  const known = lines.map(({ id }) => id);
  return query.states?.includes("unknown") === true ? known.sort() : known;
}
