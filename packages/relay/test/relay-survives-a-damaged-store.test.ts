import { execFile } from "node:child_process";
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { eventsByRecord, judge } from "./faults/far-side.ts";
import { showFigures } from "./faults/figures.ts";
import { reconcile } from "./faults/reconcile.ts";
import { chosenSeed, seeded, seedHint } from "./faults/seeded-random.ts";
import { builtCommand, type SpawnedRelay, spawnRelay } from "./faults/spawned-relay.ts";
import { nothingSent, type Sent, submitAgain, submitOnce } from "./faults/submitting.ts";
import { syntheticRecord } from "./faults/synthetic-record.ts";
import { until } from "./faults/until.ts";
import { deliveryStateOf, untilDrained } from "./faults/until-drained.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { emptyFolder, runningSandbox } from "./running-relay.ts";

const run = promisify(execFile);
const seed = chosenSeed();
const hint = seedHint(seed);
const pageBytes = 4096;

/** Writes random bytes over a page, but not the first: without that it is no store at all. */
function overwritePage(file: string, random: () => number): void {
  const content = readFileSync(file);
  const page = 1 + Math.floor(random() * (content.length / pageBytes - 1));
  for (let at = page * pageBytes; at < (page + 1) * pageBytes; at += 1) content[at] = Math.floor(random() * 256);
  writeFileSync(file, content);
}

