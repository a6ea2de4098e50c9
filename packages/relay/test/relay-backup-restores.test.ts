import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Sandbox } from "@digital-factors/sandbox";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createSealer } from "../src/encryption/sealer.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { restoredEntry } from "../src/transfer/restored-entry.ts";
import { eventsByRecord } from "./faults/far-side.ts";
import { chosenSeed, seeded, seedHint } from "./faults/seeded-random.ts";
import { encryptionKey, type SpawnedRelay, type StorePlace, spawnEnvironment } from "./faults/spawned-relay.ts";
import { nothingSent, type Sent, submitOnce } from "./faults/submitting.ts";
import { syntheticRecord } from "./faults/synthetic-record.ts";
import { everythingOf, fillStore } from "./filled-store.ts";
import { foundServers } from "./postgres/found-servers.ts";
import { runningPostgres } from "./postgres/running-postgres.ts";
import { relayProcess } from "./relay-process.ts";
import { runCommand } from "./run-command.ts";
import { emptyFolder, runningSandbox, stateOf } from "./running-relay.ts";

const run = promisify(execFile);
const seed = chosenSeed();

/** Slow enough that records wait when the backup is made, and are delivered before the machine is lost. */
const slow = { LFPSE_RATE_PER_MINUTE: "1800" };

/** A relay under load, of which a backup is made, and which is then lost. */
async function lostRelay(sandbox: Sandbox, place: StorePlace, backUp: () => Promise<void>) {
  const environment = spawnEnvironment(sandbox.url, place, slow);
  const relay = await relayProcess(environment);
  const sent = nothingSent();
  const random = seeded(seed);
  const submit = async (records: number) => {
    for (let count = 0; count < records; count += 1) await submitOnce(relay.url, syntheticRecord(random), sent);
  };
  await Promise.all(Array.from({ length: 10 }, () => submit(8)));
  const before = new Set([...sent.receipts.keys()].map(({ id }) => id));
  await Promise.all([backUp(), submit(60)]);
  // What waited in the backup is delivered after it was made.
  await allDelivered(relay, sent);
  await relay.end("SIGKILL");
  return { before, sent };
}

async function allDelivered(relay: SpawnedRelay, sent: Sent): Promise<void> {
  await Promise.all(
    [...sent.receipts.keys()].map(({ id }) =>
      vi.waitFor(async () => expect((await stateOf(relay.url, id)).state).toBe("accepted"), {
        timeout: 90_000,
        interval: 250,
      }),
    ),
  );
}

/** Starts a relay on the restored store, lets it do all it wants to, and counts. */
async function judgeRestored(
  sandbox: Sandbox,
  place: StorePlace,
  { before, sent }: Awaited<ReturnType<typeof lostRelay>>,
) {
  const arrived = eventsByRecord(sandbox);
  expect(Math.max(...[...arrived.values()].map((events) => events.length))).toBe(1);
  const relay = await relayProcess(spawnEnvironment(sandbox.url, place));
  const states = new Map<string, string>();
  for (const { id } of sent.receipts.keys()) {
    const { state } = await vi.waitFor(async () => {
      const status = await stateOf(relay.url, id);
      expect(["waiting", "sending"]).not.toContain(status.state);
      return status;
    });
    if (state !== undefined) states.set(id, state);
  }
  const doubled = [...eventsByRecord(sandbox).values()].filter((events) => events.length > 1);
  return {
    lost: [...before].filter((id) => !states.has(id)),
    doubled: doubled.length,
    unknown: [...states.values()].filter((state) => state === "unknown").length,
    accepted: [...states.values()].filter((state) => state === "accepted").length,
  };
}

describe("a backup of the embedded store, made under load", { timeout: 180_000 }, () => {
  it("has every record acknowledged before it, and sends none of them twice when it is restored", async () => {
    const folder = await emptyFolder();
    const sandbox = await runningSandbox();
    const place = { kind: "libsql", file: join(folder, "relay.db") } as const;
    const copy = join(folder, "backup.db");
    const relay = await lostRelay(sandbox, place, async () => {
      expect(await runCommand(spawnEnvironment(sandbox.url, place), "backup", copy)).toMatchObject({
        code: 0,
        errors: "digital-factors-relay: The backup is whole and on disk.\n",
      });
    });
    if (process.platform !== "win32") expect((await stat(copy)).mode & 0o777).toBe(0o600);

    const restored = { kind: "libsql", file: join(folder, "restored.db") } as const;
    const out = join(folder, "restore.ndjson");
    const exporting = spawnEnvironment(sandbox.url, { kind: "libsql", file: copy });
    expect((await runCommand(exporting, "export", out)).code).toBe(0);
    expect((await runCommand(spawnEnvironment(sandbox.url, restored), "import", "--as-unknown", out)).code).toBe(0);
    const verdict = await judgeRestored(sandbox, restored, relay);
    expect(verdict, seedHint(seed)).toMatchObject({ lost: [], doubled: 0 });
    // Without these the test would show nothing.
    expect(verdict.unknown).toBeGreaterThan(0);
    expect(verdict.accepted).toBeGreaterThan(0);
  });
});

