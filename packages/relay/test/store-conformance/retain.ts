import { describe, expect, it } from "vitest";
import {
  accepted,
  create,
  createdAs,
  delivered,
  exported,
  type MakeStore,
  opened,
  organisation,
  parked,
  rejected,
  startMs,
  statusOf,
  take,
  unknown,
  update,
  waiting,
  withdraw,
} from "./store-under-test.ts";

const dayMs = 86_400_000;

/** Promises of the retention rule. */
export function describeRetaining(make: MakeStore): void {
  describe("removing content", () => {
    it("removes bodies, payloads and issues, and keeps what tells a repeat from a new record", async () => {
      const { store, advance, reopen } = await opened(make);
      await createdAs(store, "a", waiting(0));
      await delivered(store, accepted);
      advance(30 * dayMs);
      const gone = [{ recordId: "a", organisation, state: "accepted" }];
      expect(await store.removeContent({ afterMs: 30 * dayMs, limit: 10 })).toEqual(gone);
      expect(await store.removeContent({ afterMs: 30 * dayMs, limit: 10 })).toEqual([]);
      advance(3650 * dayMs);
      const again = await reopen();
      expect(await again.read("a", organisation)).toEqual({ revision: 1, body: "" });
      expect(await statusOf(again, "a")).toMatchObject({
        state: "accepted",
        contentRemovedAt: new Date(startMs + 30 * dayMs).toISOString(),
        issues: [],
      });
      expect(await again.take(create("a"))).toEqual({ outcome: "known", receipt: "receipt of a" });
      expect(await again.take(create("a", { fingerprint: "other" }))).toEqual({ outcome: "conflict" });
      const [entry] = await exported(again);
      expect(Object.keys(entry?.type === "record" ? (entry.operations[0] ?? {}) : {})).not.toEqual(
        expect.arrayContaining(["body"]),
      );
      expect(JSON.stringify(entry)).not.toMatch(/"(body|payload|issues)"/);
    });

    it("leaves what is not settled, and what was settled since", async () => {
      const { store, advance } = await opened(make);
      for (const settlement of [rejected, unknown, parked, waiting(1e12)]) {
        await createdAs(store, settlement.state, settlement);
      }
      await createdAs(store, "open-again", accepted);
      await take(store, update("open-again", "u1"));
      await delivered(store, waiting(1e12));
      advance(dayMs);
      await createdAs(store, "new", accepted);
      expect(await store.removeContent({ afterMs: 1, limit: 10 })).toEqual([]);
      expect((await store.read("rejected"))?.body).not.toBe("");
    });

    it("removes the content of a withdrawn record too, those settled first in front, up to the limit", async () => {
      const { store, advance } = await opened(make);
      for (const id of ["c", "a", "b"]) {
        await take(store, create(id));
        await take(store, withdraw(id));
        advance(1);
      }
      const ids = async () => (await store.removeContent({ afterMs: 0, limit: 2 })).map(({ recordId }) => recordId);
      expect(await ids()).toEqual(["c", "a"]);
      expect(await ids()).toEqual(["b"]);
      expect(await ids()).toEqual([]);
    });

    it("keeps the content of an update that comes after the removal, and removes it in its turn", async () => {
      const { store, advance } = await opened(make);
      await createdAs(store, "a", accepted);
      advance(1);
      await store.removeContent({ afterMs: 1, limit: 1 });
      await take(store, update("a", "u1"));
      expect((await statusOf(store, "a")).contentRemovedAt).toBeUndefined();
      expect((await delivered(store, accepted)).body).toBe('{"update":"u1"}');
      advance(1);
      expect(await store.removeContent({ afterMs: 1, limit: 1 })).toHaveLength(1);
      expect((await store.read("a"))?.body).toBe("");
    });
  });
}
