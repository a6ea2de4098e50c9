import type { Issue } from "@digital-factors/core";
import { describe, expect, it, onTestFinished } from "vitest";
import type { NewSubmission, Store } from "../src/store/store.ts";

/** A store that can be closed and opened again on what it kept. */
export interface StoreUnderTest {
  open(): Promise<Store>;
  /** Removes everything the store kept. */
  remove(): Promise<void>;
}

const leaseMs = 60_000;
const horizonMs = 90_000_000;
const organisation = "Z01";
const issue: Issue = { severity: "error", code: "value", rule: "example", message: "Check this." };

/** The promises that every `Store` keeps. Call it in a test file with a way to make the store. */
export function describeStore(name: string, make: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    async function opened(): Promise<{ store: Store; reopen(): Promise<Store> }> {
      const underTest = await make();
      let store = await underTest.open();
      onTestFinished(async () => {
        await store.close();
        await underTest.remove();
      });
      return {
        store,
        async reopen() {
          await store.close();
          store = await underTest.open();
          return store;
        },
      };
    }

    it("keeps a submission across a reopen, whole and in its own words", async () => {
      const { store, reopen } = await opened();
      const body = JSON.stringify({ text: "Ünïcode 🏥 \\ud800", lines: "a\nb" });
      expect(await store.insert(submission("a", { body }))).toEqual({ outcome: "stored", receipt: "receipt of a" });
      const [claim] = await (await reopen()).claim({ nowMs: 10, leaseMs, limit: 10 });
      expect(claim?.body).toBe(body);
    });

    it("gives the first receipt again for the same body, also after a reopen", async () => {
      const { store, reopen } = await opened();
      await store.insert(submission("a"));
      const repeat = submission("a", { receipt: "another receipt", receivedAtMs: 5 });
      expect(await store.insert(repeat)).toEqual({ outcome: "known", receipt: "receipt of a" });
      expect(await (await reopen()).insert(repeat)).toEqual({ outcome: "known", receipt: "receipt of a" });
    });

    it("tells a conflict for another body or another organisation, and keeps the first", async () => {
      const { store } = await opened();
      await store.insert(submission("a"));
      expect(await store.insert(submission("a", { fingerprint: "other" }))).toEqual({ outcome: "conflict" });
      expect(await store.insert(submission("a", { organisation: "Z02" }))).toEqual({ outcome: "conflict" });
      expect(await store.claim({ nowMs: 10, leaseMs, limit: 10 })).toHaveLength(1);
    });

    it("stores one of many parallel inserts under one id", async () => {
      const { store } = await opened();
      const results = await Promise.all(Array.from({ length: 20 }, () => store.insert(submission("a"))));
      expect(results.filter(({ outcome }) => outcome === "stored")).toHaveLength(1);
      expect(results.filter(({ outcome }) => outcome === "known")).toHaveLength(19);
    });

    it("shows a submission to its own organisation alone", async () => {
      const { store } = await opened();
      await store.insert(submission("a"));
      expect(await store.find("a", organisation)).toEqual({
        id: "a",
        state: "waiting",
        receivedAt: "2026-01-31T14:05:00.000Z",
        attempts: 0,
        issues: [],
      });
      expect(await store.find("a", "Z02")).toBeUndefined();
      expect(await store.find("b", organisation)).toBeUndefined();
    });

    it("claims what is due first, up to the limit, and nothing twice", async () => {
      const { store } = await opened();
      await store.insert(submission("late", { receivedAtMs: 3 }));
      await store.insert(submission("early", { receivedAtMs: 1 }));
      await store.insert(submission("future", { receivedAtMs: 1000 }));
      expect((await store.claim({ nowMs: 10, leaseMs, limit: 1 })).map(({ id }) => id)).toEqual(["early"]);
      expect((await store.claim({ nowMs: 10, leaseMs, limit: 10 })).map(({ id }) => id)).toEqual(["late"]);
      expect(await store.claim({ nowMs: 10, leaseMs, limit: 10 })).toEqual([]);
    });

    it("lets a claim be taken again when its lease ends, with a higher fence, and refuses the old one", async () => {
      const { store } = await opened();
      await store.insert(submission("a"));
      const [first] = await store.claim({ nowMs: 10, leaseMs, limit: 1 });
      const [second] = await store.claim({ nowMs: 10 + leaseMs, leaseMs, limit: 1 });
      expect(second?.fence).toBeGreaterThan(first?.fence ?? 0);
      const late = { id: "a", fence: first?.fence ?? 0 };
      expect(await store.markSending({ ...late, payload: "{}", nowMs: 10 + leaseMs, leaseMs })).toBe(false);
      expect(await store.settle({ ...late, settlement: { state: "rejected", issues: [issue] } })).toBe(false);
      expect((await store.find("a", organisation))?.state).toBe("waiting");
    });

    it("counts an attempt when it is about to leave, once", async () => {
      const { store } = await opened();
      await store.insert(submission("a"));
      const [claim] = await store.claim({ nowMs: 10, leaseMs, limit: 1 });
      const sending = { id: "a", fence: claim?.fence ?? 0, payload: "{}", nowMs: 10, leaseMs };
      expect(await store.markSending(sending)).toBe(true);
      expect(await store.markSending(sending)).toBe(false);
      expect(await store.find("a", organisation)).toMatchObject({ state: "sending", attempts: 1 });
      expect(await store.claim({ nowMs: 10 + 10 * leaseMs, leaseMs, limit: 1 })).toEqual([]);
    });

    it("keeps what LFPSE answered", async () => {
      const { store, reopen } = await opened();
      const fence = await send(store, "a");
      const lfpse = { id: "lfpse-1", versionId: "1", referenceNumber: "EXAMPLE-1" };
      expect(await store.settle({ id: "a", fence, settlement: { state: "accepted", lfpse } })).toBe(true);
      expect(await (await reopen()).find("a", organisation)).toMatchObject({ state: "accepted", lfpse, issues: [] });
    });

    it("keeps why a submission was rejected", async () => {
      const { store } = await opened();
      const fence = await send(store, "a");
      await store.settle({ id: "a", fence, settlement: { state: "rejected", issues: [issue] } });
      expect(await store.find("a", organisation)).toMatchObject({ state: "rejected", issues: [issue] });
      expect(await store.nextDueAtMs()).toBeUndefined();
    });

    it("gives a submission back when its next attempt is due", async () => {
      const { store } = await opened();
      const fence = await send(store, "a");
      await store.settle({ id: "a", fence, settlement: { state: "waiting", dueAtMs: 500, issues: [issue] } });
      expect(await store.nextDueAtMs()).toBe(500);
      expect(await store.claim({ nowMs: 499, leaseMs, limit: 1 })).toEqual([]);
      expect(await store.claim({ nowMs: 500, leaseMs, limit: 1 })).toMatchObject([{ id: "a", attempts: 1 }]);
    });

    it("parks what was sending when the lease ends, and never gives it out again", async () => {
      const { store } = await opened();
      await send(store, "a");
      expect(await store.sweep({ nowMs: 10 + leaseMs - 1, horizonMs, issues: [issue] })).toEqual([]);
      expect(await store.sweep({ nowMs: 10 + leaseMs, horizonMs, issues: [issue] })).toEqual(["a"]);
      expect(await store.find("a", organisation)).toMatchObject({ state: "unknown", attempts: 1, issues: [issue] });
      expect(await store.claim({ nowMs: 10 + 100 * leaseMs, leaseMs, limit: 1 })).toEqual([]);
    });

    it("lets an answer that comes late replace what was unknown", async () => {
      const { store } = await opened();
      const fence = await send(store, "a");
      await store.sweep({ nowMs: 10 + leaseMs, horizonMs, issues: [issue] });
      const settlement = { state: "accepted", lfpse: { id: "lfpse-1" } } as const;
      expect(await store.settle({ id: "a", fence, settlement })).toBe(true);
      expect(await store.settle({ id: "a", fence, settlement: { state: "unknown", issues: [issue] } })).toBe(false);
      expect(await store.find("a", organisation)).toMatchObject({ state: "accepted", lfpse: { id: "lfpse-1" } });
    });

    it("takes up what a clock that was set back put out of reach", async () => {
      const { store } = await opened();
      await store.insert(submission("a", { receivedAtMs: 10 * horizonMs }));
      expect(await store.claim({ nowMs: 10, leaseMs, limit: 1 })).toEqual([]);
      await store.sweep({ nowMs: 10, horizonMs, issues: [issue] });
      expect(await store.claim({ nowMs: 10, leaseMs, limit: 1 })).toHaveLength(1);
    });

    it("gives each of 200 submissions to one of four workers", async () => {
      const { store } = await opened();
      await Promise.all(Array.from({ length: 200 }, (_, index) => store.insert(submission(`id-${index}`))));
      const claimed: string[] = [];
      const work = async () => {
        for (;;) {
          const claims = await store.claim({ nowMs: 10, leaseMs, limit: 7 });
          if (claims.length === 0) return;
          claimed.push(...claims.map(({ id }) => id));
        }
      };
      await Promise.all([work(), work(), work(), work()]);
      expect(claimed).toHaveLength(200);
      expect(new Set(claimed).size).toBe(200);
    });
  });
}

/** Returns a submission with this id, due at 0. */
export function submission(id: string, parts: Partial<NewSubmission> = {}): NewSubmission {
  return {
    id,
    organisation,
    fingerprint: `fingerprint of ${id}`,
    body: "{}",
    receipt: `receipt of ${id}`,
    receivedAt: "2026-01-31T14:05:00.000Z",
    receivedAtMs: 0,
    ...parts,
  };
}

async function send(store: Store, id: string): Promise<number> {
  await store.insert(submission(id));
  const [claim] = await store.claim({ nowMs: 10, leaseMs, limit: 1 });
  const fence = claim?.fence ?? 0;
  await store.markSending({ id, fence, payload: "{}", nowMs: 10, leaseMs });
  return fence;
}
