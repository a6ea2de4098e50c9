import { setTimeout as wait } from "node:timers/promises";
import { createMemoryStore, createRelayClient } from "@digital-factors/client";
import { parseRecord } from "@digital-factors/core";
import { startSandbox } from "@digital-factors/sandbox";
import { judge, type Verdict } from "./far-side.ts";
import { type LossyProxy, startLossyProxy, type Weather } from "./lossy-proxy.ts";
import { reconcile } from "./reconcile.ts";
import { seeded } from "./seeded-random.ts";
import { lfpseKey, relaySpawner, relayToken, type StorePlace, spawnEnvironment } from "./spawned-relay.ts";
import { nothingSent, submitOnce } from "./submitting.ts";
import { recordIdIn, type SyntheticRecord, syntheticRecord } from "./synthetic-record.ts";
import { until } from "./until.ts";
import { deliveryStateOf, untilDrained } from "./until-drained.ts";

/** Every weather in which something is lost, with figures small enough for a test. */
export const foulWeathers: readonly Weather[] = [
  { kind: "refused" },
  { kind: "reset" },
  { kind: "black-hole" },
  { kind: "drop-answer" },
  { kind: "half-close" },
  { kind: "slow", bytesPerSecond: 1 },
  { kind: "late", delayMs: 10_000 },
  { kind: "cut-request", bytes: 700 },
  { kind: "cut-answer", bytes: 200 },
];

/** What came of a network that failed and came back. */
export interface CutReport extends Verdict {
  readonly acknowledged: number;
  /** Connections that met the fault. */
  readonly faults: number;
  /** From the return of the network until nothing was waiting. */
  readonly drainedInMs: number;
  readonly isAtLfpse: number;
  readonly sentAgain: number;
  /** Records that were sent for the first time after the return, and before an older one of that kind. */
  readonly outOfOrder: number;
}

/** Settings under which a failing network shows within a test. */
const impatient = { LFPSE_TIMEOUT_MS: "700", DIGITAL_FACTORS_CONCURRENCY: "1" } as const;

/**
 * Lets the network between a relay and LFPSE fail while records come in, then return, and a person look into what is
 * unknown.
 *
 * @param weather - The fault, or how it changes from connection to connection.
 * @param untilFaults - Connections that have to meet it before the network returns.
 */
export async function cutToLfpse({
  weather,
  untilFaults = 1,
  records = 8,
  store,
  seed,
}: {
  readonly weather: Weather;
  readonly untilFaults?: number;
  readonly records?: number;
  readonly store: StorePlace;
  readonly seed: number;
}): Promise<CutReport> {
  const random = seeded(seed);
  const sandbox = await startSandbox({ port: 0, subscriptionKey: lfpseKey });
  const relays = relaySpawner();
  const proxy = await startLossyProxy(sandbox.url, random);
  try {
    const environment = spawnEnvironment(proxy.url, store, impatient);
    const relay = await relays.spawn(environment);
    await proxy.set(weather);
    const sent = nothingSent();
    for (let count = 0; count < records; count += 1) await submitOnce(relay.url, syntheticRecord(random), sent);
    const all = [...sent.receipts.keys()];
    if (weather.kind === "refused") {
      await until("a first attempt", async () => ((await attemptsOf(relay.url, all[0])) > 0 ? true : undefined));
    } else {
      await until("the fault was met", () => (proxy.faults() >= untilFaults ? true : undefined));
    }
    // The longest of the faults is waited for until the relay gave up.
    if (weather.kind !== "refused") {
      await until("an attempt ended", async () => ((await statesOf(relay.url, all)).has("sending") ? undefined : true));
    }
    const faults = proxy.faults();
    const attempted = new Set<string>();
    for (const record of all) if ((await attemptsOf(relay.url, record)) > 0) attempted.add(record.id);
    await proxy.set({ kind: "open" });
    const returnedAtMs = performance.now();
    await untilDrained(relay.url, all);
    const drainedInMs = performance.now() - returnedAtMs;
    // What met the fault in the moment before its end was delivered by another attempt, or not at all.
    for (const record of all) {
      const isUntouched =
        (await attemptsOf(relay.url, record)) === 1 && (await deliveryStateOf(relay.url, record.id)) === "accepted";
      if (!isUntouched) attempted.add(record.id);
    }
    const outOfOrder = inversions(
      sandbox.events().map(({ resource }) => recordIdIn(JSON.stringify(resource)) ?? ""),
      all.filter(({ id }) => !attempted.has(id)),
    );
    await relay.end("SIGTERM");
    const decided = await reconcile(store, sandbox);
    const after = await relays.spawn(environment);
    await untilDrained(after.url, all);
    await after.end("SIGTERM");
    return {
      acknowledged: all.length,
      faults,
      drainedInMs,
      ...decided,
      outOfOrder,
      ...judge(sandbox, all),
    };
  } finally {
    await proxy.close();
    await relays.endAll();
    await sandbox.close();
  }
}

