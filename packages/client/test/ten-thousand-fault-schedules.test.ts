import { describe, expect, it } from "vitest";
import "./eventually.ts";
import { recordOf } from "./records.ts";
import { type SeededRandom, seededRandom, testSeed } from "./seeded-random.ts";
import { atRest, createSimulatedDevice, type SimulatedTab } from "./simulated-device.ts";
import { createSimulatedRelay, type SimulatedFault } from "./simulated-relay.ts";

const schedules = Number(process.env.DIGITAL_FACTORS_TEST_SCHEDULES ?? 10_000);
const dayMs = 86_400_000;
const startMs = Date.parse("2026-03-02T09:20:00Z");

/** One thing that happens. A tab is named by a number, and is the one of that number that is then open. */
type Step =
  | { readonly do: "submit"; readonly record: number; readonly tab: number }
  | { readonly do: "submit-and-crash"; readonly record: number; readonly tab: number; readonly afterSteps: number }
  | { readonly do: "open" | "evict" | "retry-all" }
  | { readonly do: "close" | "crash"; readonly tab: number }
  | { readonly do: "advance" | "jump"; readonly ms: number }
  | { readonly do: "relay"; readonly faults: readonly SimulatedFault[] }
  | { readonly do: "disk"; readonly failures: number };

interface Schedule {
  readonly hasLocks: boolean;
  readonly steps: readonly Step[];
}

function faultOf({ next, below, pick }: SeededRandom): SimulatedFault {
  const retryAfter = () =>
    pick(["0", "1", "60", "100000", new Date(startMs + (next() - 0.5) * 20 * 365 * dayMs).toUTCString()]);
  return pick<SimulatedFault>([
    "drop-request",
    "drop-response",
    "black-hole",
    "stored-black-hole",
    "captive-portal",
    "other-id",
    "half-body",
    { status: pick([401, 403, 404, 408, 500, 502, 503, 504]) },
    { status: pick([400, 413, 422]) },
    { status: pick([429, 500, 503]), retryAfter: retryAfter() },
    { slowMs: below(45_000) },
  ]);
}

function stepOf(random: SeededRandom, record: () => number): Step {
  const { next, below, pick } = random;
  const tab = below(3);
  const dice = next();
  if (dice < 0.24) return { do: "submit", record: record(), tab };
  if (dice < 0.3) return { do: "submit-and-crash", record: record(), tab, afterSteps: below(12) };
  if (dice < 0.36) return { do: "open" };
  if (dice < 0.42) return { do: "close", tab };
  if (dice < 0.48) return { do: "crash", tab };
  if (dice < 0.64) return { do: "advance", ms: pick([0, 1, 500, 5_000, 31_000, 120_000]) };
  if (dice < 0.72)
    return { do: "jump", ms: pick([-10 * 365 * dayMs, 10 * 365 * dayMs, -3_600_000, 3_600_000, 1_000, -1_000]) };
  if (dice < 0.9) return { do: "relay", faults: Array.from({ length: 1 + below(4) }, () => faultOf(random)) };
  if (dice < 0.95) return { do: "disk", failures: 1 + below(6) };
  return pick<Step>([{ do: "evict" }, { do: "retry-all" }]);
}

function scheduleOf(random: SeededRandom): Schedule {
  let records = 0;
  const record = () => {
    records += 1;
    return records;
  };
  const first: Step = { do: "submit", record: record(), tab: 0 };
  const steps = Array.from({ length: 6 + random.below(14) }, () => stepOf(random, record));
  return { hasLocks: random.next() < 0.5, steps: [{ do: "relay", faults: [faultOf(random)] }, first, ...steps] };
}

interface Result {
  readonly lost: number;
  readonly doubled: number;
  readonly changed: number;
  /** Requests beyond one at a time, where the browser has locks and every report was stored. */
  readonly beside: number;
  readonly records: number;
  readonly requests: number;
}

const records = Array.from({ length: 24 }, (_, index) => recordOf(index));
const bodies = records.map((record) => JSON.stringify({ record }));

