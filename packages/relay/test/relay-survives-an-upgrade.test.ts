import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { eventsByRecord } from "./faults/far-side.ts";
import { showFigures } from "./faults/figures.ts";
import { spawnEnvironment, spawnRelay } from "./faults/spawned-relay.ts";
import { mayTrace, straceFile } from "./faults/strace.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { emptyFolder, post, reached, runningSandbox, stateOf } from "./running-relay.ts";

const firstMigration = new URL("../migrations/libsql/000001.sql", import.meta.url);
const rowsOfRelease1 = new URL("./faults/release-1-store.sql", import.meta.url);

interface KeptRow {
  readonly id: string;
  readonly state: string;
  readonly receipt: string;
  readonly body: ArrayBuffer;
  readonly lfpse_id: string | null;
}

/** Makes the file that a relay of the first release left behind, and returns what was in it. */
function storeOfRelease1(file: string): readonly KeptRow[] {
  const database = new Database(file);
  database.exec("pragma journal_mode = wal");
  database.exec(readFileSync(firstMigration, "utf8"));
  database.exec("pragma user_version = 1");
  database.exec(readFileSync(rowsOfRelease1, "utf8"));
  const rows = database.prepare("select * from submissions order by received_at").all() as KeptRow[];
  database.exec("pragma wal_checkpoint(truncate)");
  database.close();
  return rows;
}

/** Sends the very bytes that the first release was sent. */
async function sendAgain(url: string, { id, body }: KeptRow): Promise<string> {
  const { record } = JSON.parse(Buffer.from(body).toString("utf8")) as { readonly record: { readonly id: string } };
  expect(record.id).toBe(id);
  const answer = await post(url, record);
  expect(answer.status).toBe(202);
  return await answer.text();
}

async function expectEverythingKept(url: string, rows: readonly KeptRow[]): Promise<void> {
  for (const row of rows) expect(await sendAgain(url, row)).toBe(row.receipt);
  for (const { id, state, lfpse_id } of rows) {
    if (state === "waiting") await reached(url, id, "accepted");
    // A create that was under way when the old relay ended is in doubt.
    else expect(await stateOf(url, id)).toMatchObject({ state: state === "sending" ? "unknown" : state });
    if (lfpse_id !== null) expect(await stateOf(url, id)).toMatchObject({ lfpse: { id: lfpse_id } });
  }
}

describe("a relay that is put in the place of an earlier release", () => {
  it("takes over its store: every state, every receipt byte for byte, and what was waiting is delivered once", {
    timeout: 60_000,
  }, async () => {
    const sandbox = await runningSandbox();
    const file = join(await emptyFolder(), "relay.db");
    const rows = storeOfRelease1(file);
    expect(rows.map(({ state }) => state)).toEqual(["accepted", "rejected", "unknown", "sending", "waiting"]);
    const relay = await relayProcess(relayEnvironment(sandbox.url, file));
    await expectEverythingKept(relay.url, rows);
    expect(eventsByRecord(sandbox).get(rows[4]?.id ?? "")).toHaveLength(1);
    expect(sandbox.events()).toHaveLength(1);
  });

  it.runIf(mayTrace())(
    "goes on with an upgrade that was killed at any of its writes",
    {
      timeout: 120_000,
    },
    async () => {
      const folder = await emptyFolder();
      const old = join(folder, "old.db");
      const rows = storeOfRelease1(old);
      let killed = 0;
      for (const write of [1, 3, 7, 14, 28]) {
        const sandbox = await runningSandbox();
        const file = join(folder, `${write}.db`);
        copyFileSync(old, file);
        const environment = spawnEnvironment(sandbox.url, { kind: "libsql", file });
        // Counted over the files of the store alone.
        const fault = ["-P", file, "-P", `${file}-wal`, "-P", `${file}-journal`];
        const inject = ["-e", "trace=pwrite64", "-e", `inject=pwrite64:signal=SIGKILL:when=${write}`];
        const through = [straceFile(), "-D", "-f", "-o", "/dev/null", ...fault, ...inject];
        try {
          const relay = await spawnRelay(environment, { through });
          await relay.end("SIGKILL");
        } catch {
          killed += 1;
        }
        const relay = await relayProcess(environment);
        await expectEverythingKept(relay.url, rows);
        await relay.end("SIGKILL");
        expect(eventsByRecord(sandbox).get(rows[4]?.id ?? "")?.length ?? 0, `write ${write}`).toBe(1);
      }
      showFigures("upgrade", { "killed before it was done": killed });
      expect(killed).toBeGreaterThan(2);
    },
  );

  it("refuses the store of a later release, and says so", { timeout: 30_000 }, async () => {
    const sandbox = await runningSandbox();
    const file = join(await emptyFolder(), "relay.db");
    const environment = relayEnvironment(sandbox.url, file);
    const relay = await relayProcess(environment);
    await relay.end("SIGTERM");
    const database = new Database(file);
    database.exec("pragma user_version = 99");
    database.close();
    await expect(relayProcess(environment)).rejects.toThrow(/newer release/);
  });
});