/** Sends reports with the real client over a network that changes all the time, then returns. */
export async function cutToRelay({
  records,
  store,
  seed,
  foulMs = 2_500,
}: {
  readonly records: number;
  readonly store: StorePlace;
  readonly seed: number;
  readonly foulMs?: number;
}): Promise<Omit<CutReport, "outOfOrder">> {
  const random = seeded(seed);
  const sandbox = await startSandbox({ port: 0, subscriptionKey: lfpseKey });
  const relays = relaySpawner();
  const relay = await relays.spawn(spawnEnvironment(sandbox.url, store));
  const proxy = await startLossyProxy(relay.url, random);
  const client = createRelayClient({
    baseUrl: proxy.url,
    outbox: createMemoryStore(),
    token: relayToken,
    timeoutMs: 400,
    backOffBaseMs: 20,
    backOffCapMs: 300,
    keptAccepted: records,
    random,
    locks: null,
  });
  try {
    const sent = Array.from({ length: records }, () => syntheticRecord(random));
    const flapping = flap(proxy, random, foulMs);
    for (const record of sent) await client.submit(validated(record));
    await flapping;
    const returnedAtMs = performance.now();
    await until("the outbox is empty", async () =>
      (await client.list()).every(({ state }) => state === "accepted") ? true : undefined,
    );
    await untilDrained(relay.url, sent);
    const drainedInMs = performance.now() - returnedAtMs;
    const faults = proxy.faults();
    await relay.end("SIGTERM");
    const decided = await reconcile(store, sandbox);
    return { acknowledged: sent.length, faults, drainedInMs, ...decided, ...judge(sandbox, sent) };
  } finally {
    await client.stop();
    await proxy.close();
    await relays.endAll();
    await sandbox.close();
  }
}

/** Connections that have to meet a fault before the first fair weather. */
const leastFaults = 6;

/** Changes the weather every 20 to 220 ms, and ends in fair weather. */
async function flap(proxy: LossyProxy, random: () => number, lengthMs: number): Promise<void> {
  const endAtMs = performance.now() + lengthMs;
  while (performance.now() < endAtMs || proxy.faults() < leastFaults) {
    const foul = foulWeathers[Math.floor(random() * foulWeathers.length)] ?? { kind: "open" };
    const isFoul = random() < 0.7 || proxy.faults() < leastFaults;
    await proxy.set(isFoul ? foul : { kind: "open" });
    await wait(20 + random() * 200);
  }
  await proxy.set({ kind: "open" });
}

function validated(record: SyntheticRecord) {
  const parsed = parseRecord(record);
  if (!parsed.ok) throw new TypeError("The synthetic record is not valid.");
  return parsed.value;
}

async function attemptsOf(url: string, record: SyntheticRecord | undefined): Promise<number> {
  const headers = { Authorization: `Bearer ${relayToken}` };
  const answer = await fetch(`${url}/v1/records/${record?.id}`, { headers });
  return ((await answer.json()) as { readonly attempts?: number }).attempts ?? 0;
}

async function statesOf(url: string, records: readonly SyntheticRecord[]): Promise<ReadonlySet<string>> {
  return new Set(await Promise.all(records.map(({ id }) => deliveryStateOf(url, id))));
}

/** Counts the records that arrived before an older one. */
function inversions(arrived: readonly string[], oldestFirst: readonly SyntheticRecord[]): number {
  const places = oldestFirst.map(({ id }) => arrived.indexOf(id)).filter((place) => place >= 0);
  return places.filter((place, index) => places.slice(0, index).some((older) => older > place)).length;
}
