import { randomBytes, randomUUID } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { resealAll } from "../src/encryption/reseal.ts";
import { createSealer } from "../src/encryption/sealer.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import type { NewOperation } from "../src/store/record-store.ts";
import type { Sealer } from "../src/store/sealer.ts";
import type { Store } from "../src/store/store.ts";
import { answerTexts, exampleRecord } from "./example-record.ts";
import { emptyFolder } from "./running-relay.ts";

const older = { id: "2026-01", key: randomBytes(32) };
const newer = { id: "2026-02", key: randomBytes(32) };
/** A guess at a whole record could be tested with it. */
const fingerprint = "f".repeat(64);
/** What LFPSE says can repeat what was sent. */
const refusal = "LFPSE repeats ExampleMeds";

function opened(file: string, sealer: Sealer): Store {
  const store = openLibsqlStore({ file, sealer });
  onTestFinished(() => store.close());
  return store;
}

function create(): NewOperation {
  const id = randomUUID();
  return {
    recordId: id,
    organisation: "Z01",
    kind: "create",
    key: id,
    fingerprint,
    body: JSON.stringify({ record: exampleRecord({ id }) }),
    receipt: JSON.stringify({ id, state: "waiting" }),
    receivedAtMs: Date.parse("2026-01-31T15:00:00Z"),
    actor: "token:a1b2c3d4",
    isYellowCardMissing: false,
  };
}

/** Takes a record through everything that keeps content: stored, sent, refused. Returns its id. */
async function kept(store: Store): Promise<NewOperation> {
  const operation = create();
  await store.take(operation);
  const [claim] = await store.claim({ owner: "relay-1", leaseMs: 60_000, limit: 1 });
  if (claim === undefined) throw new Error("There is nothing to claim.");
  const { recordId, sequence, fence } = claim;
  await store.markSending({ recordId, sequence, fence, payload: claim.body, leaseMs: 60_000 });
  const issues = [{ severity: "error", code: "value", rule: "lfpse", message: refusal }] as const;
  await store.settle({ recordId, sequence, fence, settlement: { state: "rejected", issues } });
  return operation;
}

/** Returns which of the texts are in any file of the folder, and how many files were looked at. */
async function textsIn(folder: string): Promise<{ readonly files: number; readonly found: readonly string[] }> {
  const names = await readdir(folder);
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const found = [...answerTexts, refusal, "description", fingerprint].filter((text) =>
    contents.some((bytes) => bytes.includes(text)),
  );
  return { files: names.length, found };
}

