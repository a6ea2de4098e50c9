import { describe, expect, it } from "vitest";
import {
  accepted,
  claimed,
  create,
  createdAs,
  delivered,
  dueIds,
  exampleSealer,
  issue,
  leaseMs,
  lfpse,
  type MakeStore,
  opened,
  operationStates,
  owner,
  parked,
  rejected,
  sending,
  startMs,
  statusOf,
  take,
  unknown,
  update,
  waiting,
  withdraw,
  withdrawn,
} from "./store-under-test.ts";

/** Promises of sharing out deliveries and of keeping how they ended. */
export function describeDelivering(make: MakeStore): void {
  describe("delivering", () => {
    it("claims what is due first, up to the limit, and nothing twice", async () => {
      const { store, advance } = await opened(make);
      for (const [id, organisation] of [
        ["first", "Z02"],
        ["second", "Z01"],
        ["third", "Z02"],
      ] as const) {
        await take(store, create(id, { organisation }));
        advance(1);
      }
      expect((await claimed(store)).recordId).toBe("first");
      expect(await dueIds(store)).toEqual(["second", "third"]);
      expect(await dueIds(store)).toEqual([]);
    });

    it("gives with a claim what is to be sent and what is known of it", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1"));
      expect(await store.claim({ owner, leaseMs, limit: 9 })).toEqual([
        {
          recordId: "a",
          organisation: "Z01",
          sequence: 2,
          kind: "update",
          body: '{"update":"u1"}',
          fence: 2,
          attempts: 0,
          claimsInARow: 1,
          lfpse,
        },
      ]);
    });

    it("claims no more of an organisation than asked, and none of those to leave out", async () => {
      const { store, advance } = await opened(make);
      for (const [organisation, count] of [
        ["Z01", 5],
        ["Z02", 3],
        ["Z03", 1],
      ] as const) {
        for (let index = 0; index < count; index += 1) {
          await take(store, create(`${organisation}-${index}`, { organisation }));
          advance(1);
        }
      }
      const request = { owner, leaseMs, limit: 4, perOrganisation: 2 };
      const first = await store.claim(request);
      expect(first.map(({ recordId }) => recordId)).toEqual(["Z01-0", "Z01-1", "Z02-0", "Z02-1"]);
      const second = await store.claim({ ...request, exceptOrganisations: ["Z01"] });
      expect(second.map(({ recordId }) => recordId)).toEqual(["Z02-2", "Z03-0"]);
      expect(await store.claim({ ...request, exceptOrganisations: ["Z01", "Z02"] })).toEqual([]);
      expect(await store.nextDueInMs({ exceptOrganisations: ["Z02", "Z03"] })).toBe(0);
      expect(await store.nextDueInMs({ exceptOrganisations: ["Z01"] })).toBe(leaseMs);
    });

    it("lets a claim be taken again when its lease ends, with a higher fence, and refuses the old one", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      const first = await claimed(store, "zombie");
      advance(leaseMs - 1);
      expect(await dueIds(store)).toEqual([]);
      advance(1);
      const second = await claimed(store);
      expect(second.fence).toBeGreaterThan(first.fence);
      expect(second.claimsInARow).toBe(2);
      expect(await store.markSending({ ...first, payload: "{}", leaseMs })).toBe(false);
      expect(await store.settle({ ...first, settlement: rejected })).toBe(false);
      expect(await store.release({ ...first, delayMs: 0 })).toBe(false);
      expect(await store.renew({ owner: "zombie", leaseMs })).toBe(0);
      expect(await statusOf(store, "a")).toMatchObject({ state: "waiting", attempts: 0 });
      expect(await store.markSending({ ...second, payload: "{}", leaseMs })).toBe(true);
    });

    it("counts an attempt when it is about to leave, once, also if its holder asks again", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      const claim = await sending(store);
      advance(10);
      expect(await store.markSending({ ...claim, payload: "{}", leaseMs })).toBe(true);
      expect(await store.markSending({ ...claim, sequence: 2, payload: "{}", leaseMs })).toBe(false);
      expect(await store.markSending({ ...claim, fence: 2, payload: "{}", leaseMs })).toBe(false);
      expect(await statusOf(store, "a")).toMatchObject({
        state: "sending",
        attempts: 1,
        operations: [{ attempts: 1 }],
      });
      expect(await store.nextDueInMs()).toBe(leaseMs);
      advance(10 * leaseMs);
      expect(await dueIds(store)).toEqual([]);
    });

    it("renews the lease when a request is about to leave", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      const claim = await claimed(store);
      advance(leaseMs - 1);
      expect(await store.markSending({ ...claim, payload: "{}", leaseMs })).toBe(true);
      expect(await store.nextDueInMs()).toBe(leaseMs);
    });

    it("renews every lease of one owner, and tells how many", async () => {
      const { store, advance } = await opened(make);
      for (const id of ["a", "b", "c", "d"]) await take(store, create(id));
      await claimed(store, "relay-1");
      await sending(store, "relay-1");
      await claimed(store, "relay-2");
      advance(leaseMs - 1);
      expect(await store.renew({ owner: "relay-1", leaseMs })).toBe(2);
      advance(1);
      expect((await dueIds(store, "relay-3")).sort()).toEqual(["c", "d"]);
      expect(await store.renew({ owner: "nobody", leaseMs })).toBe(0);
    });

    it("gives a claim back when it is released, after the delay, and does not hold it against the record", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      for (let round = 0; round < 3; round += 1) {
        const claim = await claimed(store);
        expect(claim.claimsInARow).toBe(1);
        expect(await store.release({ ...claim, delayMs: 500 })).toBe(true);
        expect(await store.release({ ...claim, delayMs: 0 })).toBe(false);
        expect(await store.markSending({ ...claim, payload: "{}", leaseMs })).toBe(false);
        expect(await store.settle({ ...claim, settlement: accepted })).toBe(false);
        expect((await statusOf(store, "a")).changedAt).toBe("2026-01-31T14:05:00.000Z");
        expect(await store.nextDueInMs()).toBe(500);
        advance(499);
        expect(await dueIds(store)).toEqual([]);
        advance(1);
      }
      const claim = await sending(store);
      expect(await store.release({ ...claim, delayMs: 0 })).toBe(false);
    });

    it("keeps what LFPSE answered", async () => {
      const { store, reopen } = await opened(make);
      await createdAs(store, "a", accepted);
      expect(await statusOf(await reopen(), "a")).toMatchObject({ state: "accepted", lfpse, issues: [], attempts: 1 });
      expect(await (await reopen()).nextDueInMs()).toBeUndefined();
    });

    it("keeps a reference number that the answer to an update does not repeat", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1"));
      await delivered(store, { state: "accepted", lfpse: { id: lfpse.id, versionId: "2" } });
      expect((await statusOf(store, "a")).lfpse).toEqual({ ...lfpse, versionId: "2" });
    });

    it("keeps why a record was rejected, unknown or parked, and holds it for a person", async () => {
      const { store, advance, reopen } = await opened(make);
      for (const settlement of [rejected, unknown, parked]) {
        await createdAs(store, settlement.state, settlement);
        expect(await statusOf(store, settlement.state)).toMatchObject({
          state: settlement.state,
          issues: [issue],
          operations: [{ issues: [issue] }],
        });
      }
      advance(100 * leaseMs);
      const again = await reopen();
      expect(await again.nextDueInMs()).toBeUndefined();
      expect(await dueIds(again)).toEqual([]);
      expect((await statusOf(again, "unknown")).issues).toEqual([issue]);
    });

    it("settles a claim that was never marked as sending", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      expect(await store.settle({ ...(await claimed(store)), settlement: parked })).toBe(true);
      expect(await statusOf(store, "a")).toMatchObject({ state: "parked", attempts: 0 });
    });

    it("gives a record back when its next attempt is due, and counts claims anew", async () => {
      const { store, advance } = await opened(make);
      await createdAs(store, "a", waiting(500));
      expect(await statusOf(store, "a")).toMatchObject({ state: "waiting", issues: [issue] });
      expect(await store.nextDueInMs()).toBe(500);
      advance(499);
      expect(await dueIds(store)).toEqual([]);
      advance(1);
      expect(await claimed(store)).toMatchObject({ recordId: "a", attempts: 1, claimsInARow: 1 });
    });

    it("settles a claim once", async () => {
      const { store } = await opened(make);
      for (const settlement of [waiting(0), rejected, parked, accepted]) {
        const claim = await createdAs(store, settlement.state, settlement);
        expect(await store.settle({ ...claim, settlement: unknown })).toBe(false);
        expect((await statusOf(store, settlement.state)).state).toBe(settlement.state);
        if (settlement.state === "waiting") await delivered(store, accepted);
      }
    });

    it("lets what is known replace unknown, as long as nobody decided since", async () => {
      const { store } = await opened(make);
      for (const settlement of [accepted, rejected, waiting(1000)]) {
        const claim = await createdAs(store, settlement.state, unknown);
        expect(await store.settle({ ...claim, settlement: parked })).toBe(false);
        expect(await store.settle({ ...claim, settlement })).toBe(true);
        expect((await statusOf(store, settlement.state)).state).toBe(settlement.state);
      }
    });

    it("delivers the operations of a record one after another, in order", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      await take(store, update("a", "u1"));
      await take(store, update("a", "u2", { kind: "yellow-card" }));
      const first = await sending(store);
      await take(store, withdraw("a"));
      expect(first).toMatchObject({ sequence: 1, kind: "create" });
      expect(await dueIds(store)).toEqual([]);
      expect(await statusOf(store, "a")).toMatchObject({ state: "sending", revision: 4 });
      await store.settle({ ...first, settlement: accepted });
      expect(await statusOf(store, "a")).toMatchObject({ state: "waiting", lfpse });
      expect(await delivered(store, waiting(0))).toMatchObject({ sequence: 2, kind: "update", lfpse });
      expect(await delivered(store, accepted)).toMatchObject({ sequence: 2, attempts: 1 });
      expect(await delivered(store, accepted)).toMatchObject({ sequence: 3, kind: "yellow-card", attempts: 0 });
      expect(await delivered(store, withdrawn)).toMatchObject({ sequence: 4, kind: "withdraw", body: "", lfpse });
      expect(await operationStates(store, "a")).toEqual(["accepted", "accepted", "accepted", "withdrawn"]);
      expect(await statusOf(store, "a")).toMatchObject({ state: "withdrawn", attempts: 5 });
    });

    it("goes on behind an operation that was rejected, and not behind one that is unknown or parked", async () => {
      const { store, advance } = await opened(make);
      for (const [settlement, next] of [
        [rejected, true],
        [unknown, false],
        [parked, false],
      ] as const) {
        const id = settlement.state;
        await take(store, create(id));
        await take(store, update(id, "u1"));
        await delivered(store, settlement);
        expect(await dueIds(store)).toEqual(next ? [id] : []);
        expect(await operationStates(store, id)).toEqual([id, "waiting"]);
        expect((await statusOf(store, id)).state).toBe(next ? "waiting" : id);
        advance(1);
      }
    });

    it("takes up a record again that is updated after it was accepted or rejected", async () => {
      const { store } = await opened(make);
      for (const settlement of [accepted, rejected]) {
        await createdAs(store, settlement.state, settlement);
        await take(store, update(settlement.state, "u1"));
        expect(await statusOf(store, settlement.state)).toMatchObject({ state: "waiting", issues: [] });
        expect(await delivered(store, accepted)).toMatchObject({ sequence: 2, recordId: settlement.state });
      }
    });

    it("gives each of 200 records to one of four relays", async () => {
      const { store } = await opened(make);
      await Promise.all(Array.from({ length: 200 }, (_, index) => take(store, create(`id-${index}`))));
      const ids: string[] = [];
      const work = async (by: string) => {
        for (;;) {
          const claims = await store.claim({ owner: by, leaseMs, limit: 7 });
          if (claims.length === 0) return;
          ids.push(...claims.map(({ recordId }) => recordId));
        }
      };
      await Promise.all(["relay-1", "relay-2", "relay-3", "relay-4"].map(work));
      // One that found the others' records under way may have ended early.
      await work("relay-5");
      expect(ids).toHaveLength(200);
      expect(new Set(ids).size).toBe(200);
    });

    it("keeps the order of each record while four relays deliver and reporters go on", async () => {
      const { store } = await opened(make);
      const ids = Array.from({ length: 10 }, (_, index) => `id-${index}`);
      const sent = new Map<string, number[]>(ids.map((id) => [id, []]));
      await Promise.all(ids.map((id) => take(store, create(id))));
      const report = async (id: string) => {
        for (let index = 0; index < 5; index += 1) await take(store, update(id, `u${index}`));
      };
      const deliver = async (by: string) => {
        for (;;) {
          const claims = await store.claim({ owner: by, leaseMs, limit: 3 });
          for (const claim of claims) {
            expect(await store.markSending({ ...claim, payload: "{}", leaseMs })).toBe(true);
            sent.get(claim.recordId)?.push(claim.sequence);
            expect(await store.settle({ ...claim, settlement: accepted })).toBe(true);
          }
          if ([...sent.values()].every((sequences) => sequences.length === 6)) return;
        }
      };
      await Promise.all([...ids.map(report), ...["relay-1", "relay-2", "relay-3", "relay-4"].map(deliver)]);
      for (const sequences of sent.values()) expect(sequences).toEqual([1, 2, 3, 4, 5, 6]);
    });

    it("lets a record wait whose key is not there, says so, gives the others, and goes on with it once it is", async () => {
      const { store, advance, reopen } = await opened(make, exampleSealer("new", "old"));
      await take(store, create("a"));
      advance(1);
      const without = await reopen(exampleSealer("old"));
      await take(without, create("b"));
      for (let round = 0; round < 3; round += 1) {
        expect(await dueIds(without)).toEqual(["b"]);
        const issues = [{ severity: "warning", rule: "sealed-content" }];
        expect(await statusOf(without, "a")).toMatchObject({ state: "waiting", attempts: 0, issues });
        expect(await without.nextDueInMs()).toBe(60_000);
        advance(60_000);
      }
      await expect(without.read("a")).rejects.toThrow("key");
      const again = await reopen(exampleSealer("new", "old"));
      const claims = await again.claim({ owner, leaseMs, limit: 9 });
      expect(claims).toContainEqual(
        expect.objectContaining({ recordId: "a", body: '{"create":"a"}', claimsInARow: 1 }),
      );
    });

    it("parks a record whose content was changed, and gives the others", async () => {
      const sealer = exampleSealer("k1");
      const { store } = await opened(make, {
        ...sealer,
        seal: (text, place) => sealer.seal(text, place.replace("a/1/body", "elsewhere")),
      });
      await take(store, create("a"));
      await take(store, create("b"));
      expect(await dueIds(store)).toEqual(["b"]);
      expect(await statusOf(store, "a")).toMatchObject({ state: "parked", issues: [{ rule: "sealed-content" }] });
    });

    it("refuses a NUL character in what LFPSE called an event, and keeps the claim", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      const claim = await sending(store);
      for (const identity of [
        { ...lfpse, versionId: "1\0" },
        { ...lfpse, referenceNumber: "\0" },
      ]) {
        const settlement = { state: "accepted", lfpse: identity } as const;
        await expect(store.settle({ ...claim, settlement })).rejects.toThrow(RangeError);
      }
      expect((await statusOf(store, "a")).state).toBe("sending");
      expect(await store.settle({ ...claim, settlement: unknown })).toBe(true);
      const decision = { kind: "is-at-lfpse", lfpse: { id: "\0" } } as const;
      const audit = { atMs: startMs, actor: "a", action: decision.kind };
      await expect(store.decide({ recordId: "a", decision, audit })).rejects.toThrow(RangeError);
      expect((await statusOf(store, "a")).state).toBe("unknown");
    });

    it("says how long until the next record is due or the next lease ends", async () => {
      const { store, advance } = await opened(make);
      expect(await store.nextDueInMs()).toBeUndefined();
      await take(store, create("a", { receivedAtMs: startMs + 1e9 }));
      expect(await store.nextDueInMs()).toBe(0);
      advance(5);
      expect(await store.nextDueInMs()).toBe(0);
      await sending(store);
      expect(await store.nextDueInMs()).toBe(leaseMs);
      advance(2 * leaseMs);
      expect(await store.nextDueInMs()).toBe(0);
    });
  });
}