/** Plays a schedule, then lets all faults end and the device rest, and looks at what the relay has. */
async function play({ hasLocks, steps }: Schedule, { next }: SeededRandom): Promise<Result> {
  const relay = createSimulatedRelay();
  const device = createSimulatedDevice(relay, { hasLocks, random: next, startMs });
  let tabs: SimulatedTab[] = [device.openTab()];
  /** Records of which a person was told that they are saved or sent. */
  const promised = new Set<number>();
  const submitted = new Set<number>();
  const tabOf = (number: number): SimulatedTab => {
    const tab = tabs[number % Math.max(1, tabs.length)];
    if (tab !== undefined) return tab;
    const opened = device.openTab();
    tabs.push(opened);
    return opened;
  };
  const leave = (tab: SimulatedTab) => {
    tabs = tabs.filter((each) => each !== tab);
  };
  const submit = (tab: SimulatedTab, number: number) => {
    const record = records[number];
    if (record === undefined) throw new RangeError("The schedule has more records than there are.");
    submitted.add(number);
    tab.client.submit(record).then(
      () => promised.add(number),
      () => {},
    );
  };

  for (const step of steps) {
    switch (step.do) {
      case "submit":
        submit(tabOf(step.tab), step.record);
        await atRest();
        break;
      case "submit-and-crash": {
        const tab = tabOf(step.tab);
        submit(tab, step.record);
        for (let turn = 0; turn < step.afterSteps; turn += 1) await Promise.resolve();
        tab.crash();
        leave(tab);
        break;
      }
      case "open":
        if (tabs.length < 3) tabs.push(device.openTab());
        break;
      case "close": {
        const tab = tabOf(step.tab);
        leave(tab);
        await Promise.race([tab.client.stop(), atRest()]);
        tab.crash();
        break;
      }
      case "crash": {
        const tab = tabOf(step.tab);
        leave(tab);
        tab.crash();
        break;
      }
      case "advance":
        await device.advance(step.ms);
        break;
      case "jump":
        device.jump(step.ms);
        break;
      case "relay":
        relay.faults.push(...step.faults);
        break;
      case "disk":
        device.failDisk(step.failures);
        break;
      case "evict":
        // A page that is there and has read the outbox; without one nothing can know what was lost.
        device.failDisk(0);
        await tabOf(0).client.list();
        device.evict();
        await atRest();
        break;
      case "retry-all":
        for (const { id } of device.entries())
          await Promise.race([
            tabOf(0)
              .client.retry(id)
              .catch(() => {}),
            atRest(),
          ]);
        break;
    }
  }

  device.failDisk(0);
  relay.faults.splice(0);
  const last = tabOf(0);
  const isSettled = () => device.entries().every(({ state }) => state === "accepted");
  for (let round = 0; round < 6 && !(round > 0 && isSettled()); round += 1) {
    // What a refusal on the way made `rejected` waits for a person, who tries again.
    for (const { id, state } of device.entries()) if (state === "rejected") await last.client.retry(id);
    await device.advance(round < 3 ? 120_000 : dayMs + 60_000);
  }
  for (const { crash } of tabs) crash();

  const ids = relay.stored.map(({ id }) => id);
  const isThere = (number: number) => relay.stored.some(({ id }) => id === records[number]?.id);
  return {
    lost: [...promised].filter((number) => !isThere(number)).length + (isSettled() ? 0 : 1),
    doubled: ids.length - new Set(ids).size + ids.filter((id) => !records.some((record) => record.id === id)).length,
    changed: relay.stored.filter(({ body }) => !bodies.includes(body)).length,
    beside: hasLocks && !steps.some((step) => ["disk", "evict"].includes(step.do)) ? relay.mostAtOnce() - 1 : 0,
    records: submitted.size,
    requests: relay.posts(),
  };
}

describe(`${schedules} schedules of faults, reloads, crashes, evictions and clock jumps`, () => {
  it(`lose nothing, double nothing and change nothing (seed ${testSeed})`, { timeout: 240_000 }, async () => {
    const total = { records: 0, requests: 0 };
    for (let number = 0; number < schedules; number += 1) {
      // Each schedule has a seed of its own, so that one can be played alone.
      const seed = testSeed + number;
      const random = seededRandom(seed);
      const schedule = scheduleOf(random);
      const result = await play(schedule, random);
      const { lost, doubled, changed, beside } = result;
      const how = `DIGITAL_FACTORS_TEST_SEED=${seed} DIGITAL_FACTORS_TEST_SCHEDULES=1 plays it: ${JSON.stringify(schedule)}`;
      expect({ lost, doubled, changed, beside }, how).toEqual({ lost: 0, doubled: 0, changed: 0, beside: 0 });
      total.records += result.records;
      total.requests += result.requests;
    }
    // Faults were met, and all was delivered all the same.
    expect(total.requests).toBeGreaterThan(total.records);
    expect(total.records).toBeGreaterThan(schedules);
  });
});
