import { spawnSync } from "node:child_process";
import { mkdir, open, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { openStore, storeFile, withDatabase } from "./libsql-file.ts";
import {
  claimed,
  create,
  createdAs,
  dueIds,
  issue,
  leaseMs,
  sending,
  startMs,
  statusOf,
  take,
  token,
  waiting,
} from "./store-conformance/store-under-test.ts";

const packageFolder = new URL("..", import.meta.url);

describe("openLibsqlStore", () => {
  it("waits for the disk and leaves nothing behind: write-ahead log, full synchronisation, secure delete", async () => {
    let database: Database.Database | undefined;
    openStore({
      file: await storeFile(),
      open: (path) => {
        database = new Database(path);
        return database;
      },
    });
    expect(database?.prepare("pragma journal_mode").all()).toEqual([{ journal_mode: "wal" }]);
    expect(database?.prepare("pragma synchronous").all()).toEqual([{ synchronous: 2 }]);
    expect(database?.prepare("pragma secure_delete").all()).toEqual([{ secure_delete: 1 }]);
  });

  it("makes its folder and its files for this account alone", async () => {
    const file = await storeFile();
    const store = openStore({ file });
    await take(store, create("a"));
    expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
    for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}.lock`]) {
      expect((await stat(name)).mode & 0o777, name).toBe(0o600);
    }
  });

  it("frees the claims that an ended process left, and leaves back-off alone", async () => {
    const options = { file: await storeFile(), now: () => startMs };
    const first = openStore(options);
    await createdAs(first, "later", waiting(500));
    await take(first, create("claimed"));
    const old = await claimed(first);
    await take(first, create("sending"));
    await sending(first);
    await first.close();
    const second = openStore(options);
    expect(await second.markSending({ ...old, payload: "{}", leaseMs })).toBe(false);
    expect(await second.sweep({ horizonMs: 1e12, issues: [issue] })).toEqual(["sending"]);
    expect(await second.claim({ owner: "next", leaseMs, limit: 9 })).toMatchObject([
      { recordId: "claimed", claimsInARow: 2 },
    ]);
    await second.close();
    expect(await openStore({ ...options, now: () => startMs + 400 }).nextDueInMs()).toBe(0);
  });

  it("counts time by itself, whatever is done to the machine's clock", async () => {
    const store = openStore({ file: await storeFile() });
    await createdAs(store, "a", waiting(1e9));
    const before = (await store.nextDueInMs()) ?? 0;
    const wallClock = Date.now;
    Date.now = () => wallClock() + 1e9;
    try {
      expect((await store.nextDueInMs()) ?? 0).toBeGreaterThan(before - 60_000);
    } finally {
      Date.now = wallClock;
    }
  });

  it("refuses a file that another relay uses, and opens it once that one is closed", async () => {
    const file = await storeFile();
    const first = openLibsqlStore({ file });
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ code: "store-open", reason: "in-use" }));
    await first.close();
    await openLibsqlStore({ file }).close();
  });

  it("keeps other processes out also after this one has tried to open its own file again", async () => {
    const file = await storeFile();
    openStore({ file });
    const isLocked = () => {
      const lock = new URL(`file://${file}.lock`).href;
      const script = `const D = require("libsql"); const d = new D(${JSON.stringify(lock)}); d.exec("begin exclusive");`;
      return spawnSync(process.execPath, ["-e", script], { cwd: packageFolder }).status !== 0;
    };
    expect(isLocked()).toBe(true);
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "in-use" }));
    await openLibsqlStore({ file, beside: true }).close();
    expect(isLocked()).toBe(true);
  });

  it("works beside a relay without taking anything from it", async () => {
    const file = await storeFile();
    const relay = openStore({ file });
    await take(relay, create("a"));
    const claim = await claimed(relay);
    const beside = openStore({ file, beside: true });
    await beside.addToken(token("t1"));
    expect(await beside.find("a")).toMatchObject({ state: "waiting" });
    expect(await dueIds(beside)).toEqual([]);
    await beside.close();
    expect(await relay.findToken("t1")).toEqual(token("t1"));
    expect(await relay.markSending({ ...claim, payload: "{}", leaseMs })).toBe(true);
  });

  it("opens alone what is to work beside a relay while there is none", async () => {
    const file = await storeFile();
    const alone = openStore({ file, beside: true });
    await alone.addToken(token("t1"));
    await alone.close();
    expect(await openStore({ file }).findToken("t1")).toEqual(token("t1"));
  });

  it("does not work beside a relay of another release", async () => {
    const file = await storeFile();
    openStore({ file });
    withDatabase(file, (database) => database.exec("pragma user_version = 1"));
    expect(() => openLibsqlStore({ file, beside: true })).toThrow(expect.objectContaining({ reason: "in-use" }));
    withDatabase(file, (database) => database.exec("pragma user_version = 999999"));
    expect(() => openLibsqlStore({ file, beside: true })).toThrow(expect.objectContaining({ reason: "newer" }));
  });

  it("refuses a file that is not a store", async () => {
    const file = await storeFile();
    await mkdir(dirname(file));
    await writeFile(file, "not a database ".repeat(1000));
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "damaged" }));
  });

  it("refuses a store with a damaged page, and lets go of it", async () => {
    const file = await storeFile();
    const store = openLibsqlStore({ file });
    const body = "x".repeat(20_000);
    await Promise.all(Array.from({ length: 50 }, (_, index) => take(store, create(`id-${index}`, { body }))));
    await store.close();
    const handle = await open(file, "r+");
    const { size } = await handle.stat();
    for (let page = 60; page * 4096 < size; page += 2)
      await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, page * 4096);
    await handle.close();
    for (let round = 0; round < 2; round += 1) {
      expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "damaged" }));
    }
  });

  it("names a folder that cannot be made", async () => {
    const file = await storeFile();
    await writeFile(dirname(file), "a file where the folder should be");
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "unreadable" }));
  });

  it("opens a copy made while it was in use, with everything that was answered by then", async () => {
    const file = await storeFile();
    const store = openStore({ file });
    await Promise.all(Array.from({ length: 20 }, (_, index) => take(store, create(`id-${index}`))));
    const copy = `${file}.copy`;
    withDatabase(file, (database) => database.prepare("vacuum into $1").run({ 1: copy }));
    const restored = openStore({ file: copy });
    expect((await statusOf(restored, "id-19")).state).toBe("waiting");
    expect((await restored.count()).states.waiting).toBe(20);
  });
});
