import { describe, expect, it } from "vitest";
import {
  accepted,
  claimed,
  create,
  createdAs,
  delivered,
  dueIds,
  leaseMs,
  lfpse,
  type MakeStore,
  opened,
  operationStates,
  parked,
  rejected,
  sending,
  statusOf,
  take,
  unknown,
  update,
  waiting,
  withdraw,
  withdrawn,
} from "./store-under-test.ts";

/** Promises of taking a record back. */
export function describeWithdrawing(make: MakeStore): void {
  describe("withdrawing", () => {
    it("is done at once where nothing was sent: what waits is withdrawn with it", async () => {
      const { store } = await opened(make);
      await take(store, create("a", { isYellowCardMissing: true }));
      await take(store, update("a", "u1"));
      await take(store, withdraw("a"));
      expect(await operationStates(store, "a")).toEqual(["withdrawn", "withdrawn", "withdrawn"]);
      expect(await statusOf(store, "a")).toMatchObject({
        state: "withdrawn",
        revision: 3,
        attempts: 0,
        isYellowCardMissing: false,
      });
      expect(await store.nextDueInMs()).toBeUndefined();
    });

    it("leaves the newest submission to whoever has to see what LFPSE may have", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      await take(store, update("a", "u1"));
      await take(store, withdraw("a"));
      expect(await store.read("a")).toEqual({ revision: 3, body: '{"update":"u1"}' });
    });

    it.each([
      ["refused the record", rejected, ["rejected", "withdrawn"]],
      ["could not take it so far", waiting(1000), ["withdrawn", "withdrawn"]],
      ["was not asked, since the relay failed at it", parked, ["withdrawn", "withdrawn"]],
    ])("is done at once where LFPSE %s", async (_, settlement, states) => {
      const { store } = await opened(make);
      await createdAs(store, "a", settlement);
      await take(store, withdraw("a"));
      expect(await operationStates(store, "a")).toEqual(states);
      expect((await statusOf(store, "a")).state).toBe("withdrawn");
      expect(await store.nextDueInMs()).toBeUndefined();
    });

    it("is relayed where LFPSE has the event", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, withdraw("a"));
      expect((await statusOf(store, "a")).state).toBe("waiting");
      expect(await delivered(store, withdrawn)).toMatchObject({ kind: "withdraw", lfpse, body: "" });
      expect(await statusOf(store, "a")).toMatchObject({ state: "withdrawn", lfpse });
    });

    it("waits for an update before it that is parked", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1"));
      await delivered(store, parked);
      await take(store, withdraw("a"));
      expect(await operationStates(store, "a")).toEqual(["accepted", "parked", "waiting"]);
      expect(await dueIds(store)).toEqual([]);
    });

    it("waits while a request for the record is under way, and follows it", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      const claim = await sending(store);
      await take(store, withdraw("a"));
      expect(await operationStates(store, "a")).toEqual(["sending", "waiting"]);
      await store.settle({ ...claim, settlement: accepted });
      expect(await claimed(store)).toMatchObject({ kind: "withdraw", lfpse });
    });

    it("waits while a request may be about to leave, and is done once that is given back", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      const claim = await claimed(store);
      await take(store, withdraw("a"));
      expect(await operationStates(store, "a")).toEqual(["waiting", "waiting"]);
      expect(await store.release({ ...claim, delayMs: 0 })).toBe(true);
      expect(await operationStates(store, "a")).toEqual(["withdrawn", "withdrawn"]);
      expect(await store.markSending({ ...claim, payload: "{}", leaseMs })).toBe(false);
    });

    it("is done as soon as a request that was under way turns out to have brought nothing to LFPSE", async () => {
      const { store, advance } = await opened(make);
      for (const settlement of [rejected, waiting(1000)]) {
        await take(store, create(settlement.state));
        const claim = await sending(store);
        await take(store, withdraw(settlement.state));
        await store.settle({ ...claim, settlement });
        expect((await statusOf(store, settlement.state)).state).toBe("withdrawn");
      }
      advance(10 * leaseMs);
      expect(await dueIds(store)).toEqual([]);
    });

    it("is done at once where a relay ended before anything left, and that relay's claim is worth nothing", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      const zombie = await claimed(store, "zombie");
      advance(leaseMs);
      await take(store, withdraw("a"));
      expect((await statusOf(store, "a")).state).toBe("withdrawn");
      expect(await store.markSending({ ...zombie, payload: "{}", leaseMs })).toBe(false);
      expect(await store.settle({ ...zombie, settlement: accepted })).toBe(false);
    });

    it("waits behind a create that nobody knows about, until what is known of it comes late", async () => {
      const { store } = await opened(make);
      const claim = await createdAs(store, "a", unknown);
      await take(store, withdraw("a"));
      expect(await statusOf(store, "a")).toMatchObject({ state: "unknown", revision: 2 });
      expect(await dueIds(store)).toEqual([]);
      expect(await store.settle({ ...claim, settlement: accepted })).toBe(true);
      expect(await claimed(store)).toMatchObject({ kind: "withdraw", lfpse });
    });

    it("can be settled without an event at LFPSE", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, withdraw("a"));
      expect(await store.settle({ ...(await claimed(store)), settlement: withdrawn })).toBe(true);
      expect(await statusOf(store, "a")).toMatchObject({ state: "withdrawn", attempts: 1 });
    });

    it("is kept for a person where LFPSE refuses it", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, withdraw("a"));
      await delivered(store, rejected);
      expect((await statusOf(store, "a")).state).toBe("rejected");
    });

    it("is taken once: the same again has the same receipt, and nothing else is taken behind it", async () => {
      const { store } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, withdraw("a"));
      for (const settle of [false, true]) {
        if (settle) await delivered(store, withdrawn);
        expect(await store.take(withdraw("a"))).toEqual({ outcome: "known", receipt: "receipt of withdraw" });
        expect(await store.take(update("a", "u1"))).toEqual({ outcome: "withdrawn" });
        expect(await store.take(update("a", "again", { kind: "withdraw" }))).toEqual({ outcome: "withdrawn" });
        expect(await store.take(create("a"))).toEqual({ outcome: "known", receipt: "receipt of a" });
      }
      expect((await statusOf(store, "a")).revision).toBe(2);
    });
  });
}
