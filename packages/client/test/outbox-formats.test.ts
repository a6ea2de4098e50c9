import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { createRelayClient, type OutboxEntry, type OutboxStorage, openIndexedDbStore } from "@digital-factors/client";
import { beforeEach, describe, expect, it } from "vitest";
import { openStoreOfFormat } from "../src/outbox/indexeddb-store.ts";
import { type FormatStep, formatSteps } from "../src/outbox/outbox-format.ts";
import { eventually } from "./eventually.ts";
import { recordOf } from "./records.ts";

/** A database, written out: what a release left on a device. Frozen; a new format gets a file of its own. */
interface Dump {
  readonly version: number;
  readonly stores: Readonly<
    Record<
      string,
      {
        readonly keyPath: string | null;
        readonly autoIncrement: boolean;
        readonly indexes: Readonly<Record<string, { readonly keyPath: string; readonly unique: boolean }>>;
        readonly rows: readonly { readonly key: IDBValidKey; readonly value: unknown }[];
      }
    >
  >;
}

const format1: Dump = JSON.parse(readFileSync(new URL("outbox-format-1.json", import.meta.url), "utf8"));

let databases = 0;
let name = "";
beforeEach(() => {
  databases += 1;
  name = `format-${databases}`;
});

function settled<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Writes a dump with the browser's own interface and nothing of ours. */
async function write({ version, stores }: Dump): Promise<void> {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const [store, { keyPath, autoIncrement, indexes, rows }] of Object.entries(stores)) {
      const made = opening.result.createObjectStore(store, { keyPath, autoIncrement });
      for (const [index, { keyPath: path, unique }] of Object.entries(indexes))
        made.createIndex(index, path, { unique });
      for (const { key, value } of rows) keyPath === null ? made.put(value, key) : made.put(value);
    }
  };
  (await settled(opening)).close();
}

async function read(): Promise<Dump> {
  const database = await settled(indexedDB.open(name));
  const stores: Record<string, Dump["stores"][string]> = {};
  for (const each of [...database.objectStoreNames].sort()) {
    const store = database.transaction(each).objectStore(each);
    const [keys, values] = [await settled(store.getAllKeys()), await settled(store.getAll())];
    stores[each] = {
      keyPath: store.keyPath as string | null,
      autoIncrement: store.autoIncrement,
      indexes: Object.fromEntries(
        [...store.indexNames].map((index) => {
          const { keyPath, unique } = store.index(index);
          return [index, { keyPath: keyPath as string, unique }];
        }),
      ),
      rows: keys.map((key, row) => ({ key, value: values[row] as unknown })),
    };
  }
  const { version } = database;
  database.close();
  return { version, stores };
}

const entriesOf = ({ stores }: Dump) =>
  (stores.entries?.rows ?? []).map(({ value }) => {
    const { sequence: _, ...entry } = value as OutboxEntry & { sequence: number };
    return entry;
  });

/** A format that does not exist: each entry says who wrote it, and the index has another name. */
const formats2: readonly FormatStep[] = [
  ...formatSteps,
  async (_, transaction) => {
    const entries = transaction.objectStore("entries");
    for (const entry of await entries.getAll()) await entries.put({ ...entry, writtenBy: "2" } as typeof entry);
  },
];

const acceptAll: typeof globalThis.fetch = async (_, init) => {
  const id = new Headers(init?.headers).get("idempotency-key");
  return Response.json({ id, receivedAt: "2026-03-02T09:20:01.000Z", state: "waiting" }, { status: 202 });
};

