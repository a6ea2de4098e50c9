import { randomBytes } from "node:crypto";
import { appendFile, open, readFile, stat } from "node:fs/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSealer } from "../src/encryption/sealer.ts";
import { readDamagedStore } from "../src/store/libsql/damaged-store.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import type { Store } from "../src/store/store.ts";
import type { TransferEntry } from "../src/store/transfer-store.ts";
import { checkFile } from "../src/transfer/import-file.ts";
import { writeExport } from "../src/transfer/write-export.ts";
import { openStore, storeFile, withDatabase } from "./libsql-file.ts";
import {
  accepted,
  create,
  createdAs,
  exampleSealer,
  exported,
  startMs,
  statusOf,
  take,
  token,
  update,
} from "./store-conformance/store-under-test.ts";

const pageBytes = 4096;

/** Makes a store with `count` records, a token and an entry of the audit log; returns all that is in it. */
async function filled(file: string, count: number, fill: (store: Store, id: string) => Promise<unknown> = reported) {
  const store = openLibsqlStore({ file, sealer: exampleSealer("k1") });
  for (let index = 0; index < count; index += 1) await fill(store, `id-${String(index).padStart(4, "0")}`);
  await store.addToken(token("t1"));
  await store.audit({ atMs: startMs, actor: "system", action: "export" });
  const entries = await exported(store);
  await store.close();
  return entries;
}

async function reported(store: Store, id: string): Promise<void> {
  await take(store, create(id, { body: JSON.stringify({ text: "x".repeat(500) }) }));
  await take(store, update(id, `update of ${id}`, { body: JSON.stringify({ text: "y".repeat(500) }) }));
}

/** Returns the number of the first page of each of these tables or indexes. */
function rootPages(file: string): Map<string, number> {
  const rows = withDatabase(file, (database) => database.prepare("select name, rootpage from sqlite_schema").all()) as {
    readonly name: string;
    readonly rootpage: number;
  }[];
  return new Map(rows.map(({ name, rootpage }) => [name, rootpage]));
}

async function breakPages(file: string, pages: readonly number[]): Promise<void> {
  const handle = await open(file, "r+");
  for (const page of pages) await handle.write(Buffer.alloc(pageBytes, 0xff), 0, pageBytes, (page - 1) * pageBytes);
  await handle.close();
  expect(() => openLibsqlStore({ file })).toThrow(expect.objectContaining({ reason: "damaged" }));
}

function saved(file: string) {
  const store = readDamagedStore(file, exampleSealer("k1"));
  const entries = [...store.entries()];
  const counts = { read: store.read(), skipped: store.skipped() };
  store.close();
  return { entries, counts };
}

function idOf(entry: TransferEntry): string {
  return entry.type === "record" ? entry.id : entry.type;
}

