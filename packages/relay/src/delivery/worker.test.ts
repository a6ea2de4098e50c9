import { lfpse5 } from "@digital-factors/core";
import { pino } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { exampleRecord } from "../../test/example-record.ts";
import type { Claim, DeliveryStore, Settlement } from "../store/delivery-store.ts";
import { StoreUnavailableError } from "../store/store-unavailable-error.ts";
import { createLfpseSenders, type LfpseSender, type LfpseSenders } from "./lfpse-senders.ts";
import { createManualClock } from "./manual-clock.fixtures.ts";
import { createDeliveryWorker, type DeliveryWorkerOptions } from "./worker.ts";

type Client = NonNullable<LfpseSender["client"]>;

function claimOf(parts: Partial<Claim> = {}): Claim {
  const record = exampleRecord();
  return {
    recordId: record.id,
    organisation: "Z01",
    sequence: 1,
    kind: "create",
    body: JSON.stringify({ record }),
    fence: 1,
    attempts: 0,
    claimsInARow: 1,
    ...parts,
  };
}

/** A store whose claims a test gives, and that remembers what it was told. */
function scriptedStore(queue: Claim[] = []) {
  const settled: { readonly recordId: string; readonly settlement: Settlement }[] = [];
  const released: string[] = [];
  const calls: string[] = [];
  const store: DeliveryStore = {
    claim: async ({ limit }) => {
      calls.push("claim");
      return queue.splice(0, limit);
    },
    markSending: async () => true,
    settle: async ({ recordId, settlement }) => {
      settled.push({ recordId, settlement });
      return true;
    },
    release: async ({ recordId }) => {
      released.push(recordId);
      return true;
    },
    renew: async ({ owner }) => {
      calls.push(`renew ${owner}`);
      return 1;
    },
    sweep: async () => {
      calls.push("sweep");
      return [];
    },
    nextDueInMs: async () => undefined,
  };
  return { store, settled, released, calls, queue };
}

const taken: Awaited<ReturnType<Client["create"]>> = {
  ok: true,
  value: { id: "event-1", issues: [], payload: "{}", resource: { resourceType: "AdverseEvent" } },
};

function sendersOf(client: Partial<Client> = {}): LfpseSenders {
  const room = () => ({ free: 100, waitMs: 0 });
  const sender: LfpseSender = {
    client: {
      create: async () => taken,
      update: async () => taken,
      delete: async () => ({ ok: true, value: undefined }),
      ...client,
    },
    room,
    isPaused: () => false,
    timesWorked: () => 0,
    enter: () => () => {},
  };
  return { senderOf: () => sender, room, newcomerRoom: 100, condition: () => [] };
}

function started(parts: Partial<DeliveryWorkerOptions> & Pick<DeliveryWorkerOptions, "store">) {
  const clock = createManualClock();
  const worker = createDeliveryWorker({
    senders: sendersOf(),
    profile: lfpse5,
    log: pino({ level: "silent" }),
    owner: "first",
    clock,
    random: () => 0.5,
    ...parts,
  });
  worker.start();
  onTestFinished(() => worker.stop(0));
  return { worker, clock };
}

