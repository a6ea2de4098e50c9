import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startSandbox } from "@digital-factors/sandbox";
import { DiskAfterPowerLoss } from "./disk-after-power-loss.ts";
import { storeOfRelay } from "./reconcile.ts";
import { seeded } from "./seeded-random.ts";
import { lfpseKey, relaySpawner, spawnEnvironment } from "./spawned-relay.ts";
import { nothingSent, type Sent, submitOnce } from "./submitting.ts";
import { syntheticRecord } from "./synthetic-record.ts";
import { untilDrained } from "./until-drained.ts";
import { type DiskEvent, loggedThrough, readWriteLog } from "./write-log.ts";

/** A run of a relay, with everything it asked of its disk. */
export interface LoggedRun {
  readonly sent: Sent;
  readonly events: readonly DiskEvent[];
  /** Path of the store's file. */
  readonly file: string;
}

/** What was found on the disks after the power was lost at each border of a run. */
export interface PowerLossReport {
  /** Moments at which the power was lost. */
  readonly cuts: number;
  readonly acknowledged: number;
  /** Ids of records whose 202 left before anything of them was safe. */
  readonly acknowledgedTooSoon: readonly string[];
  /** Ids of records that were answered 202 before the cut and are not there after it. */
  readonly lost: readonly string[];
  /** Cuts after which the store did not open, with the reason. */
  readonly unopened: readonly string[];
  /** Waits for the disk for each 202, from the first 202 to the last. */
  readonly syncsPerAcknowledged: number;
}

/**
 * Runs a relay under load and writes down every write, every wait for the disk and every 202, in order.
 *
 * @param faults - Faults of the disk, as strace's `inject`. Default: none.
 */
export async function loggedRun({
  folder,
  seed,
  connections = 10,
  recordsEach = 8,
  faults = [],
}: {
  readonly folder: string;
  readonly seed: number;
  readonly connections?: number;
  readonly recordsEach?: number;
  readonly faults?: readonly string[];
}): Promise<LoggedRun> {
  const random = seeded(seed);
  const file = join(folder, "relay.db");
  const log = join(folder, "disk.log");
  const sandbox = await startSandbox({ port: 0, subscriptionKey: lfpseKey });
  const relays = relaySpawner();
  try {
    const environment = spawnEnvironment(sandbox.url, { kind: "libsql", file });
    const relay = await relays.spawn(environment, { through: loggedThrough(log, ...faults) });
    const sent = nothingSent();
    const host = async () => {
      for (let count = 0; count < recordsEach; count += 1) {
        const record = syntheticRecord(random);
        // A host sends again what was refused for now.
        for (let tries = 0; tries < 20 && !sent.receipts.has(record); tries += 1) {
          await submitOnce(relay.url, record, sent);
        }
      }
    };
    await Promise.all(Array.from({ length: connections }, host));
    await untilDrained(relay.url, [...sent.receipts.keys()]);
    await relay.end("SIGKILL");
    return { sent, events: readWriteLog(log, file), file };
  } finally {
    await relays.endAll();
    await sandbox.close();
  }
}

/**
 * Loses the power at each end of a wait for the disk, once with nothing kept that was not safe and once with some of it,
 * torn, and opens the store from what is left.
 */
export async function losePowerEverywhere(run: LoggedRun, folder: string, seed: number): Promise<PowerLossReport> {
  const random = seeded(seed);
  const disk = new DiskAfterPowerLoss();
  const acknowledged: string[] = [];
  const tooSoon: string[] = [];
  const lost = new Set<string>();
  const unopened: string[] = [];
  let safe: ReadonlySet<string> = new Set();
  let cuts = 0;

  /** Returns the ids of the records sent that are there after a power loss now. */
  const afterLoss = async (kept: (() => number) | undefined): Promise<ReadonlySet<string>> => {
    cuts += 1;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    disk.writeTo(folder, kept);
    const there = new Set<string>();
    try {
      const store = await storeOfRelay({ kind: "libsql", file: join(folder, "relay.db") });
      for (const { id } of run.sent.receipts.keys()) if ((await store.find(id)) !== undefined) there.add(id);
      await store.close();
    } catch (error) {
      unopened.push(`cut ${cuts}: ${error instanceof Error ? error.message : "failed"}`);
    }
    for (const id of acknowledged) if (!there.has(id)) lost.add(id);
    return there;
  };

  for (const event of run.events) {
    disk.apply(event);
    if (event.kind === "accepted") {
      const { id } = JSON.parse(event.text.slice(event.text.indexOf("\r\n\r\n"))) as { readonly id: string };
      acknowledged.push(id);
      if (!safe.has(id)) tooSoon.push(id);
    } else if (event.kind === "sync" && !event.path.endsWith(".lock-journal")) {
      safe = await afterLoss(undefined);
      await afterLoss(random);
    }
  }
  return {
    cuts,
    acknowledged: acknowledged.length,
    acknowledgedTooSoon: tooSoon,
    lost: [...lost],
    unopened,
    syncsPerAcknowledged: syncsWhileAcknowledging(run.events) / acknowledged.length,
  };
}

function syncsWhileAcknowledging(events: readonly DiskEvent[]): number {
  const first = events.findIndex(({ kind }) => kind === "accepted");
  const last = events.findLastIndex(({ kind }) => kind === "accepted");
  // The wait before the first 202 is its own.
  const before = events.findLastIndex(({ kind }, index) => kind === "sync" && index < first);
  return events.slice(Math.max(0, before), last).filter(({ kind }) => kind === "sync").length;
}
