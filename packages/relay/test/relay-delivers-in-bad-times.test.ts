import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Fault } from "@digital-factors/sandbox";
import { describe, expect, it, vi } from "vitest";
import { openedStore, operation, runningWorker, sendersTo, settled, take } from "./delivery-harness.ts";
import { exampleRecord } from "./example-record.ts";
import { runningSandbox } from "./running-relay.ts";

async function started() {
  const sandbox = await runningSandbox();
  const store = await openedStore();
  return { sandbox, store };
}

const badTimes: readonly Fault[] = [
  { fault: "slow", delayMs: 2_000, times: 10_000 },
  { fault: "slow-body", times: 10_000 },
  { fault: "black-hole", times: 10_000 },
  { fault: "429", retryAfterSeconds: 1, times: 10_000 },
  { fault: "500", times: 10_000 },
  { fault: "503", times: 10_000 },
  { fault: "half-body", times: 10_000 },
  { fault: "malformed-json", times: 10_000 },
  { fault: "html-at-2xx", times: 10_000 },
  { fault: "large-body", bytes: 20_000_000, times: 10_000 },
  { fault: "redirect", times: 10_000 },
];

describe("the relay, while LFPSE is in bad times", { timeout: 90_000 }, () => {
  it.each(badTimes)("takes records as fast as ever: $fault", async (fault) => {
    const { sandbox, store } = await started();
    sandbox.queueFault(fault);
    const worker = runningWorker(store, sendersTo(sandbox.url, { timeoutMs: 1_000 }));
    const first = operation("create", exampleRecord());
    await take(store, worker, first);
    await vi.waitFor(async () => expect((await store.find(first.recordId))?.attempts).toBeGreaterThan(0));
    const durations: number[] = [];
    for (let count = 0; count < 50; count += 1) {
      const startedAtMs = performance.now();
      await take(store, worker, operation("create", exampleRecord()));
      durations.push(performance.now() - startedAtMs);
    }
    const [median = 0] = durations.toSorted((one, other) => one - other).slice(25);
    expect(median).toBeLessThan(100);
    // Nothing is doubled, and nothing is taken for done that is not.
    await worker.stop(0);
    const { states } = await store.count();
    expect(states.accepted).toBeLessThanOrEqual(sandbox.events().length);
    expect(states.rejected).toBe(0);
    expect(states.accepted + states.unknown + states.waiting + states.sending).toBe(51);
    expect(sandbox.events().length).toBeLessThanOrEqual(states.accepted + states.unknown);
  });

  it("takes a captive page for no answer of LFPSE's", async () => {
    const { sandbox, store } = await started();
    const worker = runningWorker(store, sendersTo(sandbox.url));
    const record = exampleRecord();
    await take(store, worker, operation("create", record));
    await settled(store, record.id, "accepted");
    sandbox.queueFault({ fault: "html-at-2xx", times: 3 });
    await take(store, worker, operation("update", { ...record, description: "Said better." } as typeof record));
    expect(await settled(store, record.id, "accepted")).toMatchObject({ attempts: 5 });
    expect(JSON.stringify(sandbox.events()[0]?.resource)).toContain("Said better.");
    sandbox.queueFault({ fault: "html-at-2xx", times: 3 });
    await take(store, worker, operation("withdraw", record));
    expect(await settled(store, record.id, "withdrawn")).toMatchObject({ attempts: 9 });
    expect(sandbox.events()).toMatchObject([{ deleted: true }]);
  });

  it("waits as long as Retry-After asks, with every record of the organisation", async () => {
    const { sandbox, store } = await started();
    sandbox.queueFault({ fault: "429", retryAfterSeconds: 2 });
    const worker = runningWorker(store, sendersTo(sandbox.url, { concurrency: 1 }));
    const records = Array.from({ length: 3 }, () => exampleRecord());
    const startedAtMs = performance.now();
    for (const record of records) await take(store, worker, operation("create", record));
    for (const { id } of records) await settled(store, id, "accepted");
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(2_000);
    expect((await store.count()).states.accepted).toBe(3);
    const statuses = await Promise.all(records.map(({ id }) => store.find(id)));
    expect(statuses.map((status) => status?.attempts).toSorted()).toEqual([1, 1, 2]);
  });

  it("never gives up or parks what waits, however often LFPSE fails", async () => {
    const { sandbox, store } = await started();
    sandbox.queueFault({ fault: "503", times: 25 });
    const worker = runningWorker(store, sendersTo(sandbox.url, { random: () => 0 }), { random: () => 0 });
    const record = exampleRecord();
    await take(store, worker, operation("create", record));
    expect(await settled(store, record.id, "accepted")).toMatchObject({ attempts: 26, issues: [] });
    expect(sandbox.events()).toHaveLength(1);
  });

  it("needs no more memory for a hundred failures and answers of two megabytes", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const { sandbox, store } = await started();
    const worker = runningWorker(store, sendersTo(sandbox.url, { random: () => 0 }), { random: () => 0 });
    const record = exampleRecord();
    await take(store, worker, operation("create", record));
    await settled(store, record.id, "accepted");
    const used: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      sandbox.queueFault({ fault: "503", times: 30 });
      sandbox.queueFault({ fault: "html-at-2xx", times: 10 });
      sandbox.queueFault({ fault: "large-body", bytes: 2_000_000 });
      await take(store, worker, operation("update", { ...record, description: `Round ${round}.` } as typeof record));
      const status = await settled(store, record.id, "accepted");
      expect(status.attempts).toBe((round + 1) * 41 + 1);
      collect();
      used.push(process.memoryUsage().heapUsed);
    }
    const grownBytes = (used.at(-1) ?? 0) - (used[0] ?? 0);
    expect(grownBytes).toBeLessThan(16_000_000);
  });
});