describe("a relay's store that was stolen", { timeout: 30_000 }, () => {
  it("shows no answer in any byte of its files, in use or closed, nor in a backup", async () => {
    const folder = await emptyFolder();
    const store = opened(join(folder, "relay.db"), createSealer([older]));
    const operations = [await kept(store), await kept(store), await kept(store)];
    const inUse = await textsIn(folder);
    expect(inUse.files).toBeGreaterThanOrEqual(2);
    expect(inUse.found).toEqual([]);
    const backups = await emptyFolder();
    const backup = new Database(join(folder, "relay.db"), { readonly: true });
    backup.prepare("vacuum into ?").run(join(backups, "backup.db"));
    backup.close();
    await store.close();
    expect((await textsIn(folder)).found).toEqual([]);
    expect(await textsIn(backups)).toEqual({ files: 1, found: [] });

    const again = opened(join(backups, "backup.db"), createSealer([older]));
    for (const { recordId, body } of operations) {
      expect((await again.read(recordId, "Z01"))?.body).toBe(body);
      expect((await again.find(recordId, "Z01"))?.issues).toMatchObject([{ message: refusal }]);
    }
  });

  it("would show the answers if nothing were sealed", async () => {
    const folder = await emptyFolder();
    await kept(opened(join(folder, "relay.db"), createSealer([])));
    expect((await textsIn(folder)).found).toEqual([...answerTexts, refusal, "description", fingerprint]);
  });

  it("opens with no other key, and says which one is missing", async () => {
    const file = join(await emptyFolder(), "relay.db");
    const store = opened(file, createSealer([older]));
    const { recordId } = await kept(store);
    await store.close();
    const other = opened(file, createSealer([newer]));
    await expect(other.read(recordId, "Z01")).rejects.toMatchObject({ name: "SealError", reason: "unknown-key" });
  });

  it("opens with both keys while they are replaced, and with the new one alone once all is sealed anew", async () => {
    const file = join(await emptyFolder(), "relay.db");
    const before = opened(file, createSealer([older]));
    const operations: NewOperation[] = [];
    for (let count = 0; count < 5; count += 1) operations.push(await kept(before));
    await before.close();

    const both = opened(file, createSealer([newer, older]));
    const progress: number[] = [];
    operations.push(await kept(both));
    const sealed = await resealAll(both, (count) => progress.push(count));
    expect(sealed).toBe(20);
    expect(progress.at(-1)).toBe(20);
    expect(await resealAll(both)).toBe(0);
    await both.close();

    const after = opened(file, createSealer([newer], { refusePlain: true }));
    for (const { recordId, body } of operations) {
      expect((await after.read(recordId, "Z01"))?.body).toBe(body);
      expect((await after.find(recordId, "Z01"))?.issues).toMatchObject([{ message: refusal }]);
    }
  });

  it("is sealed after the fact if it was kept in clear before", async () => {
    const folder = await emptyFolder();
    const file = join(folder, "relay.db");
    const clear = opened(file, createSealer([]));
    const { recordId, body } = await kept(clear);
    await clear.close();
    const store = opened(file, createSealer([newer]));
    expect((await store.read(recordId, "Z01"))?.body).toBe(body);
    expect(await resealAll(store)).toBe(4);
    await store.close();
    expect((await textsIn(folder)).found).toEqual([]);
    const strict = opened(file, createSealer([newer], { refusePlain: true }));
    expect((await strict.read(recordId, "Z01"))?.body).toBe(body);
  });

  it("can be read by no other account of the machine", async () => {
    const folder = join(await emptyFolder(), "new");
    const store = opened(join(folder, "relay.db"), createSealer([older]));
    await kept(store);
    const names = await readdir(folder);
    const modes = await Promise.all([".", ...names].map(async (name) => (await stat(join(folder, name))).mode & 0o077));
    expect(modes).toEqual(modes.map(() => 0));
  });

  it.each([
    ["sealed", [older], []],
    // The hash tells a repeat years later, and without a key it is in clear.
    ["in clear", [], [fingerprint]],
  ] as const)("shows nothing of what retention removed that was kept %s", async (_, keys, left) => {
    const folder = await emptyFolder();
    const store = opened(join(folder, "relay.db"), createSealer(keys));
    await store.take(create());
    const [claim] = await store.claim({ owner: "relay-1", leaseMs: 60_000, limit: 1 });
    if (claim === undefined) throw new Error("There is nothing to claim.");
    const { recordId, sequence, fence } = claim;
    await store.markSending({ recordId, sequence, fence, payload: claim.body, leaseMs: 60_000 });
    await store.settle({ recordId, sequence, fence, settlement: { state: "accepted", lfpse: { id: "example-1" } } });
    expect(await store.removeContent({ afterMs: 0, limit: 10 })).toHaveLength(1);
    await store.close();
    expect((await textsIn(folder)).found).toEqual(left);
  });

  it("gives away no record by swapping the content of two rows", async () => {
    const file = join(await emptyFolder(), "relay.db");
    const store = opened(file, createSealer([older]));
    const [mine, other] = [await kept(store), await kept(store)];
    await store.close();
    const rows = new Database(file);
    rows
      .prepare("update operations set body = (select body from operations where record_id = ?) where record_id = ?")
      .run(other.recordId, mine.recordId);
    rows.close();
    const again = opened(file, createSealer([older]));
    await expect(again.read(mine.recordId, "Z01")).rejects.toMatchObject({ name: "SealError", reason: "changed" });
    expect((await again.read(other.recordId, "Z01"))?.body).toBe(other.body);
  });
});
