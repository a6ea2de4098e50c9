import { describe, expect, it } from "vitest";
import { recordLimits } from "../../src/store/record-store.ts";
import { plainSealer } from "../../src/store/sealer.ts";
import type { Store } from "../../src/store/store.ts";
import {
  accepted,
  claimed,
  create,
  createdAs,
  delivered,
  type MakeStore,
  opened,
  organisation,
  startMs,
  statusOf,
  take,
  update,
  withdraw,
} from "./store-under-test.ts";

/** Promises of taking operations and telling their state. */
export function describeTaking(make: MakeStore): void {
  describe("taking", () => {
    it("keeps a create across a reopen, whole and in its own words", async () => {
      const { store, reopen } = await opened(make);
      const body = JSON.stringify({ text: "Ünïcode 🏥 \\ud800", lines: "a\nb" });
      const receipt = '{"id":"a",  "state":"waiting", "🏥":1}';
      expect(await store.take(create("a", { body, receipt }))).toEqual({ outcome: "stored", receipt });
      const again = await reopen();
      expect(await again.read("a", organisation)).toEqual({ revision: 1, body });
      expect((await claimed(again)).body).toBe(body);
      expect(await again.take(create("a", { body }))).toEqual({ outcome: "known", receipt });
    });

    it("keeps a body of 256 KiB whole", async () => {
      const { store } = await opened(make);
      const body = JSON.stringify("é".repeat(131_072));
      await take(store, create("a", { body }));
      expect((await claimed(store)).body).toBe(body);
    });

    it("gives the first receipt again for the same request, also after a reopen and once it is delivered", async () => {
      const { store, reopen } = await opened(make);
      await createdAs(store, "a", accepted);
      await take(store, update("a", "u1"));
      const repeats = async (one: Store) => {
        const secondCreate = create("a", { receipt: "another receipt", receivedAtMs: startMs + 5 });
        expect(await one.take(secondCreate)).toEqual({ outcome: "known", receipt: "receipt of a" });
        const secondUpdate = update("a", "u1", { receipt: "another receipt", expectedRevision: 1 });
        expect(await one.take(secondUpdate)).toEqual({ outcome: "known", receipt: "receipt of u1" });
        expect((await statusOf(one, "a")).revision).toBe(2);
      };
      await repeats(store);
      await repeats(await reopen());
    });

    it("tells a conflict for another request or another organisation under the key of a create, and keeps the first", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      expect(await store.take(create("a", { fingerprint: "other" }))).toEqual({ outcome: "conflict" });
      expect(await store.take(create("a", { fingerprint: "fingerprint of b" }))).toEqual({ outcome: "conflict" });
      expect(await store.take(create("a", { organisation: "Z02" }))).toEqual({ outcome: "conflict" });
      expect(await store.read("a")).toEqual({ revision: 1, body: '{"create":"a"}' });
    });

    it("tells a conflict for another request under the key of an update", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      await take(store, update("a", "u1"));
      expect(await store.take(update("a", "u1", { fingerprint: "other" }))).toEqual({ outcome: "conflict" });
      expect(await store.take(update("a", "u1", { kind: "yellow-card" }))).toEqual({ outcome: "conflict" });
      expect(await store.take(update("a", "a"))).toEqual({ outcome: "conflict" });
      expect((await statusOf(store, "a")).revision).toBe(2);
    });

    it("lets two records use the same key for their updates", async () => {
      const { store } = await opened(make);
      for (const id of ["a", "b"]) await take(store, create(id));
      for (const id of ["a", "b"]) await take(store, update(id, "same"));
      expect((await statusOf(store, "b")).revision).toBe(2);
    });

    it("tells that there is no record, or none of this organisation, to update or to withdraw", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      for (const operation of [update("a", "u1"), withdraw("a")]) {
        expect(await store.take({ ...operation, recordId: "b" })).toEqual({ outcome: "absent" });
        expect(await store.take({ ...operation, organisation: "Z02" })).toEqual({ outcome: "absent" });
      }
      expect((await statusOf(store, "a")).revision).toBe(1);
    });

    it("takes nothing for a revision that is no longer the newest, and tells which is", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      await take(store, update("a", "u1", { expectedRevision: 1 }));
      expect(await store.take(update("a", "u2", { expectedRevision: 1 }))).toEqual({ outcome: "stale", revision: 2 });
      expect(await store.take(withdraw("a", { expectedRevision: 3 }))).toEqual({ outcome: "stale", revision: 2 });
      await take(store, update("a", "u2", { expectedRevision: 2 }));
      expect(await store.read("a")).toEqual({ revision: 3, body: '{"update":"u2"}' });
    });

    it("takes so many operations of one record and no more, repeats and a withdrawal beside", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      const more = recordLimits.operations - 1;
      await Promise.all(Array.from({ length: more }, (_, index) => take(store, update("a", `u${index}`))));
      expect((await statusOf(store, "a")).revision).toBe(recordLimits.operations);
      for (const kind of ["update", "yellow-card"] as const) {
        expect(await store.take(update("a", "late", { kind }))).toEqual({ outcome: "full" });
      }
      expect(await store.take(update("a", "u0"))).toEqual({ outcome: "known", receipt: "receipt of u0" });
      expect((await statusOf(store, "a")).revision).toBe(recordLimits.operations);
      await take(store, withdraw("a"));
      expect(await store.take(update("a", "later"))).toEqual({ outcome: "withdrawn" });
    });

    it("takes so many bytes of bodies of one record and no more, a withdrawal beside", async () => {
      const { store } = await opened(make, plainSealer);
      const body = `"${"x".repeat(recordLimits.bodyBytes / 4 - 2)}"`;
      await take(store, create("a", { body }));
      for (const key of ["u1", "u2", "u3"]) await take(store, update("a", key, { body }));
      expect(await store.take(update("a", "u4", { body: "0" }))).toEqual({ outcome: "full" });
      await take(store, withdraw("a"));
    });

    it("stores one of many parallel creates under one id", async () => {
      const { store } = await opened(make);
      const results = await Promise.all(Array.from({ length: 20 }, () => store.take(create("a"))));
      expect(results.filter(({ outcome }) => outcome === "stored")).toHaveLength(1);
      expect(results.filter(({ outcome }) => outcome === "known")).toHaveLength(19);
    });

    it("gives parallel updates a place each, and one of them where they expect the same revision", async () => {
      const { store } = await opened(make);
      await take(store, create("a"));
      await Promise.all(Array.from({ length: 10 }, (_, index) => take(store, update("a", `u${index}`))));
      expect((await statusOf(store, "a")).revision).toBe(11);
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, index) => store.take(update("a", `v${index}`, { expectedRevision: 11 }))),
      );
      expect(results.filter(({ outcome }) => outcome === "stored")).toHaveLength(1);
      expect(results.filter((result) => result.outcome === "stale" && result.revision === 12)).toHaveLength(9);
      expect(new Set((await statusOf(store, "a")).operations.map(({ key }) => key)).size).toBe(12);
    });

    it("shows a record to its own organisation, and to who asks for any", async () => {
      const { store } = await opened(make);
      await take(store, create("a", { isYellowCardMissing: true }));
      const receivedAt = "2026-01-31T14:05:00.000Z";
      const status = {
        id: "a",
        organisation,
        state: "waiting",
        receivedAt,
        changedAt: receivedAt,
        revision: 1,
        attempts: 0,
        issues: [],
        isYellowCardMissing: true,
        operations: [{ key: "a", kind: "create", state: "waiting", receivedAt, attempts: 0, issues: [] }],
      };
      expect(await store.find("a", organisation)).toEqual(status);
      expect(await store.find("a")).toEqual(status);
      expect(await store.find("a", "Z02")).toBeUndefined();
      expect(await store.find("b", organisation)).toBeUndefined();
      expect(await store.read("a", "Z02")).toBeUndefined();
      expect(await store.read("b")).toBeUndefined();
    });

    it("tells the newest submission, its revision and whether a Yellow Card reference is missing", async () => {
      const { store } = await opened(make);
      await take(store, create("a", { isYellowCardMissing: true }));
      await take(store, update("a", "y1", { kind: "yellow-card", isYellowCardMissing: false }));
      expect(await store.read("a", organisation)).toEqual({ revision: 2, body: '{"update":"y1"}' });
      expect(await statusOf(store, "a")).toMatchObject({
        revision: 2,
        isYellowCardMissing: false,
        operations: [{ kind: "create" }, { kind: "yellow-card", key: "y1" }],
      });
    });

    it("says when the state last changed", async () => {
      const { store, advance } = await opened(make);
      await take(store, create("a"));
      advance(1000);
      await delivered(store, accepted);
      advance(1000);
      expect(await statusOf(store, "a")).toMatchObject({ changedAt: "2026-01-31T14:05:01.000Z" });
      await take(store, update("a", "u1"));
      expect(await statusOf(store, "a")).toMatchObject({ changedAt: "2026-01-31T14:05:02.000Z" });
    });

    it("says that it works", async () => {
      const { store } = await opened(make);
      await store.check();
      await store.check();
    });
  });
}
