import { describe, expect, it } from "vitest";
import {
  accepted,
  claimed,
  create,
  createdAs,
  delivered,
  dueIds,
  horizonMs,
  issue,
  leaseMs,
  lfpse,
  type MakeStore,
  opened,
  operationStates,
  rejected,
  sending,
  statusOf,
  take,
  update,
  waiting,
  withdraw,
} from "./store-under-test.ts";

const request = { horizonMs, issues: [issue] };

/** Promises of what becomes of leases that ended. */
export function describeSweeping(make: MakeStore): void {
  describe("sweeping", () => {
    it("parks a create that was sending as unknown when its lease ends, and never gives it out again", async () => {
      const { store, advance, reopen } = await opened(make);
      await take(store, create("a"));
      await sending(store);
      advance(leaseMs - 1);
      expect(await store.sweep(request)).toEqual([]);
      advance(1);
      expect(await store.sweep(request)).toEqual(["a"]);
      expect(await store.sweep(request)).toEqual([]);
      advance(100 * leaseMs);
      const again = await reopen();
      expect(await statusOf(again, "a")).toMatchObject({ state: "unknown", attempts: 1, issues: [issue] });
      expect(await dueIds(again)).toEqual([]);
    });

    it("parks an update as unknown too that was sent as a create, since the create was rejected", async () => {
      const { store, advance } = await opened(make);
      await createdAs(store, "a", rejected);
      await take(store, update("a", "u1"));
      await sending(store);
      advance(leaseMs);
      expect(await store.sweep(request)).toEqual(["a"]);
      expect(await operationStates(store, "a")).toEqual(["rejected", "unknown"]);
    });

    it.each([
      ["an update", update("a", "u1")],
      ["a withdrawal", withdraw("a")],
    ])("lets %s of an event at LFPSE be sent again", async (_, operation) => {
      const { store, advance } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, operation);
      await sending(store);
      advance(leaseMs);
      expect(await store.sweep(request)).toEqual([]);
      expect(await statusOf(store, "a")).toMatchObject({ state: "waiting", attempts: 2 });
      expect(await claimed(store)).toMatchObject({ sequence: 2, attempts: 1, claimsInARow: 2, lfpse });
    });

    it("leaves a claim of which nothing was sent to the next relay", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      await claimed(store);
      advance(leaseMs);
      expect(await store.sweep(request)).toEqual([]);
      expect(await claimed(store)).toMatchObject({ recordId: "a", attempts: 0, claimsInARow: 2 });
    });

    it("lets an answer that comes late replace what was unknown", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      const claim = await sending(store);
      advance(leaseMs);
      await store.sweep(request);
      expect(await store.settle({ ...claim, settlement: accepted })).toBe(true);
      expect(await store.settle({ ...claim, settlement: { state: "unknown", issues: [issue] } })).toBe(false);
      expect(await statusOf(store, "a")).toMatchObject({ state: "accepted", lfpse, issues: [] });
    });

    it("lets an answer count that comes after the lease and before the sweep", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      const claim = await sending(store);
      advance(leaseMs + 1);
      expect(await store.settle({ ...claim, settlement: accepted })).toBe(true);
      expect(await store.sweep(request)).toEqual([]);
      expect((await statusOf(store, "a")).state).toBe("accepted");
    });

    it("lets a late answer to an update count until another relay has claimed it", async () => {
      const { store, advance } = await opened(make);
      for (const id of ["in-time", "too-late"]) {
        await createdAs(store, id, accepted);
        await take(store, update(id, "u1"));
        const claim = await sending(store, "zombie");
        advance(leaseMs);
        await store.sweep(request);
        if (id === "too-late") await sending(store);
        expect(await store.settle({ ...claim, settlement: accepted })).toBe(id === "in-time");
        expect((await statusOf(store, id)).state).toBe(id === "in-time" ? "accepted" : "sending");
      }
    });

    it("sweeps the leases of many relays at once, each into its own state", async () => {
      const { store, advance } = await opened(make);
      for (let index = 0; index < 12; index += 1) {
        const id = `id-${index}`;
        if (index % 2 === 0) await createdAs(store, id, accepted);
        await take(store, index % 2 === 0 ? update(id, "u1") : create(id));
        await sending(store, `relay-${index % 3}`);
      }
      advance(leaseMs);
      const parked = await store.sweep(request);
      expect(parked.sort()).toEqual(["id-1", "id-11", "id-3", "id-5", "id-7", "id-9"]);
      for (const id of parked) expect((await statusOf(store, id)).issues).toEqual([issue]);
      expect(await dueIds(store)).toHaveLength(6);
    });

    it("takes up what a clock that was set back put out of reach, a lease among it", async () => {
      const { store, advance } = await opened(make);
      advance(10 * horizonMs);
      await createdAs(store, "waits", waiting(1000));
      await take(store, create("sends"));
      await sending(store);
      advance(-10 * horizonMs);
      expect(await dueIds(store)).toEqual([]);
      expect(await store.sweep(request)).toEqual(["sends"]);
      expect(await dueIds(store)).toEqual(["waits"]);
    });

    it("leaves alone what is due within the horizon", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", waiting(horizonMs));
      await store.sweep(request);
      expect(await store.nextDueInMs()).toBe(horizonMs);
      await take(store, create("b"));
      await delivered(store, accepted);
      expect((await statusOf(store, "b")).state).toBe("accepted");
    });
  });
}