describe("the stored outbox of format 1", () => {
  it("is what this release writes, byte for byte", async () => {
    const outbox = openIndexedDbStore({ name });
    for (const entry of entriesOf(format1)) await outbox.add(entry);
    await outbox.updateGate((gate) => ({ ...gate, failures: 2, pausedUntilMs: 1_772_443_203_000 }));
    await outbox.close();
    expect(JSON.stringify(await read())).toBe(JSON.stringify(format1));
  });

  it("is opened by this release, with every entry in its state and order", async () => {
    await write(format1);
    const outbox = openIndexedDbStore({ name });
    expect(await outbox.list()).toEqual(entriesOf(format1));
    expect((await outbox.updateGate((gate) => gate)).failures).toBe(2);
    await outbox.close();
  });

  it("is delivered by this release: what waits is sent with the bytes it was stored with", async () => {
    await write(format1);
    const outbox = openIndexedDbStore({ name });
    const sent: string[] = [];
    const fetch: typeof acceptAll = async (url, init) => {
      sent.push(String(init?.body));
      return await acceptAll(url, init);
    };
    const client = createRelayClient({ baseUrl: "http://relay.test", outbox, fetch });
    client.start();
    const states = async () => (await client.list()).map(({ state }) => state);
    await eventually(states).toEqual(["accepted", "accepted", "accepted", "rejected", "expired"]);
    expect(sent).toEqual(
      entriesOf(format1)
        .filter(({ state }) => state === "waiting" || state === "sending")
        .map(({ body }) => body),
    );
    await client.stop();
    await outbox.close();
  });
});

describe("an upgrade to a next format", () => {
  it("keeps every entry in its state and order, and new ones come after them", async () => {
    await write(format1);
    const outbox = openStoreOfFormat({ name }, formats2);
    expect(await outbox.list()).toEqual(entriesOf(format1).map((entry) => ({ ...entry, writtenBy: "2" })));
    const [first] = entriesOf(format1);
    if (first === undefined) throw new Error("Format 1 has no entry.");
    await outbox.add({ ...first, id: "another" });
    expect((await outbox.list()).at(-1)?.id).toBe("another");
    await outbox.close();
    expect((await read()).version).toBe(2);
  });

  it("starts a new database with all its steps", async () => {
    const outbox = openStoreOfFormat({ name }, formats2);
    expect(await outbox.list()).toEqual([]);
    await outbox.close();
    expect((await read()).version).toBe(2);
  });

  it("that fails half way changes nothing, and says so by rejecting", async () => {
    await write(format1);
    const broken: readonly FormatStep[] = [
      ...formatSteps,
      async (_, transaction) => {
        await transaction.objectStore("entries").clear();
        throw new RangeError("on purpose");
      },
    ];
    await expect(openStoreOfFormat({ name }, broken).list()).rejects.toThrow();
    expect(JSON.stringify(await read())).toBe(JSON.stringify(format1));
  });

  it("waits for no tab of the older release: that one gives way", async () => {
    await write(format1);
    const older = openIndexedDbStore({ name });
    await older.list();
    const newer = openStoreOfFormat({ name }, formats2);
    expect(await newer.list()).toHaveLength(entriesOf(format1).length);
    await newer.close();
  });
});

describe("a release that is older than the stored outbox, after a roll-back", () => {
  it("leaves it untouched, says so, and sends new reports directly; the newer one then finds all of it", async () => {
    await write(format1);
    const newer = openStoreOfFormat({ name }, formats2);
    const before = await newer.list();
    await newer.close();
    const bytes = JSON.stringify(await read());

    const outbox = openIndexedDbStore({ name });
    const told: OutboxStorage[] = [];
    const client = createRelayClient({ baseUrl: "http://relay.test", outbox, fetch: acceptAll });
    client.subscribe((_, storage) => told.push(storage));
    await eventually(() => told.at(-1)).toBe("newer");
    expect(await client.submit(recordOf(9))).toMatchObject({ isStored: false, state: "accepted" });
    expect(told.at(-1)).toBe("newer");
    await client.stop();
    await outbox.close();

    expect(JSON.stringify(await read())).toBe(bytes);
    const again = openStoreOfFormat({ name }, formats2);
    expect(await again.list()).toEqual(before);
    await again.close();
  });
});

describe("an entry with a field that this release does not know", () => {
  it("keeps the field through a delivery", async () => {
    const outbox = openIndexedDbStore({ name });
    const [entry] = entriesOf(format1);
    if (entry === undefined) throw new Error("Format 1 has no entry.");
    await outbox.add({ ...entry, later: "kept" } as OutboxEntry);
    const client = createRelayClient({ baseUrl: "http://relay.test", outbox, fetch: acceptAll });
    client.start();
    await eventually(async () => (await outbox.get(entry.id))?.state).toBe("accepted");
    expect(await outbox.get(entry.id)).toMatchObject({ later: "kept" });
    await client.stop();
    await outbox.close();
  });
});
