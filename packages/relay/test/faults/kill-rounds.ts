import { setTimeout as wait } from "node:timers/promises";
import { startSandbox } from "@digital-factors/sandbox";
import { judge, type Verdict } from "./far-side.ts";
import { reconcile } from "./reconcile.ts";
import { seeded } from "./seeded-random.ts";
import { lfpseKey, relaySpawner, type SpawnOptions, type StorePlace, spawnEnvironment } from "./spawned-relay.ts";
import { nothingSent, percentile, startSubmitting, submitAgain } from "./submitting.ts";
import { until } from "./until.ts";
import { untilDrained } from "./until-drained.ts";

/** What came out of rounds in which a relay was killed under load. */
export interface KillReport extends Verdict {
  readonly seed: number;
  readonly rounds: number;
  readonly acknowledged: number;
  /** Requests whose connection broke, over all rounds. They were sent again under the same id. */
  readonly broken: number;
  readonly isAtLfpse: number;
  readonly sentAgain: number;
  /** Median and longest time from the start of a relay to its first 202, on a store that a killed one left behind. */
  readonly restartMs: { readonly median: number; readonly most: number };
  /** From the last restart until nothing was waiting. */
  readonly drainedInMs: number;
}

/** How the rounds are run. */
export interface KillOptions extends SpawnOptions {
  readonly rounds: number;
  readonly connections: number;
  readonly store: StorePlace;
  readonly seed: number;
  /** Settings of the relay over the usual ones. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Longest time under load before a kill. Default: 300 ms. */
  readonly mostLoadMs?: number;
  /** How the relay is ended in a round. Default: always SIGKILL. */
  readonly signalOf?: (round: number) => "SIGKILL" | "SIGTERM";
  /** Called after each round with its number. */
  readonly onRound?: (round: number, acknowledged: number) => void;
}

/**
 * Kills a relay under load at random moments, again and again on one store, and compares what hosts were told with what
 * the far side holds once a person has looked into every delivery of unknown end.
 *
 * @throws {Error} if a receipt changed, or what is stored does not drain.
 */
export async function killRounds(options: KillOptions): Promise<KillReport> {
  const { rounds, connections, store, seed, mostLoadMs = 300, signalOf = () => "SIGKILL", onRound } = options;
  const random = seeded(seed);
  const sandbox = await startSandbox({ port: 0, subscriptionKey: lfpseKey });
  const relays = relaySpawner();
  try {
    const environment = spawnEnvironment(sandbox.url, store, options.environment);
    const sent = nothingSent();
    const restartsMs: number[] = [];
    let broken = 0;
    for (let round = 1; round <= rounds; round += 1) {
      const startedAtMs = performance.now();
      const relay = await relays.spawn(environment, options);
      sandbox.queueFault({ fault: "slow", times: 10, delayMs: Math.ceil(random() * 40) });
      const before = sent.acceptedAfterMs.length;
      const hosts = startSubmitting(relay.url, { connections, random, sent });
      await until("a first 202", () => (sent.acceptedAfterMs.length > before ? true : undefined), { everyMs: 1 });
      restartsMs.push(performance.now() - startedAtMs);
      // The moment of the kill is the one thing that has to be left to time.
      await wait(random() * mostLoadMs);
      await relay.end(signalOf(round));
      await hosts.stop();
      broken += sent.unanswered.size;
      onRound?.(round, sent.receipts.size);
    }
    const restartedAtMs = performance.now();
    const last = await relays.spawn(environment, options);
    await submitAgain(last.url, sent, connections);
    await untilDrained(last.url, [...sent.receipts.keys()]);
    const drainedInMs = performance.now() - restartedAtMs;
    await last.end("SIGTERM");
    const decided = await reconcile(store, sandbox);
    if (decided.sentAgain > 0) {
      const after = await relays.spawn(environment, options);
      await untilDrained(after.url, [...sent.receipts.keys()]);
      await after.end("SIGTERM");
    }
    // The first start is on an empty store.
    const restarted = restartsMs.slice(Math.min(1, rounds - 1));
    return {
      seed,
      rounds,
      acknowledged: sent.receipts.size,
      broken,
      ...decided,
      ...judge(sandbox, sent.receipts.keys()),
      restartMs: { median: percentile(restarted, 0.5), most: Math.max(...restarted) },
      drainedInMs,
    };
  } finally {
    await relays.endAll();
    await sandbox.close();
  }
}
