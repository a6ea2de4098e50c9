import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { libsqlMigrations } from "../src/package-files.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { migrate } from "../src/store/libsql/migrate.ts";
import { plainSealer } from "../src/store/sealer.ts";
import { openStore, storeFile, withDatabase } from "./libsql-file.ts";
import {
  claimed,
  create,
  delivered,
  dueIds,
  exported,
  issue,
  lfpse,
  operationStates,
  statusOf,
  take,
  update,
  withdraw,
  withdrawn,
} from "./store-conformance/store-under-test.ts";

const receivedAt = "2025-12-31T23:59:59.999Z";
const states = ["waiting", "sending", "accepted", "rejected", "unknown"] as const;

/** Makes a store of the first release with a record in each state and `more` that wait. */
async function firstRelease(more = 0): Promise<string> {
  const file = await storeFile();
  await mkdir(dirname(file), { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), "relay-migrations-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(new URL("000001.sql", libsqlMigrations), join(folder, "000001.sql"));
  withDatabase(file, (database) => {
    database.exec("pragma journal_mode = wal");
    migrate(database, pathToFileURL(`${folder}/`));
    const insert = database.prepare(
      `insert into submissions (id, organisation, fingerprint, body, receipt, received_at, state, due_at_ms, is_leased,
         fence, attempts, payload, lfpse_id, lfpse_version_id, lfpse_reference_number, issues)
       values ($1, 'Z01', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    );
    const add = (id: string, state: string) => {
      const hasLeft = state !== "waiting";
      const isAccepted = state === "accepted";
      const isHeld = state === "rejected" || state === "unknown";
      insert.run({
        1: id,
        2: `fingerprint of ${id}`,
        3: Buffer.from(`{"create":"${id}","text":"Ünïcode 🏥"}`),
        4: `{"id":"${id}",  "receivedAt":"${receivedAt}"}`,
        5: receivedAt,
        6: state,
        7: state === "waiting" ? 1 : 0,
        8: state === "sending" ? 1 : 0,
        9: hasLeft ? 3 : 0,
        10: hasLeft ? 2 : 0,
        11: hasLeft ? Buffer.from(`{"resourceType":"AdverseEvent"}`) : null,
        12: isAccepted ? lfpse.id : null,
        13: isAccepted ? lfpse.versionId : null,
        14: isAccepted ? lfpse.referenceNumber : null,
        15: isHeld ? JSON.stringify([issue]) : "[]",
      });
    };
    database.exec("begin");
    for (const state of states) add(state, state);
    for (let index = 0; index < more; index += 1) add(`more-${index}`, "waiting");
    database.exec("commit");
  });
  return file;
}

function versionOf(file: string): unknown {
  return withDatabase(file, (database) => database.prepare("pragma user_version").all());
}

describe("a store of the first release", () => {
  it("is opened with nothing lost or changed", async () => {
    const store = openStore({ file: await firstRelease() });
    const entries = await exported(store);
    expect(entries).toHaveLength(5);
    for (const entry of entries) {
      if (entry.type !== "record") throw new TypeError("There are only records.");
      const { id } = entry;
      const hasLeft = id !== "waiting";
      const text = (base64: string | undefined) => base64 && Buffer.from(base64, "base64").toString();
      expect(entry).toMatchObject({ organisation: "Z01", state: id, fence: hasLeft ? 3 : 0 });
      expect(entry.lfpse).toEqual(id === "accepted" ? lfpse : undefined);
      expect(entry.receivedAtMs).toBe(Date.parse(receivedAt));
      expect(entry.operations).toHaveLength(1);
      const [operation] = entry.operations;
      expect(operation).toMatchObject({
        sequence: 1,
        kind: "create",
        key: id,
        state: id,
        fingerprint: `fingerprint of ${id}`,
        receipt: `{"id":"${id}",  "receivedAt":"${receivedAt}"}`,
        attempts: hasLeft ? 2 : 0,
        actor: "system",
      });
      expect(text(operation?.body)).toBe(`{"create":"${id}","text":"Ünïcode 🏥"}`);
      expect(text(operation?.payload)).toBe(hasLeft ? `{"resourceType":"AdverseEvent"}` : undefined);
      const isHeld = id === "rejected" || id === "unknown";
      expect(text(operation?.issues)).toBe(isHeld ? JSON.stringify([issue]) : undefined);
      expect(await statusOf(store, id)).toMatchObject({
        receivedAt,
        revision: 1,
        attempts: hasLeft ? 2 : 0,
        issues: isHeld ? [issue] : [],
        isYellowCardMissing: false,
      });
    }
  });

  it("goes on where it was: repeats are known, deliveries and updates continue", async () => {
    const store = openStore({ file: await firstRelease() });
    for (const id of states) {
      expect(await store.take(create(id))).toEqual({
        outcome: "known",
        receipt: `{"id":"${id}",  "receivedAt":"${receivedAt}"}`,
      });
      expect(await store.take(create(id, { fingerprint: "other" }))).toEqual({ outcome: "conflict" });
    }
    expect(await store.sweep({ horizonMs: 1e12, issues: [issue] })).toEqual(["sending"]);
    expect(await claimed(store)).toMatchObject({
      recordId: "waiting",
      body: '{"create":"waiting","text":"Ünïcode 🏥"}',
    });
    await take(store, update("accepted", "u1"));
    expect(await delivered(store, { state: "accepted", lfpse })).toMatchObject({
      recordId: "accepted",
      fence: 4,
      lfpse,
    });
    await take(store, withdraw("accepted"));
    await delivered(store, withdrawn);
    await take(store, update("rejected", "u2"));
    expect(await dueIds(store)).toEqual(["rejected"]);
    expect(await operationStates(store, "accepted")).toEqual(["accepted", "accepted", "withdrawn"]);
  });

  it("is sealed as soon as it is asked for", async () => {
    const file = await firstRelease();
    const sealed = {
      seal: (text: string) => Buffer.from(`~${Buffer.from(text).toString("base64")}`),
      open: (bytes: Uint8Array, place: string) => {
        const text = Buffer.from(bytes).toString();
        return text.startsWith("~") ? Buffer.from(text.slice(1), "base64").toString() : plainSealer.open(bytes, place);
      },
      isCurrent: (bytes: Uint8Array) => bytes[0] === "~".charCodeAt(0),
    };
    const store = openStore({ file, sealer: sealed });
    expect((await store.read("accepted"))?.body).toBe('{"create":"accepted","text":"Ünïcode 🏥"}');
    // Five fingerprints, five bodies, four payloads, issues of two.
    expect(await store.resealContent(100)).toBe(16);
    expect(await store.resealContent(100)).toBe(0);
    expect((await store.read("accepted"))?.body).toBe('{"create":"accepted","text":"Ünïcode 🏥"}');
    const pages = withDatabase(file, (database) => database.prepare("select fingerprint from operations").all());
    expect(JSON.stringify(pages)).not.toContain("fingerprint of");
    expect(await store.take(create("waiting"))).toMatchObject({ outcome: "known" });
  });

  it.each(["insert into operations", "drop table submissions", "create index records_settled", "pragma user_version"])(
    "stays whole where its migration breaks off before `%s`, and is migrated at the next start",
    async (statement) => {
      const file = await firstRelease();
      const broken = (path: string) => {
        const database = new Database(path);
        const exec = database.exec.bind(database);
        database.exec = (sql) => {
          const at = sql.indexOf(statement);
          if (at === -1 || sql === "pragma user_version = 1") return exec(sql);
          exec(sql.slice(0, at));
          throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR" });
        };
        return database;
      };
      expect(() => openLibsqlStore({ file, open: broken })).toThrow(expect.objectContaining({ reason: "unreadable" }));
      expect(versionOf(file)).toEqual([{ user_version: 1 }]);
      const rows = withDatabase(file, (database) => database.prepare("select id from submissions").all());
      expect(rows).toHaveLength(5);
      const store = openStore({ file });
      expect(await exported(store)).toHaveLength(5);
    },
  );

  it("stays whole where the process is killed in the middle, and is migrated at the next start", {
    timeout: 60_000,
  }, async () => {
    const file = await firstRelease(20_000);
    const migration = fileURLToPath(new URL("000002.sql", libsqlMigrations));
    const libsql = createRequire(import.meta.url).resolve("libsql");
    const script = `
      const Database = require(${JSON.stringify(libsql)});
      const database = new Database(${JSON.stringify(file)});
      const sql = require("node:fs").readFileSync(${JSON.stringify(migration)}, "utf8");
      const at = sql.indexOf("drop table submissions");
      database.exec("pragma cache_size = 10");
      database.exec("begin immediate");
      database.exec(sql.slice(0, at));
      process.stdout.write("half way");
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    const exit = once(child, "exit");
    const text = once(child.stdout, "data").then(([part]) => String(part));
    expect(await Promise.race([text, exit])).toBe("half way");
    child.kill("SIGKILL");
    await exit;
    expect(versionOf(file)).toEqual([{ user_version: 1 }]);
    const store = openStore({ file });
    expect((await store.count()).states).toMatchObject({ waiting: 20_001, sending: 1, accepted: 1 });
    expect((await statusOf(store, "more-19999")).operations).toHaveLength(1);
  });

  it("is in the form that a new store has", async () => {
    const schema = (file: string) =>
      withDatabase(file, (database) =>
        database
          .prepare("select type, name, tbl_name, sql from sqlite_schema where name <> 'submissions' order by name")
          .all(),
      );
    const old = await firstRelease();
    await openLibsqlStore({ file: old }).close();
    const fresh = await storeFile();
    await openLibsqlStore({ file: fresh }).close();
    expect(schema(old)).toEqual(schema(fresh));
  });
});

describe("openLibsqlStore", () => {
  it("refuses a store that a newer release wrote, and changes nothing in it", async () => {
    const file = await storeFile();
    await openLibsqlStore({ file }).close();
    withDatabase(file, (database) => database.exec("pragma user_version = 999999"));
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "newer" }));
    expect(versionOf(file)).toEqual([{ user_version: 999_999 }]);
  });
});
