import { describe, expect, it, vi } from "vitest";
import { openedStore, operation, runningGateway, runningWorker, sendersTo, settled, take } from "./delivery-harness.ts";
import { exampleRecord } from "./example-record.ts";
import { runningSandbox } from "./running-relay.ts";

const keys = { Z01: "key-of-z01", Z02: "key-of-z02" } as const;
const organisations = {
  Z01: { lfpseSubscriptionKey: keys.Z01 },
  Z02: { lfpseSubscriptionKey: keys.Z02 },
};

/** Two organisations, each with a key and a sandbox of its own, behind one address. */
async function started() {
  const [one, other] = [await runningSandbox(), await runningSandbox()];
  const gateway = await runningGateway({ [keys.Z01]: one.url, [keys.Z02]: other.url });
  const store = await openedStore();
  return { one, other, gateway, store };
}

const created = (organisation: string) => {
  const record = exampleRecord();
  return operation("create", record, { organisation });
};

describe("the relay, for several organisations", { timeout: 90_000 }, () => {
  it("sends each organisation's records with its own key", async () => {
    const { one, other, gateway, store } = await started();
    const worker = runningWorker(store, sendersTo(gateway.url, { organisations }));
    const records = Array.from({ length: 20 }, (_, index) => created(index % 2 === 0 ? "Z01" : "Z02"));
    for (const record of records) await take(store, worker, record);
    for (const { recordId } of records) await settled(store, recordId, "accepted");
    expect([one.events().length, other.events().length]).toEqual([10, 10]);
  });

  it.each(["401", "429", "503"] as const)(
    "holds one organisation off after %s, with one try at a time, and no other",
    async (fault) => {
      const { one, other, gateway, store } = await started();
      one.queueFault({ fault, times: 10_000, ...(fault === "429" ? { retryAfterSeconds: 60 } : {}) });
      const worker = runningWorker(store, sendersTo(gateway.url, { organisations, random: () => 0.99 }));
      const startedAtMs = performance.now();
      const held = Array.from({ length: 30 }, () => created("Z01"));
      for (const record of held) await take(store, worker, record);
      const free = Array.from({ length: 30 }, () => created("Z02"));
      for (const record of free) await take(store, worker, record);
      for (const { recordId } of free) await settled(store, recordId, "accepted");
      expect(other.events()).toHaveLength(30);
      const seconds = (performance.now() - startedAtMs) / 1_000;
      const tries = gateway.seen.filter(({ key }) => key === keys.Z01);
      // Those that were under way together, and one after each pause: nearly 1, 2, 4 … seconds.
      const probes = fault === "429" ? Math.floor(seconds / 60) : Math.ceil(Math.log2(seconds + 1)) + 1;
      expect(tries.length).toBeGreaterThan(0);
      expect(tries.length).toBeLessThanOrEqual(4 + probes);
      for (const { recordId } of held) expect((await store.find(recordId))?.state).toMatch(/waiting|sending/);
    },
  );

  it("is not held up by one whose answers never come", async () => {
    const { one, gateway, store } = await started();
    one.queueFault({ fault: "black-hole", times: 10_000 });
    const worker = runningWorker(store, sendersTo(gateway.url, { organisations, timeoutMs: 300_000 }));
    for (let count = 0; count < 30; count += 1) await take(store, worker, created("Z01"));
    await vi.waitFor(() => expect(gateway.seen).toHaveLength(4));
    const free = Array.from({ length: 30 }, () => created("Z02"));
    for (const record of free) await take(store, worker, record);
    for (const { recordId } of free) await settled(store, recordId, "accepted");
    expect(gateway.seen.filter(({ key }) => key === keys.Z01)).toHaveLength(4);
    await gateway.shut();
  });

  it("keeps each organisation's rate, and does not slow the other", async () => {
    const { one, other, gateway, store } = await started();
    const rates = {
      Z01: { ...organisations.Z01, lfpseRatePerMinute: 300 },
      Z02: { ...organisations.Z02, lfpseRatePerMinute: 60_000 },
    };
    const worker = runningWorker(store, sendersTo(gateway.url, { organisations: rates }));
    const slow = Array.from({ length: 36 }, () => created("Z01"));
    const fast = Array.from({ length: 36 }, () => created("Z02"));
    const startedAtMs = performance.now();
    for (const record of [...slow, ...fast]) await take(store, worker, record);
    for (const { recordId } of fast) await settled(store, recordId, "accepted");
    const fastMs = performance.now() - startedAtMs;
    for (const { recordId } of slow) await settled(store, recordId, "accepted");
    // Thirty at once and five a second after that.
    const times = gateway.seen.filter(({ key }) => key === keys.Z01).map(({ atMs }) => atMs);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(1_000);
    expect(performance.now() - startedAtMs).toBeGreaterThan(fastMs);
    expect([one.events().length, other.events().length]).toEqual([36, 36]);
  });

  it("waits with the records of one that has no key, says so, and sends them once it has one", async () => {
    const { other, gateway, store } = await started();
    const without = runningWorker(
      store,
      sendersTo(gateway.url, { organisations: { Z02: organisations.Z02 }, subscriptionKey: undefined }),
    );
    const [keyless, keyed] = [created("Z01"), created("Z02")];
    await take(store, without, keyless);
    await take(store, without, keyed);
    await settled(store, keyed.recordId, "accepted");
    const waiting = await vi.waitFor(async () => {
      const status = await store.find(keyless.recordId);
      expect(status?.issues).toMatchObject([{ severity: "warning", rule: "no-key" }]);
      return status;
    });
    expect(waiting).toMatchObject({ state: "waiting", attempts: 0 });
    expect(without.logged()).toContain("no LFPSE key for this organisation");
    expect(without.logged()).not.toContain(keys.Z02);
    expect(other.events()).toHaveLength(1);
    expect(gateway.seen.map(({ key }) => key)).toEqual([keys.Z02]);
  });

  it("does not hammer an LFPSE that nobody reaches, and sends everything within a minute of its return", async () => {
    const { one, other, gateway, store } = await started();
    await gateway.shut();
    let tries = 0;
    const counted: typeof fetch = (...request) => {
      tries += 1;
      return fetch(...request);
    };
    const senders = sendersTo(gateway.url, { organisations, random: () => 0.5, fetch: counted });
    const worker = runningWorker(store, senders, { random: () => 0.5 });
    const records = Array.from({ length: 40 }, (_, index) => created(index % 2 === 0 ? "Z01" : "Z02"));
    for (const record of records) await take(store, worker, record);
    const shutAtMs = performance.now();
    await vi.waitFor(() => expect(worker.logged().match(/ECONNREFUSED/g)?.length).toBeGreaterThan(8), 30_000);
    // Those that were under way together, and one after each pause of 0.5, 1, 2 … seconds for everyone.
    expect(tries).toBeLessThan(10 + Math.log2((performance.now() - shutAtMs) / 500 + 1));
    await gateway.open();
    const startedAtMs = performance.now();
    for (const { recordId } of records) await settled(store, recordId, "accepted");
    expect(performance.now() - startedAtMs).toBeLessThan(60_000);
    expect([one.events().length, other.events().length]).toEqual([20, 20]);
  });
});
