import { describe, expect, it } from "vitest";
import type { TransferEntry } from "../../src/store/transfer-store.ts";
import {
  accepted,
  create,
  createdAs,
  delivered,
  dueIds,
  exampleSealer,
  exported,
  issue,
  leaseMs,
  lfpse,
  type MakeStore,
  opened,
  operationStates,
  organisation,
  parked,
  rejected,
  sending,
  startMs,
  statusOf,
  take,
  token,
  unknown,
  update,
  waiting,
  withdraw,
} from "./store-under-test.ts";

/** Promises of moving everything from one store to another. */
export function describeMoving(make: MakeStore): void {
  describe("moving", () => {
    it("moves everything from one store to an empty one, and from there again, with nothing changed", async () => {
      const { store } = await filled(make);
      const entries = await exported(store);
      expect(entries.map(({ type }) => type)).toEqual([
        ...Array(8).fill("record"),
        ...["token", "token"],
        ...["audit", "audit", "audit"],
      ]);
      const ids = entries.flatMap((entry) => (entry.type === "record" ? [entry.id] : []));
      expect(ids).toEqual([...ids].sort());
      const { store: other } = await opened(make);
      expect(await other.import(entries)).toBe(13);
      expect(await exported(other)).toEqual(entries);
      for (const id of ids) {
        expect(await other.find(id)).toEqual(await store.find(id));
        expect(await other.read(id)).toEqual(await store.read(id));
      }
      expect(await other.count()).toEqual(await store.count());
      expect((await other.auditTrail({ limit: 100 })).entries).toEqual(
        (await store.auditTrail({ limit: 100 })).entries,
      );
    });

    it("keeps content sealed on its way, and every field as JSON", async () => {
      const { store } = await filled(make);
      const entries = await exported(store);
      expect(JSON.parse(JSON.stringify(entries))).toEqual(entries);
      expect(JSON.stringify(entries)).not.toMatch(/Check this|\{\\"create|fingerprint of/);
    });

    it("is the same as it was when it is repeated, in whole or in part", async () => {
      const { store } = await filled(make);
      const entries = await exported(store);
      const { store: other } = await opened(make);
      expect(await other.import(entries.slice(0, 5))).toBe(5);
      expect(await other.import(entries)).toBe(8);
      expect(await other.import(entries)).toBe(0);
      expect(await exported(other)).toEqual(entries);
    });

    it("goes on where the old store was: what waits is due, order and numbers of claims continue", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1"));
      const old = await delivered(store, waiting(1e9));
      const { store: other } = await opened(make);
      await other.import(await exported(store));
      const claim = await sending(other);
      expect(claim).toMatchObject({ recordId: "a", sequence: 2, attempts: 1, lfpse, body: '{"update":"u1"}' });
      expect(claim.fence).toBeGreaterThan(old.fence);
      expect(await other.take(update("a", "u1"))).toEqual({ outcome: "known", receipt: "receipt of u1" });
      await take(other, update("a", "u2"));
      expect((await statusOf(other, "a")).revision).toBe(3);
    });

    it("takes what was sending as after a crash: a create is unknown, anything else waits", async () => {
      const { store, advance } = await opened(make);
      await createdAs(store, "updated", accepted);
      await take(store, update("updated", "u1"));
      const second = await sending(store);
      await take(store, create("created"));
      // Of this attempt it is known that nothing came of it; of the next one nothing is.
      await delivered(store, waiting(0));
      const first = await sending(store);
      const entries = await exported(store);
      const { store: other } = await opened(make);
      expect(await other.import(entries)).toBe(2);
      expect(await other.import(entries)).toBe(0);
      const issues = [{ rule: "unknown-outcome" }];
      expect(await statusOf(other, "created")).toMatchObject({ state: "unknown", issues });
      expect(await operationStates(other, "updated")).toEqual(["accepted", "waiting"]);
      advance(leaseMs);
      for (const claim of [first, second]) expect(await other.settle({ ...claim, settlement: accepted })).toBe(false);
      expect(await dueIds(other)).toEqual(["updated"]);
    });

    it("keeps nothing of an import in which something differs from what is there", async () => {
      const { store } = await filled(make);
      const entries = await exported(store);
      const changed = entries.map(
        (entry): TransferEntry =>
          entry.type === "record" && entry.id === "unknown" ? { ...entry, organisation: "Z09" } : entry,
      );
      const { store: other } = await opened(make);
      await other.import(changed.filter((entry) => entry.type === "record" && entry.id === "unknown"));
      await expect(other.import(entries)).rejects.toThrow(RangeError);
      expect(await exported(other)).toHaveLength(1);
      await other.addToken(token("t1", { hash: "another" }));
      await expect(other.import(entries.filter(({ type }) => type !== "record"))).rejects.toThrow(RangeError);
      expect(await exported(other)).toHaveLength(2);
    });

    it("refuses a record that does not have all of its operations", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      await take(store, update("a", "u1"));
      const [entry] = await exported(store);
      if (entry?.type !== "record") throw new TypeError("There is no record.");
      const { store: other } = await opened(make);
      for (const operations of [[], entry.operations.slice(1), [...entry.operations].reverse()]) {
        await expect(other.import([{ ...entry, operations }])).rejects.toThrow(RangeError);
      }
      expect(await exported(other)).toEqual([]);
    });

    it("moves more records than are in memory at once", async () => {
      const { store } = await opened(make);
      await Promise.all(Array.from({ length: 107 }, (_, index) => take(store, create(`id-${index}`))));
      const { store: other } = await opened(make);
      expect(await other.import(await exported(store))).toBe(107);
      expect(await exported(other)).toEqual(await exported(store));
    });
  });

  describe("sealing anew", () => {
    it("seals every piece with the newest key, up to the limit, until nothing is left", async () => {
      const { store, reopen } = await opened(make, exampleSealer("k1"));
      for (const id of ["a", "b", "c"]) await createdAs(store, id, rejected);
      const both = await reopen(exampleSealer("k2", "k1"));
      await take(both, create("d"));
      const counts: number[] = [];
      do counts.push(await both.resealContent(3));
      while (counts.at(-1) !== 0);
      // A fingerprint, a body, a payload and issues of three records.
      expect(counts).toEqual([3, 3, 3, 3, 0]);
      const newest = await reopen(exampleSealer("k2"));
      for (const id of ["a", "b", "c"]) {
        expect(await newest.read(id)).toEqual({ revision: 1, body: `{"create":"${id}"}` });
        expect((await statusOf(newest, id)).issues).toEqual([issue]);
        expect(await newest.take(create(id))).toMatchObject({ outcome: "known" });
        expect(await newest.take(create(id, { fingerprint: "other" }))).toEqual({ outcome: "conflict" });
      }
      expect(await newest.resealContent(4)).toBe(0);
    });

    it("says at the end that something cannot be opened, once everything else is sealed", async () => {
      const { store, reopen } = await opened(make, exampleSealer("lost"));
      await take(store, create("a"));
      const before = await reopen(exampleSealer("k1"));
      await take(before, create("b"));
      const after = await reopen(exampleSealer("k2", "k1"));
      expect(await after.resealContent(10)).toBe(2);
      await expect(after.resealContent(10)).rejects.toThrow("key");
      expect(await (await reopen(exampleSealer("k2"))).read("b")).toMatchObject({ body: '{"create":"b"}' });
    });

    it("does not lose what is delivered meanwhile", async () => {
      const { store, reopen } = await opened(make, exampleSealer("k1"));
      await Promise.all(Array.from({ length: 60 }, (_, index) => take(store, create(`id-${index}`))));
      const both = await reopen(exampleSealer("k2", "k1"));
      const reseal = async () => {
        while ((await both.resealContent(7)) > 0);
      };
      const deliver = async () => {
        for (let index = 0; index < 30; index += 1) await delivered(both, rejected);
      };
      await Promise.all([reseal(), deliver()]);
      while ((await both.resealContent(50)) > 0);
      const newest = await reopen(exampleSealer("k2"));
      for (let index = 0; index < 60; index += 1) {
        expect((await newest.read(`id-${index}`))?.body).toBe(`{"create":"id-${index}"}`);
      }
      expect((await newest.list({ states: ["rejected"], limit: 100 })).lines).toHaveLength(30);
    });
  });
}

