import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../postgres/postgres-server.ts";
import type { Verdict } from "./far-side.ts";
import { killRounds } from "./kill-rounds.ts";
import { cutToLfpse, cutToRelay, foulWeathers } from "./network-cuts.ts";
import { loggedRun, losePowerEverywhere } from "./power-loss.ts";
import type { StorePlace } from "./spawned-relay.ts";
import { killOneOfTwo } from "./two-relays.ts";

/** What is soaked. */
export interface SoakOptions {
  /** Kills on each store. Restarts are half as many, runs of each other fault a tenth. */
  readonly rounds: number;
  readonly seed: number;
  readonly stores: readonly StorePlace["kind"][];
  readonly print: (text: string) => void;
}

/** One line of the table. */
interface SoakLine {
  readonly what: string;
  readonly faults: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly changed: number;
  readonly note: string;
}

/**
 * Injects faults of each class, over and over, and prints a table at the end.
 *
 * @returns Whether nothing was lost, doubled or changed.
 */
export async function runSoak({ rounds, seed, stores, print }: SoakOptions): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "relay-soak-"));
  const postgres = stores.includes("postgres") ? await startPostgres() : undefined;
  const few = Math.max(1, Math.round(rounds / 10));
  const lines: SoakLine[] = [];
  let stored = 0;

  async function newStore(kind: StorePlace["kind"]): Promise<StorePlace> {
    stored += 1;
    if (kind === "libsql") return { kind, file: join(folder, `${stored}.db`) };
    return { kind, url: (await postgres?.createDatabase()) ?? "" };
  }

  async function step(what: string, work: () => Promise<Omit<SoakLine, "what">>): Promise<void> {
    print(`${what}… `);
    const startedAtMs = performance.now();
    const line = { what, ...(await work()) };
    lines.push(line);
    print(`${((performance.now() - startedAtMs) / 1000).toFixed(0)} s\n`);
  }

  try {
    print(`Seed ${seed}\n`);
    for (const kind of stores) {
      await step(`${rounds} kills, 50 hosts, ${kind}`, async () => {
        const report = await killRounds({
          rounds,
          connections: 50,
          store: await newStore(kind),
          seed,
          onRound: (round, acknowledged) => {
            if (round % 20 === 0) print(`${round} kills, ${acknowledged} records… `);
          },
        });
        return {
          ...counted(report),
          faults: rounds,
          note: `restart ${ms(report.restartMs.median)} median, ${ms(report.restartMs.most)} most; ${report.isAtLfpse} + ${report.sentAgain} unknown`,
        };
      });
      const restarts = Math.max(1, Math.round(rounds / 2));
      await step(`${restarts} restarts, 10 hosts, ${kind}`, async () => {
        const report = await killRounds({
          rounds: restarts,
          connections: 10,
          store: await newStore(kind),
          seed: seed + 1,
          mostLoadMs: 60,
          signalOf: (round) => (round % 2 === 0 ? "SIGKILL" : "SIGTERM"),
        });
        return {
          ...counted(report),
          faults: restarts,
          note: `start to first 202 ${ms(report.restartMs.median)} median`,
        };
      });
      await step(`network to LFPSE, ${kind}`, async () => {
        const reports = [];
        for (let run = 0; run < few; run += 1) {
          for (const weather of foulWeathers) {
            reports.push(await cutToLfpse({ weather, store: await newStore(kind), seed: seed + run }));
          }
        }
        const drained = Math.max(...reports.map(({ drainedInMs }) => drainedInMs));
        return { ...summed(reports), note: `drained in ${ms(drained)} at most` };
      });
      await step(`network to the relay, ${kind}`, async () => {
        const reports = [];
        for (let run = 0; run < few; run += 1) {
          reports.push(
            await cutToRelay({ records: 200, store: await newStore(kind), seed: seed + run, foulMs: 8_000 }),
          );
        }
        return { ...summed(reports), note: "" };
      });
    }
    if (stores.includes("libsql") && process.platform === "linux") {
      await step("power losses, libsql", async () => {
        const reports = [];
        for (let run = 0; run < few; run += 1) {
          const own = join(folder, `power-${run}`);
          await mkdir(own);
          const log = await loggedRun({ folder: own, seed: seed + run });
          const report = await losePowerEverywhere(log, join(own, "cut"), seed + run);
          const lost = [...report.lost, ...report.acknowledgedTooSoon, ...report.unopened];
          reports.push({ ...report, faults: report.cuts, lost, doubled: [], changed: [] });
        }
        const syncs = reports.reduce((sum, { syncsPerAcknowledged }) => sum + syncsPerAcknowledged, 0) / reports.length;
        return { ...summed(reports), note: `${syncs.toFixed(2)} waits for the disk for each 202` };
      });
    }
    if (stores.includes("postgres")) {
      await step("one of two relays killed, postgres", async () => {
        const reports = [];
        for (let run = 0; run < Math.max(1, Math.round(few / 4)); run += 1) {
          const url = (await postgres?.createDatabase()) ?? "";
          reports.push({ ...(await killOneOfTwo({ url, seed: seed + run })), faults: 1 });
        }
        const most = Math.max(...reports.map(({ takenOverInMs }) => takenOverInMs));
        return { ...summed(reports), note: `taken over in ${ms(most)} at most` };
      });
    }
  } finally {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  }
  print(`\n${table(lines)}\n`);
  const isClean = lines.every(({ lost, doubled, changed }) => lost + doubled + changed === 0);
  const faults = lines.reduce((sum, line) => sum + line.faults, 0);
  const acknowledged = lines.reduce((sum, line) => sum + line.acknowledged, 0);
  print(
    `\n${faults} faults, ${acknowledged} acknowledged: ${isClean ? "nothing lost, doubled or changed" : "NOT CLEAN"}.\n`,
  );
  return isClean;
}

type Counted = Pick<Verdict, "lost" | "doubled" | "changed"> & { readonly acknowledged: number };

function counted({ acknowledged, lost, doubled, changed }: Counted): Omit<SoakLine, "what" | "faults" | "note"> {
  return { acknowledged, lost: lost.length, doubled: doubled.length, changed: changed.length };
}

function summed(reports: readonly (Counted & { readonly faults: number })[]): Omit<SoakLine, "what" | "note"> {
  const sum = (figure: (report: Counted & { readonly faults: number }) => number) =>
    reports.reduce((total, report) => total + figure(report), 0);
  return {
    faults: sum(({ faults }) => faults),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    lost: sum(({ lost }) => lost.length),
    doubled: sum(({ doubled }) => doubled.length),
    changed: sum(({ changed }) => changed.length),
  };
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(0)} ms`;
}

function table(lines: readonly SoakLine[]): string {
  const heads = ["", "faults", "acknowledged", "lost", "doubled", "changed", ""];
  const cells = lines.map(({ what, note, ...figures }) => [
    what,
    ...[figures.faults, figures.acknowledged, figures.lost, figures.doubled, figures.changed].map(String),
    note,
  ]);
  const row = (parts: readonly string[]) => `| ${parts.join(" | ")} |`;
  return [row(heads), row(heads.map(() => "---")), ...cells.map(row)].join("\n");
}
