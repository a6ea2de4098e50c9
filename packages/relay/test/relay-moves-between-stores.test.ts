import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unknownOutcomeIssue } from "../src/delivery/lfpse-issues.ts";
import { createSealer } from "../src/encryption/sealer.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { openPostgresStore } from "../src/store/postgres/postgres-store.ts";
import type { TransferEntry } from "../src/store/transfer-store.ts";
import { checkFile } from "../src/transfer/import-file.ts";
import { writeExport } from "../src/transfer/write-export.ts";
import { encryptionKey } from "./faults/spawned-relay.ts";
import { everythingOf, fateNames, fillStore } from "./filled-store.ts";
import { runningPostgres } from "./postgres/running-postgres.ts";
import { relayEnvironment } from "./relay-process.ts";
import { runCommand, startCommand } from "./run-command.ts";
import { emptyFolder } from "./running-relay.ts";

const sealer = createSealer([encryptionKey]);
const nobody = "http://127.0.0.1:9";

/** Makes an embedded store with records in every state. */
async function filledFile(records: number) {
  const folder = await emptyFolder();
  const file = join(folder, "relay.db");
  const store = openLibsqlStore({ file, sealer });
  const fateOf = await fillStore(store, records);
  await store.close();
  return { folder, file, fateOf, environment: relayEnvironment(nobody, file) };
}

async function entriesOf(file: string): Promise<readonly TransferEntry[]> {
  const store = openLibsqlStore({ file, sealer });
  const entries = await everythingOf(store);
  await store.close();
  return entries;
}

/** Returns an entry as it arrives: what was under way when its relay ended has come to an end, and says so. */
function arrived(entry: TransferEntry): TransferEntry {
  if (entry.type !== "record" || entry.state !== "sending") return entry;
  const state = entry.lfpse === undefined ? "unknown" : "waiting";
  const told = state === "unknown" ? { issues: JSON.stringify([unknownOutcomeIssue]) } : {};
  return {
    ...entry,
    state,
    operations: entry.operations.map((each) => (each.state === "sending" ? { ...each, state, ...told } : each)),
  };
}

/** Opens the reason of what arrived as unknown: it is sealed on arrival, with other bytes each time. */
function opened(entry: TransferEntry): TransferEntry {
  if (entry.type !== "record" || entry.state !== "unknown") return entry;
  const operations = entry.operations.map((each) => {
    if (each.issues === undefined || !each.issues.startsWith("AQ")) return each;
    const issues = sealer.open(Buffer.from(each.issues, "base64"), `${entry.id}/${each.sequence}/issues`);
    return { ...each, issues };
  });
  return { ...entry, operations };
}

/** Leaves out what the moves themselves put in the audit log. */
function withoutMoves(entries: readonly TransferEntry[]): readonly TransferEntry[] {
  return entries.filter((entry) => entry.type !== "audit" || entry.entry.action !== "export").map(opened);
}

describe("a site that moves", () => {
  const postgres = runningPostgres();

  it("from the embedded store to PostgreSQL and back has the same entries", { timeout: 120_000 }, async () => {
    const { folder, file, fateOf, environment } = await filledFile(1_000);
    expect(new Set(fateOf.values()).size).toBe(fateNames.length);
    const before = await entriesOf(file);
    expect(new Set(before.flatMap((entry) => (entry.type === "record" ? [entry.state] : []))).size).toBe(7);
    const out = join(folder, "out.ndjson");
    expect(await runCommand(environment, "export", out)).toMatchObject({
      code: 0,
      output: "",
      errors: expect.stringContaining("Exported 1000 records, 2 tokens and 2 audit entries.\n"),
    });

    const url = await postgres().createDatabase();
    const { DIGITAL_FACTORS_RELAY_STORE: _, ...rest } = environment;
    const atPostgres = { ...rest, DATABASE_URL: url };
    expect(await runCommand(atPostgres, "import", out)).toMatchObject({
      code: 0,
      errors: expect.stringContaining(
        "The file holds 1000 records, 2 tokens and 2 audit entries; 1004 of them were new.\n",
      ),
    });
    expect(await runCommand(atPostgres, "import", out)).toMatchObject({
      code: 0,
      errors: expect.stringContaining("0 of them were new"),
    });
    const store = await openPostgresStore({ url, sealer });
    expect((await everythingOf(store)).map(opened)).toEqual(before.map(opened).map(arrived));
    await store.close();

    const back = join(folder, "back.ndjson");
    expect((await runCommand(atPostgres, "export", back)).code).toBe(0);
    const other = join(folder, "other.db");
    expect((await runCommand(relayEnvironment(nobody, other), "import", back)).code).toBe(0);
    expect(withoutMoves(await entriesOf(other))).toEqual(before.map(opened).map(arrived));
  });

  it("through a pipe has the same entries", { timeout: 60_000 }, async () => {
    const { folder, file, environment } = await filledFile(32);
    const { output } = await runCommand(environment, "export", "-");
    const other = join(folder, "other.db");
    const importing = startCommand(relayEnvironment(nobody, other), "import", "-");
    importing.child.stdin?.end(output);
    expect(await importing.ended).toMatchObject({ code: 0, output: "" });
    expect(withoutMoves(await entriesOf(other))).toEqual(withoutMoves(await entriesOf(file)).map(arrived));
  });

  it("has everything once after imports that were killed and one that was not", { timeout: 120_000 }, async () => {
    const { folder, file, environment } = await filledFile(2_000);
    const out = join(folder, "out.ndjson");
    await runCommand(environment, "export", out);
    const other = join(folder, "other.db");
    const target = relayEnvironment(nobody, other);
    const whole = await runTimed(() => runCommand(relayEnvironment(nobody, join(folder, "timed.db")), "import", out));
    let killed = 0;
    for (const part of [0.6, 0.75, 0.9, 0.95]) {
      const importing = startCommand(target, "import", out);
      // The moment of a kill has to be a moment: there is nothing to wait for.
      const timer = setTimeout(() => importing.child.kill("SIGKILL"), whole * part);
      const { code } = await importing.ended;
      clearTimeout(timer);
      if (code === "SIGKILL") killed += 1;
    }
    expect(killed).toBeGreaterThan(0);
    expect(await runCommand(target, "import", out)).toMatchObject({ code: 0 });
    expect(withoutMoves(await entriesOf(other))).toEqual(withoutMoves(await entriesOf(file)).map(arrived));
  });
});