describe("a delivery worker", () => {
  it("looks at a store of its own every half minute, and at a shared one every second, and not more often", async () => {
    for (const [isStoreShared, most] of [
      [false, 4],
      [true, 61],
    ] as const) {
      const { store, calls } = scriptedStore();
      const { clock } = started({ store, isStoreShared });
      await clock.advance(60_000);
      const claims = calls.filter((call) => call === "claim").length;
      expect(claims).toBeLessThanOrEqual(most);
      expect(claims).toBeGreaterThanOrEqual(most - 1 - Number(!isStoreShared));
      if (isStoreShared) expect(calls.filter((call) => call === "sweep").length).toBeGreaterThanOrEqual(12);
    }
  });

  it("does not spin while something is due that nobody gives it", async () => {
    const { store, calls } = scriptedStore();
    const { clock } = started({ store: { ...store, nextDueInMs: async () => 0 } });
    await clock.advance(60_000);
    expect(calls.filter((call) => call === "claim").length).toBeLessThan(70);
    expect(calls).toContain("sweep");
  });

  it("begins at once what is stored after it was woken", async () => {
    const { store, settled, queue } = scriptedStore();
    const { worker, clock } = started({ store });
    await clock.advance(0);
    queue.push(claimOf());
    worker.wake();
    await clock.advance(0);
    expect(settled).toMatchObject([{ settlement: { state: "accepted" } }]);
  });

  it("renews its leases every ten seconds while a request is under way, and no longer", async () => {
    const { store, calls } = scriptedStore([claimOf()]);
    let answer = () => {};
    const create = () => new Promise<typeof taken>((resolve) => (answer = () => resolve(taken)));
    const { clock } = started({ store, senders: sendersOf({ create }) });
    await clock.advance(35_000);
    expect(calls.filter((call) => call === "renew first")).toHaveLength(3);
    answer();
    await clock.advance(60_000);
    expect(calls.filter((call) => call === "renew first")).toHaveLength(3);
  });

  it("repeats a renewal that failed before the lease ends", async () => {
    const { store } = scriptedStore([claimOf()]);
    let tries = 0;
    const renew = async () => {
      tries += 1;
      if (tries < 4) throw new StoreUnavailableError("busy");
      return 1;
    };
    let answer = () => {};
    const create = () => new Promise<typeof taken>((resolve) => (answer = () => resolve(taken)));
    const { clock } = started({ store: { ...store, renew }, senders: sendersOf({ create }) });
    await clock.advance(17_000);
    expect(tries).toBe(4);
    answer();
  });

  it("writes what LFPSE answered as often as it takes, however long the store is out of order", async () => {
    const { store, settled } = scriptedStore([claimOf()]);
    let isBroken = true;
    let tries = 0;
    const settle: DeliveryStore["settle"] = async (request) => {
      tries += 1;
      if (isBroken) throw new StoreUnavailableError("full");
      return await store.settle(request);
    };
    const { clock } = started({ store: { ...store, settle } });
    await clock.advance(3_600_000);
    expect(settled).toEqual([]);
    expect(tries).toBeLessThan(3_700);
    isBroken = false;
    await clock.advance(1_000);
    expect(settled).toMatchObject([{ settlement: { state: "accepted", lfpse: { id: "event-1" } } }]);
  });

  it("tries an LFPSE that failed again, though an answer of before still waits for the store", async () => {
    const [stuck, failed, next] = [claimOf(), claimOf(), claimOf()];
    const { store, settled, queue } = scriptedStore([stuck]);
    const clock = createManualClock();
    const event = () => Response.json({ resourceType: "AdverseEvent", id: "event-1" }, { status: 201 });
    const answers = [event, () => new Response("", { status: 503 })];
    const senders = createLfpseSenders({
      baseUrl: "http://127.0.0.1:9/adverse-event/fhir",
      timeoutMs: 1_000,
      profile: lfpse5,
      subscriptionKey: "example",
      clock,
      fetch: async () => (answers.shift() ?? event)(),
    });
    let isBroken = true;
    const settle: DeliveryStore["settle"] = async (request) => {
      if (isBroken && request.recordId === stuck.recordId) throw new StoreUnavailableError("failed");
      return await store.settle(request);
    };
    const claim: DeliveryStore["claim"] = async (request) =>
      request.exceptOrganisations?.includes("Z01") ? [] : await store.claim(request);
    const { worker } = started({ store: { ...store, settle, claim }, senders, clock, isStoreShared: true });
    await clock.advance(0);
    for (const each of [failed, next]) {
      queue.push(each);
      worker.wake();
      await clock.advance(10_000);
    }
    expect(settled).toMatchObject([
      { recordId: failed.recordId, settlement: { state: "waiting" } },
      { recordId: next.recordId, settlement: { state: "accepted" } },
    ]);
    isBroken = false;
    await clock.advance(1_000);
    expect(settled.at(-1)).toMatchObject({ recordId: stuck.recordId, settlement: { state: "accepted" } });
  });

  it("lets leases run out that it does not know of, since the answer to its claim was lost", async () => {
    const { store, calls, queue } = scriptedStore([claimOf()]);
    let isLost = false;
    const owners: string[] = [];
    const claim: DeliveryStore["claim"] = async (request) => {
      const claims = await store.claim(request);
      if (claims.length > 0) owners.push(request.owner);
      if (isLost) throw new StoreUnavailableError("failed");
      return claims;
    };
    const answers: (() => void)[] = [];
    const create = () => new Promise<typeof taken>((resolve) => answers.push(() => resolve(taken)));
    const { worker, clock } = started({ store: { ...store, claim }, senders: sendersOf({ create }) });
    await clock.advance(0);
    isLost = true;
    queue.push(claimOf());
    worker.wake();
    await clock.advance(1_000);
    isLost = false;
    queue.push(claimOf());
    await clock.advance(5_000);
    expect(owners).toEqual(["first", "first", expect.not.stringMatching("first")]);
    // Once what it knew of is done, nobody renews that owner's leases.
    answers[0]?.();
    await clock.advance(0);
    calls.length = 0;
    await clock.advance(30_000);
    expect(calls).toContain(`renew ${owners[2]}`);
    expect(calls).not.toContain("renew first");
    answers[1]?.();
    await clock.advance(0);
  });

  it("rests two seconds after the store could not be read, whoever wakes it, and goes on", async () => {
    const { store, settled } = scriptedStore([claimOf()]);
    let tries = 0;
    const claim: DeliveryStore["claim"] = async (request) => {
      tries += 1;
      if (tries <= 3) throw new StoreUnavailableError("busy");
      return await store.claim(request);
    };
    const { worker, clock } = started({ store: { ...store, claim } });
    for (let wakes = 0; wakes < 50; wakes += 1) {
      worker.wake();
      await clock.advance(10);
    }
    expect(tries).toBe(1);
    await clock.advance(6_000);
    expect(settled).toHaveLength(1);
  });

  it("lets a lease run out whose end it could not write, though others go on", async () => {
    const odd = claimOf();
    const { store, calls, queue } = scriptedStore([odd]);
    const settle: DeliveryStore["settle"] = async (request) => {
      if (request.recordId === odd.recordId) throw new TypeError("example");
      return await store.settle(request);
    };
    let isSlow = false;
    let answer = () => {};
    const create = async () => {
      if (isSlow) await new Promise<void>((resolve) => (answer = resolve));
      return taken;
    };
    const { worker, clock } = started({ store: { ...store, settle }, senders: sendersOf({ create }) });
    await clock.advance(6_000);
    isSlow = true;
    queue.push(claimOf());
    worker.wake();
    await clock.advance(30_000);
    const owners = calls.filter((call) => call.startsWith("renew"));
    expect(owners.length).toBeGreaterThan(0);
    expect(owners).not.toContain("renew first");
    answer();
  });

  it("sends nothing for a claim that it lost", async () => {
    const { store, settled } = scriptedStore([claimOf()]);
    let sent = 0;
    const create = async () => {
      sent += 1;
      return taken;
    };
    const { clock } = started({ store: { ...store, markSending: async () => false }, senders: sendersOf({ create }) });
    await clock.advance(1_000);
    expect([sent, settled]).toEqual([0, []]);
  });

  it("sends nothing if it stood still for a whole lease before the request could leave", async () => {
    const { store, settled } = scriptedStore([claimOf()]);
    const clock = createManualClock();
    let nowMs = clock.now();
    let sent = 0;
    const create = async () => {
      sent += 1;
      return taken;
    };
    const markSending = async () => {
      nowMs += 30_000;
      return true;
    };
    const { worker } = started({
      store: { ...store, markSending },
      senders: sendersOf({ create }),
      clock: { ...clock, now: () => nowMs },
    });
    await clock.advance(0);
    await worker.stop(0);
    expect(sent).toBe(0);
    expect(settled).toMatchObject([{ settlement: { state: "waiting", delayMs: 0 } }]);
  });

  it("parks a record at which the relay failed five times, with the reason, and sends the others", async () => {
    const record = exampleRecord();
    const { store, settled, released, queue } = scriptedStore();
    const profile = {
      ...lfpse5,
      get eventTypeCodes(): never {
        throw new TypeError("example");
      },
    };
    const { worker, clock } = started({ store, profile });
    for (let claims = 1; claims <= 5; claims += 1) {
      queue.push(claimOf({ recordId: record.id, body: JSON.stringify({ record }) }));
      worker.wake();
      await clock.advance(0);
      expect(released).toHaveLength(Math.min(claims, 4));
    }
    expect(settled).toMatchObject([
      { recordId: record.id, settlement: { state: "parked", issues: [{ rule: "crashes", severity: "error" }] } },
    ]);
  });

  it("parks an update whose request fails the relay five times, and a create the first time as unknown", async () => {
    const { store, settled, queue } = scriptedStore();
    const fail = () => Promise.reject(new TypeError("example"));
    const { worker, clock } = started({ store, senders: sendersOf({ create: fail, update: fail }) });
    const update = claimOf({ kind: "update", lfpse: { id: "event-1" } });
    for (let claims = 1; claims <= 5; claims += 1) {
      queue.push({ ...update, attempts: claims - 1 });
      worker.wake();
      await clock.advance(0);
    }
    expect(settled.map(({ settlement }) => settlement.state)).toEqual([...Array(4).fill("waiting"), "parked"]);
    queue.push(claimOf());
    worker.wake();
    await clock.advance(0);
    expect(settled.at(-1)).toMatchObject({ settlement: { state: "unknown", issues: [{ rule: "unknown-outcome" }] } });
  });

  it("parks what was claimed five times before without a word, and does not even read it", async () => {
    const { store, settled } = scriptedStore([claimOf({ claimsInARow: 6, body: "{" })]);
    const { clock } = started({ store });
    await clock.advance(0);
    expect(settled).toMatchObject([{ settlement: { state: "parked", issues: [{ rule: "crashes" }] } }]);
  });

  it("delivers what may end the process alone, and gives the other suspects back", async () => {
    const [fresh, worse, bad] = [claimOf(), claimOf({ claimsInARow: 4 }), claimOf({ claimsInARow: 3 })];
    const { store, settled, released, queue, calls } = scriptedStore([fresh, bad, worse]);
    const answers: (() => void)[] = [];
    const create = () => new Promise<typeof taken>((resolve) => answers.push(() => resolve(taken)));
    const { worker, clock } = started({ store, senders: sendersOf({ create }) });
    await clock.advance(0);
    expect(released).toEqual([bad.recordId]);
    const claims = () => calls.filter((call) => call === "claim").length;
    const before = claims();
    queue.push(claimOf());
    worker.wake();
    await clock.advance(100);
    expect([answers.length, claims()]).toEqual([1, before]);
    answers[0]?.();
    await clock.advance(0);
    expect([answers.length, claims()]).toEqual([2, before]);
    expect(settled.at(-1)?.recordId).toBe(fresh.recordId);
    answers[1]?.();
    await clock.advance(0);
    expect(settled.at(-1)?.recordId).toBe(worse.recordId);
    expect([answers.length, claims()]).toEqual([3, before + 1]);
    answers[2]?.();
    await clock.advance(0);
  });

  it("gives back on a stop what it has not sent, and ends what LFPSE does not answer in time", async () => {
    const [slow, suspect] = [claimOf(), claimOf({ claimsInARow: 3 })];
    const { store, settled, released } = scriptedStore([slow, suspect]);
    const create: Client["create"] = (_event, { signal } = {}) =>
      new Promise((resolve) => {
        signal?.addEventListener("abort", () =>
          resolve({
            ok: false,
            error: {
              kind: "unknown-outcome",
              reason: "aborted",
              issues: [],
              isSafeToRetry: false,
              message: "Example.",
            },
          }),
        );
      });
    const { worker, clock } = started({ store, senders: sendersOf({ create }) });
    await clock.advance(0);
    const stopped = worker.stop(5_000);
    await clock.advance(4_999);
    expect([settled, released]).toEqual([[], [suspect.recordId]]);
    await clock.advance(1);
    await stopped;
    expect(settled).toMatchObject([{ recordId: slow.recordId, settlement: { state: "unknown" } }]);
    expect(clock.nextTimerMs()).toBeUndefined();
  });

  it("waits with a record of an organisation without a key, and says so", async () => {
    const { store, settled } = scriptedStore([claimOf()]);
    const { senderOf, ...rest } = sendersOf();
    const senders = { ...rest, senderOf: () => ({ ...senderOf("Z01"), client: undefined }) };
    const { clock } = started({ store, senders });
    await clock.advance(0);
    expect(settled).toMatchObject([
      { settlement: { state: "waiting", delayMs: 60_000, issues: [{ rule: "no-key", severity: "warning" }] } },
    ]);
  });

  it("tells its observer of claims, attempts and their end, and does each attempt in a span", async () => {
    const claim = claimOf({ kind: "update", lfpse: { id: "event-1" }, attempts: 2 });
    const { store } = scriptedStore([claim]);
    const seen: unknown[] = [];
    const { clock } = started({
      store,
      observer: {
        claimed: (count) => seen.push(["claimed", count]),
        attemptStarted: (attempt) => seen.push(["started", attempt]),
        attemptEnded: (attempt) => seen.push(["ended", attempt]),
      },
      trace: async (traced, work) => {
        seen.push(["span", traced.recordId]);
        return await work();
      },
    });
    await clock.advance(0);
    const { recordId } = claim;
    expect(seen).toEqual([
      ["claimed", 1],
      ["span", recordId],
      ["started", { recordId, organisation: "Z01", kind: "update", attempts: 2 }],
      ["ended", { organisation: "Z01", kind: "update", outcome: "accepted", durationMs: 0 }],
    ]);
  });
});
