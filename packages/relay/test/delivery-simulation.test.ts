import { lfpse5 } from "@digital-factors/core";
import fc from "fast-check";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createLfpseSenders } from "../src/delivery/lfpse-senders.ts";
import { createManualClock, type ManualClock } from "../src/delivery/manual-clock.fixtures.ts";
import { createDeliveryWorker, type DeliveryWorker } from "../src/delivery/worker.ts";
import type { DeliveryStore } from "../src/store/delivery-store.ts";
import type { Store } from "../src/store/store.ts";
import { StoreUnavailableError } from "../src/store/store-unavailable-error.ts";
import { operation, simulatedStore } from "./delivery-harness.ts";
import { exampleRecord } from "./example-record.ts";
import { createSimulatedLfpse, type SimulatedLfpse, type SimulatedTurn, simulatedFaults } from "./simulated-lfpse.ts";

/** Runs of the simulation; more in a soak. */
const runs = Number(process.env.RELAY_SIMULATIONS ?? 40);

type Step =
  | {
      readonly do: "take";
      readonly record: number;
      readonly kind: "create" | "update" | "withdraw";
      readonly isRefused: boolean;
    }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "decide" }
  | { readonly do: "kill" | "stop" | "lose-claim"; readonly relay: number };

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant("take" as const),
        record: fc.nat(2),
        kind: fc.constantFrom("create", "update", "update", "update", "withdraw"),
        isRefused: fc.nat(4).map((one) => one === 0),
      }),
    },
    { weight: 5, arbitrary: fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 45_000 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom("kill" as const, "stop" as const, "lose-claim" as const),
        relay: fc.nat(1),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ do: "decide" as const }) },
  ),
  { minLength: 10, maxLength: 40 },
);
const turns = fc.array(
  fc.record({ fault: fc.constantFrom(...simulatedFaults), latencyMs: fc.integer({ min: 1, max: 50_000 }) }),
  { minLength: 1, maxLength: 30 },
);

interface Relay {
  readonly worker: DeliveryWorker;
  /** Nothing it does or learns from now on has any effect, as after SIGKILL. */
  readonly kill: () => void;
  /** Its next claim is kept, and it does not learn what it claimed. */
  readonly loseClaim: () => void;
}

function startRelay(store: Store, lfpse: SimulatedLfpse, clock: ManualClock, isStoreShared: boolean): Relay {
  let isAlive = true;
  let isClaimLost = false;
  const never = new Promise<never>(() => {});
  const whileAlive =
    <Request extends readonly unknown[], Answer>(call: (...request: Request) => Promise<Answer>) =>
    async (...request: Request): Promise<Answer> => {
      if (!isAlive) return await never;
      const answer = await call(...request);
      return isAlive ? answer : await never;
    };
  const ownClock = {
    now: clock.now,
    after: (delayMs: number, run: () => void) => clock.after(delayMs, () => (isAlive ? run() : undefined)),
  };
  const ownStore: DeliveryStore = {
    claim: whileAlive(async (request) => {
      const claims = await store.claim(request);
      if (!isClaimLost) return claims;
      isClaimLost = false;
      throw new StoreUnavailableError("failed");
    }),
    markSending: whileAlive((request) => store.markSending(request)),
    settle: whileAlive((request) => store.settle(request)),
    release: whileAlive((request) => store.release(request)),
    renew: whileAlive((request) => store.renew(request)),
    sweep: whileAlive((request) => store.sweep(request)),
    nextDueInMs: whileAlive((request) => store.nextDueInMs(request)),
  };
  const worker = createDeliveryWorker({
    store: ownStore,
    senders: createLfpseSenders({
      baseUrl: "http://127.0.0.1:9/adverse-event/fhir",
      timeoutMs: 300_000,
      profile: lfpse5,
      subscriptionKey: "example",
      clock: ownClock,
      fetch: whileAlive((...request: Parameters<typeof fetch>) => lfpse.fetch(...request)),
    }),
    profile: lfpse5,
    log: pino({ level: "silent" }),
    isStoreShared,
    clock: ownClock,
  });
  worker.start();
  return {
    worker,
    kill: () => {
      isAlive = false;
    },
    loseClaim: () => {
      isClaimLost = true;
    },
  };
}