describe("readDamagedStore", () => {
  it("gives everything of a store that is whole", async () => {
    const file = await storeFile();
    const before = await filled(file, 30);
    const { entries, counts } = saved(file);
    expect(entries.sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1))).toEqual(
      before.sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1)),
    );
    expect(counts).toEqual({ read: 32, skipped: 0 });
  });

  it("gives everything where only indexes are broken", async () => {
    const file = await storeFile();
    const before = await filled(file, 200);
    const roots = rootPages(file);
    const indexes = [...roots].filter(([name]) =>
      /^(sqlite_autoindex_(records|operations)|records_|operations_)/.test(name),
    );
    expect(indexes.length).toBeGreaterThan(8);
    await breakPages(
      file,
      indexes.map(([, page]) => page),
    );
    const { entries, counts } = saved(file);
    expect(counts).toEqual({ read: before.length, skipped: 0 });
    expect(new Map(entries.map((entry) => [idOf(entry), entry]))).toEqual(
      new Map(before.map((entry) => [idOf(entry), entry])),
    );
  });

  it("gives what is not on a broken page, unchanged, counts the rest, and writes nothing", {
    timeout: 60_000,
  }, async () => {
    const file = await storeFile();
    const before = new Map((await filled(file, 300)).map((entry) => [idOf(entry), entry]));
    const { size } = await stat(file);
    const used = new Set(rootPages(file).values());
    const pages = Array.from({ length: size / pageBytes }, (_, index) => index + 1).filter(
      (page) => page > 1 && !used.has(page),
    );
    await breakPages(
      file,
      pages.filter((page) => page % 10 === 0),
    );
    const bytes = await readFile(file);
    const { entries, counts } = saved(file);
    expect(counts.read).toBe(entries.length);
    expect(counts.read).toBeGreaterThan(100);
    expect(counts.skipped).toBeGreaterThan(0);
    for (const entry of entries) expect(entry).toEqual(before.get(idOf(entry)));
    expect((await readFile(file)).equals(bytes)).toBe(true);

    const store = openStore({ file: await storeFile(), sealer: exampleSealer("k1") });
    expect(await store.import(entries)).toBe(entries.length);
    const [record] = entries.filter(({ type }) => type === "record");
    expect(await statusOf(store, idOf(record as TransferEntry))).toMatchObject({ state: "waiting", revision: 2 });
  });

  it("keeps that a record was delivered although its content is lost, and leaves out one that still has to be", async () => {
    const file = await storeFile();
    await filled(file, 2, async (store, id) => {
      if (id === "id-0000") await createdAs(store, id, accepted);
      else await take(store, create(id));
    });
    // Content that was changed is found by its seal.
    withDatabase(file, (database) => database.exec("update operations set body = cast('changed' as blob)"));
    const { entries, counts } = saved(file);
    expect(counts).toEqual({ read: 3, skipped: 1 });
    const records = entries.flatMap((entry) => (entry.type === "record" ? [entry] : []));
    expect(records).toMatchObject([{ id: "id-0000", state: "accepted", operations: [{ state: "accepted" }] }]);
    expect(records[0]?.operations[0]?.body).toBeUndefined();
  });

  it.each([
    "update operations set fingerprint = 'sealed:' || substr(fingerprint, 9) where record_id = 'id-0003'",
    "update operations set attempts = -1 where record_id = 'id-0003'",
    "update operations set kind = 'crecte' where record_id = 'id-0003'",
    "update operations set state = 'waitinh' where record_id = 'id-0003'",
    "update records set received_at_ms = -5 where id = 'id-0003'",
    "update tokens set role = 'reportes'",
    "update audit_entries set at_ms = -5",
  ])("leaves out and counts an entry that an import would refuse: %s", async (change) => {
    const file = await storeFile();
    const keys = [{ id: "k1", key: randomBytes(32) }];
    const sealer = createSealer(keys);
    const store = openLibsqlStore({ file, sealer });
    for (let index = 0; index < 6; index += 1) await reported(store, `id-000${index}`);
    await store.addToken(token("t1"));
    await store.audit({ atMs: startMs, actor: "system", action: "export" });
    await store.close();
    withDatabase(file, (database) => database.exec(`pragma ignore_check_constraints = on; ${change}`));
    const damaged = readDamagedStore(file, sealer);
    onTestFinished(() => damaged.close());
    const out = `${file}.ndjson`;
    const write = (bytes: Buffer) => appendFile(out, bytes);
    const counts = await writeExport(damaged.entries(), { source: "damaged-store", nowMs: startMs, write });
    expect({ read: damaged.read(), skipped: damaged.skipped() }).toEqual({ read: 7, skipped: 1 });
    expect(await checkFile(out, sealer)).toEqual({ source: "damaged-store", counts });
  });

  it("refuses a file that is no database, and one of another release", async () => {
    const file = await storeFile();
    await openLibsqlStore({ file }).close();
    withDatabase(file, (database) => database.exec("pragma user_version = 1"));
    expect(() => readDamagedStore(file)).toThrow(expect.objectContaining({ reason: "unreadable" }));
    withDatabase(file, (database) => database.exec("pragma user_version = 999999"));
    expect(() => readDamagedStore(file)).toThrow(expect.objectContaining({ reason: "newer" }));
    const other = await storeFile();
    await openLibsqlStore({ file: other }).close();
    await breakPages(other, [1]);
    expect(() => readDamagedStore(other)).toThrow(expect.objectContaining({ reason: "damaged" }));
    expect(() => readDamagedStore(`${other}.absent`)).toThrow(expect.objectContaining({ reason: "unreadable" }));
  });
});
