import { startSandbox } from "@digital-factors/sandbox";
import { eventsByRecord, judge, type Verdict } from "./far-side.ts";
import { reconcile, storeOfRelay } from "./reconcile.ts";
import { seeded } from "./seeded-random.ts";
import { lfpseKey, relaySpawner, spawnEnvironment } from "./spawned-relay.ts";
import { nothingSent, startSubmitting, submit, submitAgain } from "./submitting.ts";
import { syntheticRecord } from "./synthetic-record.ts";
import { until } from "./until.ts";
import { deliveryStateOf, untilDrained } from "./until-drained.ts";

/** What came of a relay that was killed beside another one. */
export interface TakeOverReport extends Verdict {
  readonly seed: number;
  readonly acknowledged: number;
  /** Records that the killed relay had under way. */
  readonly underWay: number;
  /** From the kill until the other relay had taken up the last of those. */
  readonly takenOverInMs: number;
  readonly isAtLfpse: number;
  readonly sentAgain: number;
}

/**
 * Lets two relays share one PostgreSQL database under load, kills one that has requests under way, and waits until the
 * other has everything.
 */
export async function killOneOfTwo({
  url,
  seed,
  connections = 20,
}: {
  readonly url: string;
  readonly seed: number;
  readonly connections?: number;
}): Promise<TakeOverReport> {
  const random = seeded(seed);
  const place = { kind: "postgres", url } as const;
  const sandbox = await startSandbox({ port: 0, subscriptionKey: lfpseKey });
  const relays = relaySpawner();
  try {
    const environment = spawnEnvironment(sandbox.url, place);
    const [doomed, survivor] = await Promise.all([relays.spawn(environment), relays.spawn(environment)]);
    const store = await storeOfRelay(place);
    const sent = nothingSent();
    // Both halves of the load: those of the relay that is killed are sent again to the other one.
    const doomedHosts = startSubmitting(doomed.url, { connections, random, sent });
    const hosts = startSubmitting(survivor.url, { connections, random, sent });
    await until("some load", () => (sent.receipts.size >= 200 ? true : undefined));
    // The survivor sleeps while the other one takes up requests that LFPSE does not answer.
    survivor.signal("SIGSTOP");
    sandbox.queueFault({ fault: "slow", times: 4, delayMs: 120_000 });
    const underWay = await until("requests under way", async () => {
      const page = await store.list({ states: ["sending"], limit: 100 });
      return page.lines.length >= 4 ? page.lines.map(({ id }) => id) : undefined;
    });
    await doomed.end("SIGKILL");
    const killedAtMs = performance.now();
    survivor.signal("SIGCONT");
    await Promise.all([doomedHosts.stop(), hosts.stop()]);
    const takenOverInMs = await until(
      "the dead relay's work was taken up",
      async () => {
        const page = await store.list({ states: ["sending"], limit: 500 });
        const isOver = page.lines.every(({ id }) => !underWay.includes(id));
        return isOver ? performance.now() - killedAtMs : undefined;
      },
      { limitMs: 120_000, everyMs: 200 },
    );
    await submitAgain(survivor.url, sent, connections);
    await untilDrained(survivor.url, [...sent.receipts.keys()]);
    await store.close();
    const decided = await reconcile(place, sandbox);
    await untilDrained(survivor.url, [...sent.receipts.keys()]);
    await survivor.end("SIGTERM");
    return {
      seed,
      acknowledged: sent.receipts.size,
      underWay: underWay.length,
      takenOverInMs,
      ...decided,
      ...judge(sandbox, sent.receipts.keys()),
    };
  } finally {
    await relays.endAll();
    await sandbox.close();
  }
}

/** What came of a relay that was stopped for longer than its lease, and then went on. */
export interface ZombieReport {
  /** State of its record while it was stopped, as the other relay saw it. */
  readonly whileStopped: string;
  /** What the person's decision named, and what the record says after the zombie's answer. */
  readonly decided: string;
  readonly afterwards: string | undefined;
  readonly events: number;
  /** Whether the zombie still serves. */
  readonly isServing: boolean;
}

/** Stops a relay (SIGSTOP) whose request is under way, lets a person decide on its record, and lets it go on. */
export async function wakeZombie({
  url,
  seed,
}: {
  readonly url: string;
  readonly seed: number;
}): Promise<ZombieReport> {
  const place = { kind: "postgres", url } as const;
  const sandbox = await startSandbox({ port: 0, subscriptionKey: lfpseKey });
  const relays = relaySpawner();
  try {
    const environment = spawnEnvironment(sandbox.url, place);
    const zombie = await relays.spawn(environment);
    const record = syntheticRecord(seeded(seed));
    sandbox.queueFault({ fault: "slow", delayMs: 2_000 });
    await submit(zombie.url, record);
    await until("it is under way", async () =>
      (await deliveryStateOf(zombie.url, record.id)) === "sending" ? true : undefined,
    );
    zombie.signal("SIGSTOP");
    const other = await relays.spawn(environment);
    const whileStopped = await until(
      "its lease ended",
      async () => {
        const state = await deliveryStateOf(other.url, record.id);
        return state === "sending" ? undefined : state;
      },
      { limitMs: 90_000, everyMs: 100 },
    );
    const [event] = eventsByRecord(sandbox).get(record.id) ?? [];
    const decided = "DECIDED-BY-A-PERSON";
    const store = await storeOfRelay(place);
    await store.decide({
      recordId: record.id,
      decision: { kind: "is-at-lfpse", lfpse: { id: event?.id ?? "", referenceNumber: decided } },
      audit: { atMs: Date.now(), actor: "token:example", action: "is-at-lfpse", recordId: record.id },
    });
    zombie.signal("SIGCONT");
    // Its own next delivery shows that it has dealt with the answer before.
    const next = syntheticRecord(seeded(seed + 1));
    await other.end("SIGTERM");
    await submit(zombie.url, next);
    await untilDrained(zombie.url, [next]);
    const afterwards = (await store.find(record.id))?.lfpse?.referenceNumber;
    await store.close();
    const isServing = (await fetch(`${zombie.url}/readyz`)).status === 200;
    await zombie.end("SIGTERM");
    return {
      whileStopped,
      decided,
      afterwards,
      events: eventsByRecord(sandbox).get(record.id)?.length ?? 0,
      isServing,
    };
  } finally {
    await relays.endAll();
    await sandbox.close();
  }
}
