import { describe, expect, it } from "vitest";
import type { LfpseIdentity } from "../src/store/delivery-state.ts";
import { decide, openedStore, operation, runningWorker, sendersTo, settled, take } from "./delivery-harness.ts";
import { exampleRecord } from "./example-record.ts";
import { runningSandbox } from "./running-relay.ts";

async function started() {
  const sandbox = await runningSandbox();
  const store = await openedStore();
  const worker = runningWorker(store, sendersTo(sandbox.url));
  return { sandbox, store, worker };
}

describe("the relay", { timeout: 90_000 }, () => {
  it("parks a create whose answer was lost, doubles nothing, and goes on once a person found it at LFPSE", async () => {
    const { sandbox, store, worker } = await started();
    const record = exampleRecord();
    sandbox.queueFault({ fault: "drop-response" });
    await take(store, worker, operation("create", record));
    expect(await settled(store, record.id, "unknown")).toMatchObject({
      attempts: 1,
      issues: [{ rule: "unknown-outcome" }],
    });
    await take(store, worker, operation("update", { ...record, description: "Said better." } as typeof record));
    await take(store, worker, operation("withdraw", record));
    const other = exampleRecord();
    await take(store, worker, operation("create", other));
    await settled(store, other.id, "accepted");
    const held = await settled(store, record.id, "unknown");
    expect(held.operations.map(({ state }) => state)).toEqual(["unknown", "waiting", "waiting"]);

    // Who looks at LFPSE finds one.
    const [event] = sandbox.events();
    expect(sandbox.events()).toHaveLength(2);
    const lfpse: LfpseIdentity = { id: String(event?.id), referenceNumber: String(event?.referenceNumber) };
    await decide(store, worker, record.id, { kind: "is-at-lfpse", lfpse });
    const done = await settled(store, record.id, "withdrawn");
    expect(done.operations.map(({ state }) => state)).toEqual(["accepted", "accepted", "withdrawn"]);
    expect(sandbox.events()).toHaveLength(2);
    expect(sandbox.events()[0]).toMatchObject({ id: lfpse.id, deleted: true });
    expect(JSON.stringify(sandbox.events()[0]?.resource)).toContain("Said better.");
  });

  it("parks a create whose request was lost, and sends it again once a person found nothing at LFPSE", async () => {
    const { sandbox, store, worker } = await started();
    const record = exampleRecord();
    sandbox.queueFault({ fault: "drop-request" });
    await take(store, worker, operation("create", record));
    await settled(store, record.id, "unknown");
    await take(store, worker, operation("update", { ...record, description: "Said better." } as typeof record));
    expect(sandbox.events()).toHaveLength(0);
    await decide(store, worker, record.id, { kind: "send-again" });
    const done = await settled(store, record.id, "accepted");
    expect(done.operations.map(({ state, attempts }) => [state, attempts])).toEqual([
      ["accepted", 2],
      ["accepted", 1],
    ]);
    expect(sandbox.events()).toHaveLength(1);
    expect(JSON.stringify(sandbox.events()[0]?.resource)).toContain("Said better.");
  });

  it("takes an answer that comes after the record was parked", async () => {
    const { sandbox, store, worker } = await started();
    await worker.stop(0);
    sandbox.queueFault({ fault: "slow", delayMs: 1_500 });
    const record = exampleRecord();
    const renew = async () => 0;
    const slow = runningWorker({ ...boundStore(store), renew }, sendersTo(sandbox.url), { leaseMs: 200 });
    await take(store, slow, operation("create", record));
    await settled(store, record.id, "unknown");
    const status = await settled(store, record.id, "accepted");
    expect(status).toMatchObject({ attempts: 1, issues: [], lfpse: { id: sandbox.events()[0]?.id } });
    expect(sandbox.events()).toHaveLength(1);
  });

  it("refuses an answer that comes after a person decided", async () => {
    const { sandbox, store, worker } = await started();
    await worker.stop(0);
    sandbox.queueFault({ fault: "slow", delayMs: 1_500 });
    const record = exampleRecord();
    const renew = async () => 0;
    const slow = runningWorker({ ...boundStore(store), renew }, sendersTo(sandbox.url), { leaseMs: 200 });
    await take(store, slow, operation("create", record));
    await settled(store, record.id, "unknown");
    await decide(store, slow, record.id, { kind: "is-at-lfpse", lfpse: { id: "found-by-hand" } });
    await slow.stop(5_000);
    expect(await store.find(record.id)).toMatchObject({ state: "accepted", lfpse: { id: "found-by-hand" } });
    expect(slow.logged()).toContain("claim lost");
  });

  it("rejects what LFPSE refuses each time, with the reason, and sends the others", async () => {
    const { sandbox, store, worker } = await started();
    sandbox.queueFault({ fault: "many-issues", issueCount: 3, times: 2 });
    const record = exampleRecord();
    await take(store, worker, operation("create", record));
    const refused = await settled(store, record.id, "rejected");
    expect(refused.issues).toHaveLength(3);
    await decide(store, worker, record.id, { kind: "send-again" });
    await settled(store, record.id, "rejected");
    const other = exampleRecord();
    await take(store, worker, operation("create", other));
    await settled(store, other.id, "accepted");
    await decide(store, worker, record.id, { kind: "send-again" });
    expect(await settled(store, record.id, "accepted")).toMatchObject({ attempts: 3, issues: [] });
    expect(sandbox.events()).toHaveLength(2);
  });
});

/** A store whose methods can be spread. */
function boundStore(store: Awaited<ReturnType<typeof openedStore>>) {
  return {
    claim: store.claim.bind(store),
    markSending: store.markSending.bind(store),
    settle: store.settle.bind(store),
    release: store.release.bind(store),
    renew: store.renew.bind(store),
    sweep: store.sweep.bind(store),
    nextDueInMs: store.nextDueInMs.bind(store),
  };
}