/** Returns a store with records in every state but sending, and with tokens and entries of the audit log. */
async function filled(make: MakeStore) {
  const kept = await opened(make);
  const { store, advance } = kept;
  await createdAs(store, "removed", accepted);
  advance(1);
  await store.removeContent({ afterMs: 0, limit: 1 });
  for (const settlement of [accepted, rejected, unknown, parked, waiting(1000)]) {
    await createdAs(store, settlement.state, settlement);
  }
  await take(store, update("accepted", "u1", { isYellowCardMissing: true }));
  await delivered(store, accepted);
  await take(store, create("withdrawn"));
  await take(store, update("withdrawn", "u1"));
  await take(store, withdraw("withdrawn"));
  await take(store, create("behind", { organisation: "Z02" }));
  await take(store, update("behind", "u1", { organisation: "Z02" }));
  await delivered(store, unknown);
  await store.addToken(token("t1", { expiresAtMs: startMs + 9, revokedAtMs: startMs + 8 }));
  await store.addToken({ id: "t2", role: "administrator", hash: "h", createdAtMs: startMs });
  await store.audit({ atMs: startMs + 5, actor: "system", action: "export" });
  await store.audit({ atMs: startMs + 4, actor: "a", action: "b", organisation, recordId: "accepted", detail: "1" });
  return kept;
}
