import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { judge } from "./faults/far-side.ts";
import { showFigures } from "./faults/figures.ts";
import { storeOfRelay } from "./faults/reconcile.ts";
import { chosenSeed, seeded, seedHint } from "./faults/seeded-random.ts";
import { limitFileSize, mayMount, mountSmallDisk } from "./faults/small-disk.ts";
import { relayToken } from "./faults/spawned-relay.ts";
import { injectFault, mayTrace } from "./faults/strace.ts";
import { nothingSent, type Sent, submit, submitAgain, submitOnce } from "./faults/submitting.ts";
import { syntheticRecord } from "./faults/synthetic-record.ts";
import { untilDrained } from "./faults/until-drained.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { emptyFolder, runningSandbox } from "./running-relay.ts";

const seed = chosenSeed();
const hint = seedHint(seed);

/** Sends new records, ten at a time and then one by one, since one may still fit, until so many in a row were refused. */
async function submitUntilRefused(url: string, sent: Sent, random: () => number, inARow = 20): Promise<void> {
  for (let refusedInARow = 0; refusedInARow < inARow; ) {
    const before = sent.receipts.size;
    const records = Array.from({ length: refusedInARow === 0 ? 10 : 1 }, () => syntheticRecord(random));
    await Promise.all(records.map((record) => submitOnce(url, record, sent)));
    refusedInARow = sent.receipts.size > before ? 0 : refusedInARow + records.length;
  }
}

/** Expects a record to be refused; one that is so small that it still fits is kept as any other. */
async function expectRefusal(url: string, sent: Sent, random: () => number): Promise<void> {
  const record = syntheticRecord(random);
  const refusal = await submit(url, record);
  if (refusal.status === 202) {
    sent.receipts.set(record, await refusal.text());
    return await expectRefusal(url, sent, random);
  }
  expect(refusal.status, hint).toBe(503);
  expect(Number(refusal.headers.get("retry-after")), hint).toBeGreaterThan(0);
  expect(await refusal.json()).toMatchObject({ resourceType: "OperationOutcome", issue: [{ code: "transient" }] });
  const unknown = await fetch(`${url}/v1/records/${record.id}`, {
    headers: { Authorization: `Bearer ${relayToken}` },
  });
  expect([404, 503], hint).toContain(unknown.status);
}

/** A way to leave a relay no room, and to give it back. */
interface NoRoom {
  readonly folder: string;
  readonly take: (pid: number) => void;
  readonly giveBack: (pid: number) => void;
}

async function noRoom(): Promise<NoRoom> {
  const parent = await emptyFolder();
  const folder = join(parent, "disk");
  mkdirSync(folder);
  if (mayMount()) {
    const disk = mountSmallDisk(folder, 64);
    onTestFinished(disk.close);
    return { folder, take: () => disk.fillTo(1_000_000), giveBack: disk.free };
  }
  showFigures("full disk", { made: "by a limit on the size of files, since nothing may be mounted here" });
  return {
    folder,
    take: (pid) => limitFileSize(pid, statSync(join(folder, "relay.db-wal")).size + 1_000_000),
    giveBack: (pid) => limitFileSize(pid, "unlimited"),
  };
}

describe.runIf(process.platform === "linux")("a relay whose disk is full", () => {
  it("answers 503 with Retry-After, keeps nothing half, and takes records again once there is room", {
    timeout: 90_000,
  }, async () => {
    const random = seeded(seed);
    const sandbox = await runningSandbox();
    const room = await noRoom();
    const relay = await relayProcess(relayEnvironment(sandbox.url, join(room.folder, "relay.db")));
    const sent = nothingSent();
    await submitOnce(relay.url, syntheticRecord(random), sent);
    room.take(relay.pid);
    await submitUntilRefused(relay.url, sent, random);
    expect([...sent.refusals.keys()], hint).toEqual([503]);
    await expectRefusal(relay.url, sent, random);
    const takenWhileFull = sent.receipts.size;
    const refused = [...sent.unanswered];

    room.giveBack(relay.pid);
    // Without a restart: the same process, the same address.
    const freedAtMs = performance.now();
    for (const record of refused.slice(0, 1)) {
      while (!sent.receipts.has(record)) await submitOnce(relay.url, record, sent);
    }
    const acceptsAgainInMs = performance.now() - freedAtMs;
    await submitAgain(relay.url, sent);
    expect(sent.unanswered.size, hint).toBe(0);
    await untilDrained(relay.url, [...sent.receipts.keys()]);
    showFigures("full disk", {
      seed,
      taken: takenWhileFull,
      refused: refused.length,
      "accepts again in ms": acceptsAgainInMs,
    });
    expect(judge(sandbox, sent.receipts.keys()), hint).toEqual({
      delivered: takenWhileFull + refused.length,
      lost: [],
      doubled: [],
      changed: [],
    });
    // What was refused left nothing behind that a store refuses to open with.
    expect(await relay.end("SIGTERM")).toBe(0);
    const store = await storeOfRelay({ kind: "libsql", file: join(room.folder, "relay.db") });
    expect((await store.count()).states.accepted).toBe(sent.receipts.size);
    await store.close();
  });
});

describe.runIf(process.platform === "linux")("a relay whose disk can be read only", () => {
  it.runIf(mayTrace())(
    "answers 503 while it lasts and takes records again after it, without a restart",
    {
      timeout: 60_000,
    },
    async () => {
      const random = seeded(seed);
      const sandbox = await runningSandbox();
      const file = join(await emptyFolder(), "relay.db");
      const relay = await relayProcess(relayEnvironment(sandbox.url, file));
      const sent = nothingSent();
      for (let count = 0; count < 5; count += 1) await submitOnce(relay.url, syntheticRecord(random), sent);
      // A disk that fails is made read-only under open files: so each write fails from one moment to the next.
      const fault = await injectFault(relay.pid, "pwrite64,ftruncate:error=EROFS", [file, `${file}-wal`]);
      onTestFinished(fault.lift);
      await submitUntilRefused(relay.url, sent, random, 10);
      await expectRefusal(relay.url, sent, random);
      await fault.lift();
      while (sent.unanswered.size > 0) await submitAgain(relay.url, sent);
      await untilDrained(relay.url, [...sent.receipts.keys()]);
      expect(judge(sandbox, sent.receipts.keys()), hint).toMatchObject({ lost: [], doubled: [], changed: [] });
      expect(sent.receipts.size).toBeGreaterThanOrEqual(15);
    },
  );

  it.runIf(mayMount())(
    "does not start, says so, and starts once the disk can be written",
    {
      timeout: 30_000,
    },
    async () => {
      const sandbox = await runningSandbox();
      const disk = mountSmallDisk(join(await emptyFolder(), "disk"), 16);
      onTestFinished(disk.close);
      const environment = relayEnvironment(sandbox.url, join(disk.folder, "relay.db"));
      const first = await relayProcess(environment);
      const record = syntheticRecord(seeded(seed));
      const receipt = await (await submit(first.url, record)).text();
      await untilDrained(first.url, [record]);
      await first.end("SIGTERM");
      disk.remount("ro");
      await expect(relayProcess(environment)).rejects.toThrow(/digital-factors-relay: .*store/i);
      disk.remount("rw");
      const second = await relayProcess(environment);
      expect(await (await submit(second.url, record)).text()).toBe(receipt);
    },
  );
});
