import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createSealer } from "../encryption/sealer.ts";
import { openLibsqlStore } from "../store/libsql/libsql-store.ts";
import type { NewOperation } from "../store/record-store.ts";
import { writeDurably } from "./durable-file.ts";
import { checkFile, importFile } from "./import-file.ts";
import { writeExport } from "./write-export.ts";

const keys = [{ id: "example", key: randomBytes(32) }];
const strict = createSealer(keys, { refusePlain: true });
const create: NewOperation = {
  recordId: "a",
  organisation: "Z01",
  kind: "create",
  key: "a",
  fingerprint: "f",
  body: "{}",
  receipt: "{}",
  receivedAtMs: 1,
  actor: "token:example",
  isYellowCardMissing: false,
};

async function folderOfTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "relay-import-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Exports a store in which a create waits or is sending. */
async function exportOf(folder: string, state: "waiting" | "sending"): Promise<string> {
  const store = openLibsqlStore({ file: join(folder, "from.db"), sealer: strict });
  await store.take(create);
  if (state === "sending") {
    const [claim] = await store.claim({ owner: "a test", leaseMs: 60_000, limit: 1 });
    if (claim !== undefined) await store.markSending({ ...claim, payload: "{}", leaseMs: 60_000 });
  }
  const out = join(folder, "out.ndjson");
  await writeDurably(out, (write) => writeExport(store.export(), { source: "store", nowMs: 1, write }));
  await store.close();
  return out;
}

describe("importFile", () => {
  it.each([
    ["waiting", true, "restored"],
    ["sending", false, "unknown-outcome"],
  ] as const)("seals why a record that was %s is held, and knows it again", async (state, isRestore, rule) => {
    const folder = await folderOfTest();
    const out = await exportOf(folder, state);
    expect((await checkFile(out, strict)).counts.records).toBe(1);
    const store = openLibsqlStore({ file: join(folder, "to.db"), sealer: strict });
    onTestFinished(() => store.close());
    expect(await importFile(out, store, createSealer(keys), { isRestore })).toBe(1);
    expect(await store.find("a")).toMatchObject({ state: "unknown", issues: [{ rule }] });
    expect(await importFile(out, store, createSealer(keys), { isRestore })).toBe(0);
  });
});