function flipBits(file: string, random: () => number, bits: number): void {
  const content = readFileSync(file);
  for (let bit = 0; bit < bits; bit += 1) {
    const at = pageBytes + Math.floor(random() * (content.length - pageBytes));
    content[at] = (content[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  writeFileSync(file, content);
}

/** Fills a store: twenty records that LFPSE has, then twenty that wait since it asked for a pause. */
async function filled(
  relay: SpawnedRelay,
  sandbox: Awaited<ReturnType<typeof runningSandbox>>,
  random: () => number,
): Promise<Sent> {
  const sent = nothingSent();
  for (let count = 0; count < 20; count += 1) await submitOnce(relay.url, syntheticRecord(random), sent);
  await untilDrained(relay.url, [...sent.receipts.keys()]);
  sandbox.queueFault({ fault: "429", times: 20, retryAfterSeconds: 600 });
  for (let count = 0; count < 20; count += 1) await submitOnce(relay.url, syntheticRecord(random), sent);
  expect(sent.receipts.size, hint).toBe(40);
  return sent;
}

describe("a relay whose store is damaged", () => {
  it("does not start on it, exports what can be read, and ends at one whole event for each record of that", {
    timeout: 120_000,
  }, async () => {
    const random = seeded(seed);
    const sandbox = await runningSandbox();
    const folder = await emptyFolder();
    const whole = join(folder, "whole.db");
    const relay = await relayProcess(relayEnvironment(sandbox.url, whole));
    const sent = await filled(relay, sandbox, random);
    await relay.end("SIGTERM");

    const damaged = join(folder, "damaged.db");
    copyFileSync(whole, damaged);
    let said = "";
    // A page that is not in use harms nothing, and the relay starts: then another one is taken as well.
    while (said === "") {
      overwritePage(damaged, random);
      try {
        const unharmed = await spawnRelay(relayEnvironment(sandbox.url, damaged));
        for (const { id } of sent.receipts.keys()) {
          expect(["accepted", "waiting"], hint).toContain(await deliveryStateOf(unharmed.url, id));
        }
        await unharmed.end("SIGTERM");
      } catch (error) {
        said = error instanceof Error ? error.message : "nothing";
      }
    }
    expect(said, hint).toMatch(/integrity check/);

    const environment = relayEnvironment(sandbox.url, join(folder, "new.db"));
    const exported = join(folder, "salvaged.jsonl");
    const salvage = await run(process.execPath, [builtCommand, "salvage", damaged, exported], { env: environment });
    expect(`${salvage.stdout}${salvage.stderr}`, hint).toMatch(/Salvaged .* records?.*left out/);
    await run(process.execPath, [builtCommand, "import", "--as-unknown", exported], { env: environment });
    await fetch(`${sandbox.url}/__sandbox/faults`, { method: "DELETE" });
    const decided = await reconcile({ kind: "libsql", file: join(folder, "new.db") }, sandbox);
    const after = await relayProcess(environment);
    const there = [];
    for (const record of sent.receipts.keys()) {
      if ((await deliveryStateOf(after.url, record.id)) !== "status 404") there.push(record);
    }
    await untilDrained(after.url, there);
    showFigures("damaged store", { seed, kept: sent.receipts.size, salvaged: there.length, ...decided });
    expect(there.length, hint).toBeGreaterThan(0);
    expect(judge(sandbox, there), hint).toEqual({ delivered: there.length, lost: [], doubled: [], changed: [] });
  });

  it("sends nothing that single flipped bits changed", { timeout: 120_000 }, async () => {
    const random = seeded(seed);
    const sandbox = await runningSandbox();
    const folder = await emptyFolder();
    const whole = join(folder, "whole.db");
    const relay = await relayProcess(relayEnvironment(sandbox.url, whole));
    const sent = await filled(relay, sandbox, random);
    await relay.end("SIGTERM");
    const outcomes = { refused: 0, started: 0, parked: 0 };
    for (let copy = 0; copy < 3; copy += 1) {
      const far = await runningSandbox();
      const file = join(folder, `${copy}.db`);
      copyFileSync(whole, file);
      flipBits(file, random, 12);
      let flipped: SpawnedRelay;
      try {
        flipped = await spawnRelay(relayEnvironment(far.url, file));
      } catch (error) {
        expect(String(error), hint).toMatch(/integrity check|cannot be (opened|read)/);
        outcomes.refused += 1;
        continue;
      }
      outcomes.started += 1;
      // Twenty are waiting; all but the few that were tried before are due at once.
      await until("some of it is sent", () => (far.events().length >= 5 ? true : undefined));
      for (const { id } of sent.receipts.keys()) {
        if ((await deliveryStateOf(flipped.url, id)) === "parked") outcomes.parked += 1;
      }
      await flipped.end("SIGKILL");
      const { doubled, changed } = judge(far, sent.receipts.keys());
      expect({ doubled, changed }, `copy ${copy}, ${hint}`).toEqual({ doubled: [], changed: [] });
    }
    showFigures("12 flipped bits, 3 stores", { seed, ...outcomes });
    expect(outcomes.refused + outcomes.started).toBe(3);
  });

  it("has each record whole or not at all after its log was cut short, and takes the others again", {
    timeout: 120_000,
  }, async () => {
    const random = seeded(seed);
    const sandbox = await runningSandbox();
    const folder = await emptyFolder();
    const whole = join(folder, "whole.db");
    const relay = await relayProcess(relayEnvironment(sandbox.url, whole));
    const sent = await filled(relay, sandbox, random);
    await relay.end("SIGKILL");
    const logBytes = statSync(`${whole}-wal`).size;
    expect(logBytes, hint).toBeGreaterThan(pageBytes);
    const missing: number[] = [];
    for (const share of [random() * 0.5, 0.5 + random() * 0.5]) {
      const far = await runningSandbox();
      const file = join(folder, `${missing.length}.db`);
      copyFileSync(whole, file);
      copyFileSync(`${whole}-wal`, `${file}-wal`);
      truncateSync(`${file}-wal`, Math.floor(logBytes * share));
      const cut = await relayProcess(relayEnvironment(far.url, file));
      const states = await Promise.all([...sent.receipts.keys()].map(({ id }) => deliveryStateOf(cut.url, id)));
      expect(
        states.filter((state) => !["accepted", "waiting", "sending", "unknown", "status 404"].includes(state)),
        hint,
      ).toEqual([]);
      missing.push(states.filter((state) => state === "status 404").length);
      // A host that still has a record sends it again: what is known keeps its receipt, the rest gets a new one.
      const again = nothingSent();
      for (const record of sent.receipts.keys()) again.unanswered.add(record);
      await submitAgain(cut.url, again);
      expect(again.receipts.size, hint).toBe(40);
      for (const [record, receipt] of again.receipts) {
        const isKnown = states[[...sent.receipts.keys()].indexOf(record)] !== "status 404";
        expect(receipt === sent.receipts.get(record), `${record.id}, ${hint}`).toBe(isKnown);
      }
      const found = eventsByRecord(far);
      for (const { id } of sent.receipts.keys()) expect(found.get(id)?.length ?? 0, hint).toBeLessThanOrEqual(1);
      await cut.end("SIGKILL");
    }
    showFigures("log cut short", { seed, "records that were in the part cut off": missing.join(" and ") });
  });
});
