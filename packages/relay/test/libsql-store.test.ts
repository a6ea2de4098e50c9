import { mkdir, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { describeStore, submission } from "./store-conformance.ts";

describeStore("openLibsqlStore, as every store", async () => {
  const folder = await mkdtemp(join(tmpdir(), "relay-store-"));
  return {
    open: async () => openLibsqlStore({ file: join(folder, "relay.db") }),
    remove: () => rm(folder, { recursive: true }),
  };
});

describe("openLibsqlStore", () => {
  async function storeFile(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "relay-store-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    return join(folder, "deeper", "relay.db");
  }

  it("waits for the disk: write-ahead log with full synchronisation", async () => {
    let database: Database.Database | undefined;
    const store = openLibsqlStore({
      file: await storeFile(),
      open: (path) => {
        database = new Database(path);
        return database;
      },
    });
    expect(database?.prepare("pragma journal_mode").all()).toEqual([{ journal_mode: "wal" }]);
    expect(database?.prepare("pragma synchronous").all()).toEqual([{ synchronous: 2 }]);
    await store.close();
  });

  it("frees the claims that an ended process left, and leaves back-off alone", async () => {
    const file = await storeFile();
    const first = openLibsqlStore({ file });
    for (const id of ["claimed", "sending", "later"]) {
      await first.insert(submission(id));
      const [claim] = await first.claim({ nowMs: 10, leaseMs: 1e9, limit: 1 });
      const held = { id, fence: claim?.fence ?? 0 };
      if (id === "claimed") continue;
      await first.markSending({ ...held, payload: "{}", nowMs: 10, leaseMs: 1e9 });
      if (id === "later") await first.settle({ ...held, settlement: { state: "waiting", dueAtMs: 500, issues: [] } });
    }
    await first.close();
    const second = openLibsqlStore({ file });
    expect(await second.sweep({ nowMs: 11, horizonMs: 1e12, issues: [] })).toEqual(["sending"]);
    expect((await second.claim({ nowMs: 11, leaseMs: 1000, limit: 9 })).map(({ id }) => id)).toEqual(["claimed"]);
    expect(await second.nextDueAtMs()).toBe(500);
    await second.close();
  });

  it("refuses a file that another relay uses, and opens it once that one is closed", async () => {
    const file = await storeFile();
    const first = openLibsqlStore({ file });
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ code: "store-open", reason: "in-use" }));
    await first.close();
    await openLibsqlStore({ file }).close();
  });

  it("refuses a file that is not a store", async () => {
    const file = await storeFile();
    await mkdir(dirname(file));
    await writeFile(file, "not a database ".repeat(1000));
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "damaged" }));
  });

  it("refuses a store with a damaged page", async () => {
    const file = await storeFile();
    const store = openLibsqlStore({ file });
    const body = "x".repeat(20_000);
    await Promise.all(Array.from({ length: 50 }, (_, index) => store.insert(submission(`id-${index}`, { body }))));
    await store.close();
    const raw = new Database(file);
    const [size] = raw.prepare("pragma page_count").all() as { page_count: number }[];
    raw.close();
    const handle = await open(file, "r+");
    for (let page = 3; page < (size?.page_count ?? 0); page += 2)
      await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, page * 4096);
    await handle.close();
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "damaged" }));
  });

  it("refuses a store that a newer release wrote", async () => {
    const file = await storeFile();
    await openLibsqlStore({ file }).close();
    const raw = new Database(file);
    raw.exec("pragma user_version = 999999");
    raw.close();
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "newer" }));
  });

  it("names a folder that cannot be made", async () => {
    const file = await storeFile();
    await writeFile(dirname(file), "a file where the folder should be");
    expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "unreadable" }));
  });

  it("keeps nothing of a group that the disk refused, and works again when it has room", async () => {
    let database: Database.Database | undefined;
    const store = openLibsqlStore({
      file: await storeFile(),
      open: (path) => {
        database = new Database(path);
        return database;
      },
    });
    await store.insert(submission("before"));
    database?.exec("pragma max_page_count = 8");
    const body = "x".repeat(30_000);
    const refused = await Promise.allSettled([
      store.insert(submission("small")),
      store.insert(submission("large-1", { body })),
      store.insert(submission("large-2", { body })),
    ]);
    for (const result of refused) {
      expect(result).toMatchObject({ status: "rejected", reason: { code: "store-unavailable", reason: "full" } });
    }
    expect(await store.find("small", "Z01")).toBeUndefined();
    expect(await store.find("before", "Z01")).toMatchObject({ state: "waiting" });
    database?.exec("pragma max_page_count = 100000");
    expect(await store.insert(submission("large-1", { body }))).toMatchObject({ outcome: "stored" });
    await store.close();
  });

  it("opens and checks the file again after a write that failed for another reason", async () => {
    const opened: Database.Database[] = [];
    const store = openLibsqlStore({
      file: await storeFile(),
      open: (path) => {
        const database = new Database(path);
        opened.push(database);
        return database;
      },
    });
    opened[0]?.exec("pragma query_only = on");
    await expect(store.insert(submission("a"))).rejects.toMatchObject({ code: "store-unavailable", reason: "failed" });
    expect(await store.insert(submission("a"))).toMatchObject({ outcome: "stored" });
    expect(opened).toHaveLength(2);
    await store.close();
  });
});