/** What a person who looks at LFPSE decides. */
async function decideByTruth(store: Store, lfpse: SimulatedLfpse, ids: readonly string[]): Promise<void> {
  for (const recordId of ids) {
    const status = await store.find(recordId);
    if (status?.state !== "unknown" && status?.state !== "parked") continue;
    const event = lfpse.events.find(({ record }) => record === recordId);
    // Each operation has the next content.
    const content = status.operations.findIndex(({ state }) => state === "parked");
    const isThere = status.state === "unknown" || event?.contents.at(-1) === content;
    const decision =
      event !== undefined && isThere
        ? ({ kind: "is-at-lfpse", lfpse: { id: event.id } } as const)
        : ({ kind: "send-again" } as const);
    await store.decide({ recordId, decision, audit: { atMs: 0, actor: "token:x", action: decision.kind, recordId } });
  }
}

/** Plays a schedule, then lets everything get well, and returns what came of each record. */
async function play(schedule: readonly Step[], faults: readonly SimulatedTurn[]) {
  const clock = createManualClock();
  const store = await simulatedStore(clock.now);
  const lfpse = createSimulatedLfpse(clock, faults);
  const relays = [startRelay(store, lfpse, clock, true), startRelay(store, lfpse, clock, false)];
  const records = Array.from({ length: 3 }, () => ({
    ...exampleRecord(),
    contents: 0,
    last: undefined as number | undefined,
    isWithdrawn: false,
  }));
  const taken = new Set<string>();
  const ids = records.map(({ id }) => id);

  async function step(each: Step): Promise<void> {
    if (each.do === "pass") return await clock.advance(each.ms);
    if (each.do === "decide") return await decideByTruth(store, lfpse, ids);
    if (each.do !== "take") {
      const relay = relays[each.relay];
      if (each.do === "lose-claim") return relay?.loseClaim();
      if (each.do === "kill") relay?.kill();
      else {
        const stopped = relay?.worker.stop(3_000);
        await clock.advance(4_000);
        await stopped;
      }
      relays[each.relay] = startRelay(store, lfpse, clock, each.relay === 0);
      return;
    }
    const record = records[each.record];
    if (record === undefined) return;
    const kind = taken.has(record.id) ? (each.kind === "create" ? "update" : each.kind) : "create";
    const { id, contents } = record;
    const text = `record ${id} content ${contents}${each.isRefused ? " refused" : ""}.`;
    const { outcome } = await store.take(operation(kind, exampleRecord({ id, description: text })));
    if (outcome !== "stored") return;
    taken.add(id);
    record.contents += 1;
    if (kind === "withdraw") record.isWithdrawn = true;
    if (kind === "withdraw") record.last = undefined;
    else if (!each.isRefused) record.last = contents;
    for (const { worker } of relays) worker.wake();
  }

  for (const each of schedule) {
    await step(each);
    await clock.advance(0);
  }
  lfpse.recover();
  const isOpen = async (id: string) => {
    const status = await store.find(id);
    return status !== undefined && !["accepted", "rejected", "withdrawn"].includes(status.state);
  };
  for (let minutes = 0; minutes < 60; minutes += 1) {
    if (!(await Promise.all(ids.map(isOpen))).includes(true)) break;
    await clock.advance(60_000);
    await decideByTruth(store, lfpse, ids);
    await clock.advance(0);
  }
  const statuses = await Promise.all(ids.map((id) => store.find(id)));
  for (const { kill } of relays) kill();
  await store.close();
  return records.map(({ id, last, isWithdrawn }, index) => ({
    last,
    isWithdrawn,
    status: statuses[index],
    events: lfpse.events.filter(({ record }) => record === id),
  }));
}

describe("delivery, simulated with two relays that are killed, stopped and started again", () => {
  it("makes one event of a record at most, in order, and leaves it with its last content", {
    timeout: 60_000 + runs * 3_000,
  }, async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(steps, turns, async (schedule, faults) => {
        for (const { last, isWithdrawn, status, events } of await play(schedule, faults)) {
          if (status === undefined) continue;
          seen += 1;
          expect(isWithdrawn ? ["withdrawn"] : ["accepted", "rejected"]).toContain(status.state);
          expect(events.length).toBeLessThanOrEqual(1);
          const [event] = events;
          const contents = event?.contents ?? [];
          expect(contents).toEqual(contents.toSorted((one, other) => one - other));
          expect(event === undefined || event.isDeleted ? undefined : contents.at(-1)).toBe(last);
          if (status.state === "accepted") expect(status.lfpse?.id).toBe(event?.id);
        }
      }),
      { numRuns: runs },
    );
    expect(seen).toBeGreaterThan(runs);
  });
});
