import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../store-conformance/store-under-test.ts";
import { foundServers } from "./found-servers.ts";
import { runningPostgres } from "./running-postgres.ts";

const relays = 3;
const records = 60;
const leaseMs = 60_000;

/** A request that left for LFPSE. */
interface Sent {
  readonly recordId: string;
  readonly sequence: number;
  readonly owner: string;
}

describe.each(foundServers())("several relays on $name", (server) => {
  const postgres = runningPostgres({ server });

  async function openedStores(): Promise<readonly Store[]> {
    const url = await postgres().createDatabase();
    const stores = await Promise.all(Array.from({ length: relays }, () => openPostgresStore({ url })));
    onTestFinished(async () => {
      await Promise.all(stores.map((store) => store.close()));
    });
    return stores;
  }

  /** Delivers what is due, one record after another, until nothing is left. */
  async function deliver(store: Store, owner: string, sent: Sent[], underWay: Set<string>): Promise<void> {
    while ((await store.nextDueInMs()) !== undefined) {
      for (const { recordId, sequence, fence } of await store.claim({ owner, leaseMs, limit: 5, perOrganisation: 2 })) {
        expect(underWay).not.toContain(recordId);
        underWay.add(recordId);
        const place = { recordId, sequence, fence };
        expect(await store.markSending({ ...place, payload: "{}", leaseMs })).toBe(true);
        sent.push({ recordId, sequence, owner });
        underWay.delete(recordId);
        const settlement = { state: "accepted", lfpse: { id: `event of ${recordId}` } } as const;
        expect(await store.settle({ ...place, settlement })).toBe(true);
      }
      await wait(1);
    }
  }

  it("deliver each operation once, those of a record in order, and all of them take part", async () => {
    const stores = await openedStores();
    const ids = Array.from({ length: records }, (_, index) => `record-${index}`);
    const at = (index: number): Store => stores[index % relays] as Store;
    await Promise.all(
      ids.map(async (id, index) => {
        const organisation = `Z0${index % 4}`;
        await at(index).take(create(id, { organisation }));
        for (const key of ["first update", "second update"]) {
          const update = { organisation, kind: "update", key, fingerprint: key } as const;
          expect(await at(index + key.length).take(create(id, update))).toMatchObject({ outcome: "stored" });
        }
      }),
    );
    const sent: Sent[] = [];
    const underWay = new Set<string>();
    await Promise.all(stores.map((store, index) => deliver(store, `relay-${index}`, sent, underWay)));
    for (const id of ids) {
      const sequences = sent.filter(({ recordId }) => recordId === id).map(({ sequence }) => sequence);
      expect(sequences).toEqual([1, 2, 3]);
      expect(await at(0).find(id)).toMatchObject({ state: "accepted", attempts: 3 });
    }
    expect(sent).toHaveLength(3 * records);
    expect(new Set(sent.map(({ owner }) => owner)).size).toBe(relays);
  }, 60_000);

  it("take one of many operations that are sent to all of them at once under one revision", async () => {
    const stores = await openedStores();
    await stores[0]?.take(create("a"));
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        (stores[index % relays] as Store).take(
          create("a", { kind: "update", key: `key-${index}`, fingerprint: `${index}`, expectedRevision: 1 }),
        ),
      ),
    );
    expect(results.filter(({ outcome }) => outcome === "stored")).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === "stale")).toHaveLength(11);
  });

  it("take one of many repeats that are sent to all of them at once", async () => {
    const stores = await openedStores();
    const send = (store: Store) => store.take(create("a"));
    const creates = await Promise.all(Array.from({ length: 12 }, (_, index) => send(stores[index % relays] as Store)));
    expect(creates.filter(({ outcome }) => outcome === "stored")).toHaveLength(1);
    const update = create("a", { kind: "update", key: "one key", fingerprint: "one fingerprint" });
    const updates = await Promise.all(
      Array.from({ length: 12 }, (_, index) => (stores[index % relays] as Store).take(update)),
    );
    expect(updates.filter(({ outcome }) => outcome === "stored")).toHaveLength(1);
    expect(updates.filter(({ outcome }) => outcome === "known")).toHaveLength(11);
    expect(await stores[0]?.find("a")).toMatchObject({ revision: 2 });
  });

  it("decide once what several people decide at once", async () => {
    const stores = await openedStores();
    const [store] = stores as [Store];
    await store.take(create("a"));
    const [claim] = await store.claim({ owner: "one", leaseMs, limit: 1 });
    const issues = [{ severity: "error", code: "value", rule: "example", message: "Refused." }] as const;
    const settlement = { state: "rejected", issues } as const;
    await store.settle({ recordId: "a", sequence: 1, fence: claim?.fence ?? 0, settlement });
    const audit = { atMs: 1, actor: "token:example", action: "send-again", recordId: "a" };
    const results = await Promise.all(
      Array.from({ length: 9 }, (_, index) =>
        (stores[index % relays] as Store).decide({ recordId: "a", decision: { kind: "send-again" }, audit }),
      ),
    );
    expect(results.filter((result) => result === "done")).toHaveLength(1);
    expect(results.filter((result) => result === "not-open")).toHaveLength(8);
  });
});
