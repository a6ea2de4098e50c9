import { describe, expect, it, vi } from "vitest";
import type { DeliveryStore } from "../src/store/delivery-store.ts";
import type { Store } from "../src/store/store.ts";
import { openedStore, operation, runningWorker, sendersTo, settled, take } from "./delivery-harness.ts";
import { exampleRecord } from "./example-record.ts";
import { runningSandbox } from "./running-relay.ts";

/** The store as a relay sees it until it stands still: its calls then wait until it goes on. */
function stoppable(store: Store): DeliveryStore & { readonly standStill: () => void; readonly goOn: () => void } {
  let still = Promise.resolve();
  let goOn = () => {};
  const after = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    await still;
    const answer = await call();
    await still;
    return answer;
  };
  return {
    claim: (request) => after(() => store.claim(request)),
    markSending: (request) => after(() => store.markSending(request)),
    settle: (request) => after(() => store.settle(request)),
    release: (request) => after(() => store.release(request)),
    renew: (request) => after(() => store.renew(request)),
    sweep: (request) => after(() => store.sweep(request)),
    nextDueInMs: (request) => after(() => store.nextDueInMs(request)),
    standStill: () => {
      still = new Promise((resolve) => {
        goOn = resolve;
      });
    },
    goOn: () => goOn(),
  };
}

const short = { leaseMs: 600, renewEveryMs: 200, sweepEveryMs: 500, isStoreShared: true } as const;

describe("of two relays on one store", { timeout: 90_000 }, () => {
  it("the other takes over what one claimed and did not send, and that one sends nothing when it wakes up", async () => {
    const sandbox = await runningSandbox();
    const store = await openedStore();
    const zombieStore = stoppable(store);
    const claimed: string[] = [];
    const claim: DeliveryStore["claim"] = async (request) => {
      const claims = await store.claim(request);
      claimed.push(...claims.map(({ recordId }) => recordId));
      if (claims.length > 0) zombieStore.standStill();
      return claims;
    };
    const record = exampleRecord();
    await store.take(operation("create", record));
    const zombie = runningWorker({ ...zombieStore, claim }, sendersTo(sandbox.url), short);
    await vi.waitFor(() => expect(claimed).toEqual([record.id]));
    const startedAtMs = performance.now();
    runningWorker(store, sendersTo(sandbox.url), short);
    await settled(store, record.id, "accepted");
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    zombieStore.goOn();
    await vi.waitFor(() => expect(zombie.logged()).toContain("claim lost"));
    await zombie.stop(2_000);
    expect(sandbox.events()).toHaveLength(1);
    expect(await store.find(record.id)).toMatchObject({ state: "accepted", attempts: 1 });
  });

  it("the other repeats an update that one had under way, and refuses its late answer", async () => {
    const sandbox = await runningSandbox();
    const store = await openedStore();
    const record = exampleRecord();
    const first = runningWorker(store, sendersTo(sandbox.url), short);
    await take(store, first, operation("create", record));
    await settled(store, record.id, "accepted");
    await first.stop(1_000);

    const zombieStore = stoppable(store);
    const zombie = runningWorker(zombieStore, sendersTo(sandbox.url), short);
    sandbox.queueFault({ fault: "slow", delayMs: 1_000 });
    await take(store, zombie, operation("update", { ...record, description: "Said better." } as typeof record));
    await settled(store, record.id, "sending");
    zombieStore.standStill();
    const other = runningWorker(store, sendersTo(sandbox.url), short);
    await settled(store, record.id, "accepted");
    await take(store, other, operation("update", { ...record, description: "Said best." } as typeof record));
    await settled(store, record.id, "accepted");
    zombieStore.goOn();
    await zombie.stop(5_000);
    expect(zombie.logged()).toContain("claim lost");
    const [event, ...others] = sandbox.events();
    expect(others).toEqual([]);
    expect(JSON.stringify(event?.resource)).toContain("Said best.");
    expect(await store.find(record.id)).toMatchObject({ state: "accepted", lfpse: { versionId: event?.versionId } });
  });

  it("one that is stopped gives back what it did not send, and the other need not wait for a lease to end", async () => {
    const sandbox = await runningSandbox();
    const store = await openedStore();
    let letGo = () => {};
    const isLetGo = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const claimed: string[] = [];
    const held: DeliveryStore = {
      ...stoppable(store),
      claim: async (request) => {
        const claims = await store.claim(request);
        claimed.push(...claims.map(({ recordId }) => recordId));
        await isLetGo;
        return claims;
      },
    };
    const records = Array.from({ length: 12 }, () => exampleRecord());
    for (const record of records) await take(store, undefined, operation("create", record));
    const one = runningWorker(held, sendersTo(sandbox.url), { isStoreShared: true });
    await vi.waitFor(() => expect(claimed).toHaveLength(4));
    const stopped = one.stop(5_000);
    letGo();
    await stopped;
    expect(sandbox.events()).toHaveLength(0);
    expect(await store.nextDueInMs()).toBe(0);
    runningWorker(store, sendersTo(sandbox.url), { isStoreShared: true });
    const startedAtMs = performance.now();
    for (const { id } of records) await settled(store, id, "accepted");
    expect(performance.now() - startedAtMs).toBeLessThan(10_000);
    expect(sandbox.events()).toHaveLength(12);
  });

  it("an update that is under way when its relay is ended waits again, and is sent by the next", async () => {
    const sandbox = await runningSandbox();
    const store = await openedStore();
    const record = exampleRecord();
    const one = runningWorker(store, sendersTo(sandbox.url));
    await take(store, one, operation("create", record));
    await settled(store, record.id, "accepted");
    sandbox.queueFault({ fault: "black-hole" });
    await take(store, one, operation("update", { ...record, description: "Said better." } as typeof record));
    await settled(store, record.id, "sending");
    await one.stop(100);
    expect(await store.find(record.id)).toMatchObject({ state: "waiting", issues: [{ rule: "lfpse-aborted" }] });
    runningWorker(store, sendersTo(sandbox.url));
    await settled(store, record.id, "accepted");
    expect(sandbox.events()).toHaveLength(1);
    expect(JSON.stringify(sandbox.events()[0]?.resource)).toContain("Said better.");
  });
});
