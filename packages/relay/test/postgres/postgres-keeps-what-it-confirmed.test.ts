import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.ts";
import type { Store } from "../../src/store/store.ts";
import { isStoreUnavailable } from "../../src/store/store-unavailable-error.ts";
import { create } from "../store-conformance/store-under-test.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import { foundServers } from "./found-servers.ts";
import type { PostgresServer } from "./postgres-server.ts";
import { runningPostgres } from "./running-postgres.ts";

const mostReconnectMs = 5_000;

/** What senders and relays did while the database failed. */
interface Load {
  /** Ids of records whose sender was told that they are stored. */
  readonly acknowledged: Set<string>;
  /** Requests that left for each record. */
  readonly sent: Map<string, number>;
  /** Calls that the store turned down. */
  refused: number;
}

/** Repeats a call that the store turns down until it does it, as senders and relays do. */
async function untilDone<Value>(load: Load, call: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isStoreUnavailable(error)) throw error;
      load.refused += 1;
      await wait(20);
    }
  }
}

/** Sends records, each of them again until its sender knows that it is stored. */
async function send(store: Store, load: Load, name: string, isOver: () => boolean): Promise<void> {
  for (let number = 1; !isOver(); number += 1) {
    const id = `${name}-${number}`;
    const { outcome } = await untilDone(load, () => store.take(create(id)));
    if (outcome !== "stored" && outcome !== "known") throw new Error(`The record ${id} was not taken: ${outcome}.`);
    load.acknowledged.add(id);
  }
}

/** Delivers records as a relay does: the request leaves only after the store has noted it. */
async function deliver(store: Store, load: Load, owner: string, isOver: () => boolean): Promise<void> {
  const request = { owner, leaseMs: 3_000, limit: 10 };
  while (!isOver()) {
    for (const claim of await untilDone(load, () => store.claim(request))) {
      const { recordId, sequence, fence } = claim;
      const place = { recordId, sequence, fence };
      const mayLeave = await untilDone(load, () => store.markSending({ ...place, payload: "{}", leaseMs: 3_000 }));
      if (!mayLeave) continue;
      load.sent.set(recordId, (load.sent.get(recordId) ?? 0) + 1);
      const settlement = { state: "accepted", lfpse: { id: `event of ${recordId}` } } as const;
      await untilDone(load, () => store.settle({ ...place, settlement }));
    }
    await wait(5);
  }
}

describe.each(foundServers())("a store on $name that fails under load", (server) => {
  const postgres = runningPostgres({ server });

  // What is cut off before its commit is done again by the store itself, so that ended sessions need not show.
  const faults: readonly (readonly [string, number, (server: PostgresServer) => Promise<unknown>])[] = [
    ["is restarted fast", 1, (running) => running.restart("fast")],
    ["crashes and recovers", 1, (running) => running.restart("immediate")],
    [
      "ends every session",
      0,
      (running) => running.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'relay'"),
    ],
  ];

  it.each(faults)(
    "keeps what it confirmed and sends nothing twice when it %s",
    async (_, leastRefused, fail) => {
      const url = await postgres().createDatabase();
      const stores = [await openPostgresStore({ url }), await openPostgresStore({ url })] as const;
      onTestFinished(async () => {
        await Promise.all(stores.map((store) => store.close()));
      });
      const load: Load = { acknowledged: new Set(), sent: new Map(), refused: 0 };
      const rounds = 4;
      let isOver = false;
      const under = Promise.all(
        stores.flatMap((store, relay) => [
          ...Array.from({ length: 8 }, (_, sender) => send(store, load, `r${relay}-s${sender}`, () => isOver)),
          deliver(store, load, `relay-${relay}`, () => isOver),
        ]),
      );
      let longestMs = 0;
      try {
        for (let round = 1; round <= rounds; round += 1) {
          const before = load.acknowledged.size;
          await expect.poll(() => load.acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(before + 50);
          await fail(postgres());
          const backAtMs = performance.now();
          for (const store of stores) await untilDone(load, () => store.check());
          longestMs = Math.max(longestMs, performance.now() - backAtMs);
        }
      } finally {
        isOver = true;
        await under;
      }
      expect(load.refused).toBeGreaterThanOrEqual(leastRefused);
      expect(longestMs).toBeLessThan(mostReconnectMs);
      const lost = [];
      for (const id of load.acknowledged) if ((await stores[0].find(id, "Z01")) === undefined) lost.push(id);
      expect(lost).toEqual([]);
      expect([...load.sent].filter(([, requests]) => requests > 1)).toEqual([]);
      const kept = await Promise.all([...load.sent.keys()].map((id) => stores[0].find(id, "Z01")));
      expect(kept.filter((record) => record?.state !== "accepted")).toEqual([]);
    },
    90_000,
  );

  it("confirms nothing whose commit was not confirmed, and knows it when it comes again", async () => {
    const url = await postgres().createDatabase();
    const proxy = await cuttingProxy(url);
    const store = await openPostgresStore({ url: proxy.url });
    onTestFinished(() => store.close());
    proxy.cutAfter("commit\0");
    await expect(store.take(create("a"))).rejects.toMatchObject({ code: "store-unavailable" });
    proxy.cutAfter(undefined);
    expect(await store.take(create("a"))).toEqual({ outcome: "known", receipt: create("a").receipt });
  });
});