const dumping = foundServers().find(({ binFolder }) => existsSync(join(binFolder, "pg_dump")));

describe("a dump of PostgreSQL, made under load", { timeout: 240_000 }, () => {
  const postgres = dumping === undefined ? undefined : runningPostgres({ server: dumping });

  it("has every record acknowledged before it, and sends none of them twice when it is restored", async ({ skip }) => {
    if (dumping === undefined || postgres === undefined) {
      return skip("no PostgreSQL server of this machine comes with pg_dump: the backup guide was not tried here");
    }
    const folder = await emptyFolder();
    const sandbox = await runningSandbox();
    const place = { kind: "postgres", url: await postgres().createDatabase() } as const;
    const dump = join(folder, "relay.dump");
    const program = (name: string) => join(dumping.binFolder, name);
    const relay = await lostRelay(sandbox, place, async () => {
      await run(program("pg_dump"), ["--schema=digital_factors_relay", "--format=custom", `--file=${dump}`, place.url]);
    });

    const scratch = await postgres().createDatabase();
    await run(program("pg_restore"), ["--no-owner", "--exit-on-error", `--dbname=${scratch}`, dump]);
    const restored = { kind: "postgres", url: await postgres().createDatabase() } as const;
    const out = join(folder, "restore.ndjson");
    const exporting = spawnEnvironment(sandbox.url, { kind: "postgres", url: scratch });
    expect(await runCommand(exporting, "export", out)).toMatchObject({ code: 0 });
    expect(await runCommand(spawnEnvironment(sandbox.url, restored), "import", "--as-unknown", out)).toMatchObject({
      code: 0,
    });
    const verdict = await judgeRestored(sandbox, restored, relay);
    expect(verdict, seedHint(seed)).toMatchObject({ lost: [], doubled: 0 });
    expect(verdict.unknown).toBeGreaterThan(0);
    expect(verdict.accepted).toBeGreaterThan(0);
  });
});

describe("restoredEntry", () => {
  it("holds back what waits and could be sent wrongly, and leaves everything else", async () => {
    const folder = await emptyFolder();
    const sealer = createSealer([encryptionKey]);
    const store = openLibsqlStore({ file: join(folder, "relay.db"), sealer });
    onTestFinished(() => store.close());
    const fateOf = await fillStore(store, 32);
    const seen = new Map<string, string>();
    for (const entry of await everythingOf(store)) {
      const restored = restoredEntry(entry, sealer);
      if (entry.type !== "record" || restored.type !== "record") {
        expect(restored).toBe(entry);
        continue;
      }
      const isTold = restored.operations.some(({ issues = "", sequence }) =>
        sealer.open(Buffer.from(issues, "base64"), `${entry.id}/${sequence}/issues`).includes("restored"),
      );
      seen.set(fateOf.get(entry.id) ?? "", `${entry.state} → ${restored.state}${isTold ? " (told)" : ""}`);
    }
    expect(Object.fromEntries(seen)).toMatchObject({
      waiting: "waiting → unknown (told)",
      retried: "waiting → unknown (told)",
      sending: "sending → unknown (told)",
      "correction waiting": "waiting → unknown (told)",
      "update waiting": "waiting → parked (told)",
      "update sending": "sending → parked (told)",
      "withdrawal waiting": "waiting → waiting",
      "update behind unknown": "unknown → unknown (told)",
      accepted: "accepted → accepted",
      rejected: "rejected → rejected",
      unknown: "unknown → unknown",
      parked: "parked → parked",
      withdrawn: "withdrawn → withdrawn",
    });
  });
});

describe("backup", { timeout: 60_000 }, () => {
  it("overwrites nothing, leaves nothing behind when it fails, and sends PostgreSQL to its own tools", async () => {
    const folder = await emptyFolder();
    const place = { kind: "libsql", file: join(folder, "relay.db") } as const;
    const environment = spawnEnvironment("http://127.0.0.1:9", place);
    const copy = join(folder, "backup.db");
    expect(await runCommand(environment, "backup", copy)).toMatchObject({
      code: 78,
      errors: expect.stringContaining("DIGITAL_FACTORS_RELAY_STORE: there is no store"),
    });
    expect(await readdir(folder)).toEqual([]);
    await openLibsqlStore({ file: place.file }).close();
    expect(await runCommand(environment, "backup", copy)).toMatchObject({ code: 0 });
    expect(await runCommand(environment, "backup", copy)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("there is a file of that name"),
    });
    const atPostgres = spawnEnvironment("http://127.0.0.1:9", { kind: "postgres", url: "postgresql://127.0.0.1/none" });
    expect(await runCommand(atPostgres, "backup", join(folder, "other.db"))).toMatchObject({
      code: 64,
      errors: expect.stringContaining("pg_dump"),
    });
  });
});
