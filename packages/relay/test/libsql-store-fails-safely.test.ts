import Database from "libsql";
import { describe, expect, it } from "vitest";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { plainSealer, type Sealer } from "../src/store/sealer.ts";
import { openStore, storeFile } from "./libsql-file.ts";
import { create, dueIds, exampleSealer, exported, take, token } from "./store-conformance/store-under-test.ts";

/** Opens a store whose databases the test can reach. */
async function reachable(
  change: (database: Database.Database) => void = () => {},
  sealer: Sealer = plainSealer,
  file?: string,
) {
  const databases: Database.Database[] = [];
  const store = openStore({
    file: file ?? (await storeFile()),
    sealer,
    open: (path) => {
      const database = new Database(path);
      change(database);
      databases.push(database);
      return database;
    },
  });
  return { store, databases };
}

/** Lets a statement fail the next time, as a disk does. */
function failOnce(database: Database.Database | undefined, statement: string): void {
  if (database === undefined) throw new TypeError("There is no database.");
  const exec = database.exec.bind(database);
  database.exec = (sql) => {
    if (sql !== statement) return exec(sql);
    database.exec = exec;
    throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_FSYNC" });
  };
}

describe("a libsql store", () => {
  it("answers only once the transaction that holds the record is durable", async () => {
    const { store, databases } = await reachable();
    const [database] = databases;
    if (database === undefined) throw new TypeError("There is no database.");
    const seen: string[] = [];
    const exec = database.exec.bind(database);
    database.exec = (sql) => {
      const done = exec(sql);
      seen.push(sql);
      return done;
    };
    const answers = Array.from({ length: 30 }, (_, index) =>
      take(store, create(`id-${index}`)).then(() => seen.push("answer")),
    );
    await Promise.all(answers);
    expect(seen).toEqual(["begin immediate", "commit", ...Array(30).fill("answer")]);
  });

  it("keeps nothing of a group that the disk refused, and works again when it has room", async () => {
    const { store, databases } = await reachable();
    await take(store, create("before"));
    databases[0]?.exec("pragma max_page_count = 45");
    const body = "x".repeat(200_000);
    const refused = await Promise.allSettled([
      store.take(create("small")),
      store.take(create("large-1", { body })),
      store.take(create("large-2", { body })),
    ]);
    for (const result of refused) {
      expect(result).toMatchObject({ status: "rejected", reason: { code: "store-unavailable", reason: "full" } });
    }
    expect(await store.find("small")).toBeUndefined();
    expect(await store.find("before")).toMatchObject({ state: "waiting" });
    databases[0]?.exec("pragma max_page_count = 100000");
    await take(store, create("large-1", { body }));
    expect(databases).toHaveLength(1);
  });

  it("answers nothing after a wait for the disk that failed, until the file was opened and checked anew", async () => {
    let canOpen = true;
    const { store, databases } = await reachable(() => {
      if (!canOpen) throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR" });
    });
    await take(store, create("before"));
    failOnce(databases[0], "commit");
    canOpen = false;
    const unavailable = { code: "store-unavailable", reason: "failed" };
    await expect(store.take(create("a"))).rejects.toMatchObject(unavailable);
    await expect(store.take(create("a"))).rejects.toMatchObject(unavailable);
    await expect(store.check()).rejects.toMatchObject(unavailable);
    expect(databases).toHaveLength(1);
    canOpen = true;
    expect(await store.find("a")).toBeUndefined();
    await store.check();
    await take(store, create("a"));
    expect(databases).toHaveLength(2);
    expect(await exported(store)).toHaveLength(2);
  });

  it("does not serve a file again that a failed write has damaged", async () => {
    let isDamaged = false;
    const { store, databases } = await reachable((database) => {
      if (!isDamaged) return;
      const prepare = database.prepare.bind(database);
      database.prepare = (sql: string) =>
        prepare(sql.startsWith("pragma integrity_check") ? "select 'row 1 missing' as integrity_check" : sql);
    });
    failOnce(databases[0], "commit");
    isDamaged = true;
    for (const id of ["a", "b"]) {
      await expect(store.take(create(id))).rejects.toMatchObject({ code: "store-unavailable", reason: "failed" });
    }
    await expect(store.find("a")).rejects.toMatchObject({ code: "store-unavailable" });
  });

  it("does not free its own claims when it opens the file again", async () => {
    const { store, databases } = await reachable();
    await take(store, create("a"));
    const claims = await store.claim({ owner: "relay-1", leaseMs: 60_000, limit: 1 });
    failOnce(databases[0], "commit");
    await expect(store.check()).rejects.toThrow();
    const [claim] = claims;
    if (claim === undefined) throw new TypeError("Nothing was due.");
    expect(await store.markSending({ ...claim, payload: "{}", leaseMs: 60_000 })).toBe(true);
  });

  it("gives the claims that open although the disk fails right after, and parks the one that does not with them", async () => {
    const sealer = exampleSealer("k1");
    const { store, databases } = await reachable(() => {}, {
      ...sealer,
      seal: (text, place) => sealer.seal(text, place.replace("a/1/body", "elsewhere")),
    });
    for (const id of ["a", "b", "c"]) await take(store, create(id));
    const [database] = databases;
    if (database === undefined) throw new TypeError("There is no database.");
    const exec = database.exec.bind(database);
    let commits = 0;
    database.exec = (sql) => {
      if (sql === "commit") commits += 1;
      if (commits > 1) throw Object.assign(new Error("disk I/O error"), { code: "SQLITE_IOERR_FSYNC" });
      return exec(sql);
    };
    expect(await dueIds(store)).toEqual(["b", "c"]);
    database.exec = exec;
    expect(await store.find("a")).toMatchObject({ state: "parked", issues: [{ rule: "sealed-content" }] });
  });

  it("seals again what a failed write kept from being sealed with the newest key", async () => {
    const file = await storeFile();
    const before = openLibsqlStore({ file, sealer: exampleSealer("old") });
    for (let index = 0; index < 120; index += 1) await take(before, create(`id-${index}`));
    await before.close();
    const { store, databases } = await reachable(() => {}, exampleSealer("new", "old"), file);
    failOnce(databases[0], "commit");
    await expect(store.resealContent(200)).rejects.toMatchObject({ code: "store-unavailable" });
    while ((await store.resealContent(200)) > 0);
    await store.close();
    const after = openStore({ file, sealer: exampleSealer("new") });
    for (let index = 0; index < 120; index += 1) expect(await after.read(`id-${index}`)).toMatchObject({ revision: 1 });
  });

  it("carries out the rest of a group in which one piece of work throws", async () => {
    const { store } = await reachable();
    await take(store, create("a"));
    const [entry] = await exported(store);
    if (entry?.type !== "record") throw new TypeError("There is no record.");
    const results = await Promise.allSettled([
      take(store, create("b")),
      store.import([
        { type: "token", token: token("t1") },
        { ...entry, organisation: "Z09" },
      ]),
      take(store, create("c")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await store.tokens()).toEqual([]);
    expect((await store.count()).states.waiting).toBe(3);
  });

  it("finishes what is under way before it closes, and takes nothing after", async () => {
    const file = await storeFile();
    const store = openStore({ file });
    const answers = Array.from({ length: 600 }, (_, index) => store.take(create(`id-${index}`)));
    await store.close();
    expect(new Set((await Promise.all(answers)).map(({ outcome }) => outcome))).toEqual(new Set(["stored"]));
    await expect(store.take(create("late"))).rejects.toThrow("closed");
    await store.close();
    expect((await openStore({ file }).count()).states.waiting).toBe(600);
  });
});