async function runTimed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

describe("import", { timeout: 60_000 }, () => {
  async function exported() {
    const { folder, environment } = await filledFile(32);
    const { output } = await runCommand(environment, "export", "-");
    const bad = join(folder, "bad.ndjson");
    const target = relayEnvironment(nobody, join(folder, "other.db"));
    return { folder, output, bad, target };
  }

  it("refuses a file that was cut off, changed, or is something else, and keeps nothing of it", async () => {
    const { folder, output, bad, target } = await exported();
    const lines = output.split("\n");
    const cases: readonly (readonly [string, string])[] = [
      [lines.slice(0, 20).join("\n"), "Line 20: the file was cut off in this line."],
      [`${lines.slice(0, 20).join("\n")}\n`, "Line 20: the file was cut off: its last line is missing."],
      [[...lines.slice(0, 5), ...lines.slice(6)].join("\n"), "the counts do not fit"],
      [output.replace('"isYellowCardMissing":false', '"isYellowCardMissing":true'), "its SHA-256 does not fit"],
      [`${output}{}\n`, "something follows the last line"],
      [output.replace("relay-export/1", "relay-export/2"), "Line 1: not an export this release reads"],
      [output.replace('"type":"record"', '"type":"recipe"'), "Line 2: not an entry of an export"],
      ["<html>a name</html>\n", "Line 1: not an export"],
      ["", "the file is empty"],
    ];
    for (const [text, rule] of cases) {
      await writeFile(bad, text);
      const refusal = await checkFile(bad, sealer).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: "transfer-file", message: expect.stringContaining(rule) });
      expect(String(refusal)).not.toContain("a name");
    }
    expect(await runCommand(target, "import", bad)).toMatchObject({
      code: 1,
      errors: "digital-factors-relay: the file is empty: an export has a first and a last line.\n",
    });
    expect(await entriesOf(join(folder, "other.db"))).toEqual([]);
  });

  it("refuses what was sealed with a key that is not in the settings, before it keeps anything", async () => {
    const { folder, output, bad, target } = await exported();
    await writeFile(bad, output);
    const keys = `other:${Buffer.from("another example key, 32 bytes !!").toString("base64")}`;
    const { code, errors } = await runCommand({ ...target, DIGITAL_FACTORS_ENCRYPTION_KEYS: keys }, "import", bad);
    expect([code, errors]).toEqual([78, expect.stringContaining("DIGITAL_FACTORS_ENCRYPTION_KEYS: Kept content")]);
    expect(await entriesOf(join(folder, "other.db"))).toEqual([]);
  });

  it("refuses what is there with other content, and names the lines", async () => {
    const { output, bad, target } = await exported();
    await writeFile(bad, output);
    await runCommand(target, "import", bad);
    const other = await exported();
    const { folder } = other;
    const store = openLibsqlStore({ file: join(folder, "other.db"), sealer });
    const { id } = JSON.parse(output.split("\n")[1] ?? "") as { readonly id: string };
    await store.take({
      recordId: id,
      organisation: "Z09",
      kind: "create",
      key: id,
      fingerprint: "another",
      body: "{}",
      receipt: "{}",
      receivedAtMs: 1,
      actor: "token:other",
      isYellowCardMissing: false,
    });
    await store.close();
    const { code, errors } = await runCommand(other.target, "import", bad);
    expect([code, errors]).toEqual([1, expect.stringMatching(/One of the entries in lines 2 to \d+ is in the store/)]);
  });

  it("asks how to take the export of a damaged store", async () => {
    const { folder, output, bad, target } = await exported();
    const lines = output.split("\n").slice(0, -2);
    const entries = lines.slice(1).map((line) => JSON.parse(line) as TransferEntry);
    const parts: Buffer[] = [];
    const write = async (part: Buffer) => void parts.push(part);
    await writeExport(entries, { source: "damaged-store", nowMs: 0, write });
    await writeFile(bad, Buffer.concat(parts));
    expect(await runCommand(target, "import", bad)).toMatchObject({ code: 64 });
    expect(await entriesOf(join(folder, "other.db"))).toEqual([]);
    expect(await runCommand(target, "import", "--as-unknown", bad)).toMatchObject({ code: 0 });
    expect((await entriesOf(join(folder, "other.db"))).length).toBe(entries.length);
  });
});

describe("export", { timeout: 60_000 }, () => {
  it("overwrites nothing, lets nobody else read the file, and has no text of a reporter in it", async () => {
    const { folder, environment } = await filledFile(16);
    const out = join(folder, "out.ndjson");
    expect(await runCommand(environment, "export", out)).toMatchObject({ code: 0 });
    const text = await readFile(out, "utf8");
    expect(text).not.toContain("Ünïcode");
    if (process.platform !== "win32") expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(await runCommand(environment, "export", out)).toMatchObject({
      code: 1,
      errors: expect.stringContaining("there is a file of that name"),
    });
    expect(await readFile(out, "utf8")).toBe(text);
    expect(await runCommand(environment, "export", join(folder, "no", "such"))).toMatchObject({ code: 1 });
  });
});
