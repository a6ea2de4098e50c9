import { randomUUID } from "node:crypto";
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lfpse5 } from "@digital-factors/core";
import { fullAdverseEvent } from "@digital-factors/sandbox";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { exampleRecord } from "./example-record.ts";
import { eventsByRecord } from "./faults/far-side.ts";
import { showFigures } from "./faults/figures.ts";
import { spawnEnvironment, spawnRelay } from "./faults/spawned-relay.ts";
import { mayTrace, straceFile } from "./faults/strace.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { type ApiRequest, runningApi } from "./running-api.ts";
import { emptyFolder, post, reached, runningSandbox, stateOf } from "./running-relay.ts";

const firstMigration = new URL("../migrations/libsql/000001.sql", import.meta.url);
const rowsOfRelease1 = new URL("./faults/release-1-store.sql", import.meta.url);

/** Rules under which no event in order for `lfpse5` is one. */
const otherRules = { ...lfpse5, canonicalBase: "https://example.org/other/" };

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

  it("knows what it took under other rules: the first receipt for a repeat, 409 for something else, 422 for what is new", async () => {
    const store = openLibsqlStore({ file: join(await emptyFolder(), "relay.db") });
    onTestFinished(() => store.close());
    const before = await runningApi({ wrap: () => store });
    const record = exampleRecord({ yellowCard: { status: "reported-no-number" } });
    const withEvent = (part: string): ApiRequest => ({
      method: "POST",
      headers: { "Idempotency-Key": record.id },
      body: JSON.stringify({ record: { ...record, part }, adverseEvent: fullAdverseEvent }),
    });
    const changeOf = (part: string, key: string): ApiRequest => ({
      ...withEvent(part),
      method: "PUT",
      headers: { "Idempotency-Key": key },
    });
    const [changed, added] = [randomUUID(), randomUUID()];
    const card = (key: string): ApiRequest => ({
      method: "POST",
      headers: { "Idempotency-Key": key },
      body: JSON.stringify({ covers: "device", value: "YC-EXAMPLE-0043" }),
    });
    const path = `/v1/records/${record.id}`;
    const requests = [
      ["/v1/records", withEvent("main")],
      [path, changeOf("possible", changed)],
      [`${path}/yellow-card`, card(added)],
    ] as const;
    const receipts: string[] = [];
    for (const [each, request] of requests) {
      const { status, text } = await before.ask(each, request);
      expect(status).toBe(202);
      receipts.push(text);
    }

    const after = await runningApi({ wrap: () => store, profile: otherRules });
    for (const [index, [each, request]] of requests.entries()) {
      expect(await after.ask(each, request)).toMatchObject({ status: 202, text: receipts[index] });
    }
    expect((await after.ask("/v1/records", withEvent("none"))).status).toBe(409);
    expect((await after.ask(path, changeOf("none", changed))).status).toBe(409);
    expect((await after.ask(path, changeOf("none", randomUUID()))).status).toBe(422);
    expect((await after.ask(`${path}/yellow-card`, card(randomUUID()))).status).toBe(422);
    const other = { Authorization: `Bearer ${await after.tokenFor({ role: "reporter", organisation: "Z02" })}` };
    const foreign = await after.ask("/v1/records", {
      ...withEvent("main"),
      headers: { ...withEvent("main").headers, ...other },
    });
    expect(foreign.status).toBe(422);
    expect(await store.find(record.id)).toMatchObject({ revision: 3 });
  });

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
