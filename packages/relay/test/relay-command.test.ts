import { once } from "node:events";
import { open, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, dirname, join } from "node:path";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { commands } from "../src/commands/commands.ts";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { exampleRecord } from "./example-record.ts";
import { everythingOf, fillStore } from "./filled-store.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { runCommand } from "./run-command.ts";
import { emptyFolder, post, reached, runningSandbox } from "./running-relay.ts";

async function environment(): Promise<Record<string, string>> {
  return relayEnvironment("http://127.0.0.1:9", join(await emptyFolder(), "relay.db"));
}

/** Asks for a record that is not there, to see whether a token is taken. */
async function statusWith(url: string, token: string): Promise<number> {
  const address = `${url}/v1/records/0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10`;
  return (await fetch(address, { headers: { Authorization: `Bearer ${token}` } })).status;
}

describe("digital-factors-relay", { timeout: 30_000 }, () => {
  it("tells its usage, that of each command, and its version", async () => {
    const { code, output, errors } = await runCommand({}, "--help");
    expect([code, errors]).toEqual([0, ""]);
    for (const { name, help } of commands) {
      expect(output).toContain(`\n  ${name} `);
      expect(help).toMatch(/^Usage: digital-factors-relay /);
    }
    expect(await runCommand({}, "import", "--help")).toMatchObject({
      code: 0,
      output: expect.stringContaining("--as-unknown"),
    });
    expect(await runCommand({}, "--version")).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it("ends with 64 and a hint for what it does not know", async () => {
    for (const given of [["--port", "1"], ["sreve"], ["export"], ["serve", "x"], ["token"], ["keys", "lose"]]) {
      const { code, output, errors } = await runCommand({}, ...given);
      expect([code, output]).toEqual([64, ""]);
      expect(errors).toContain("--help");
    }
  });

  it("ends with 78 and one line for each setting that is wrong, without its value", async () => {
    const { code, errors } = await runCommand({
      ...(await environment()),
      DIGITAL_FACTORS_TOKEN: "tiny",
      LFPSE_BASE_URL: "",
    });
    expect(code).toBe(78);
    expect(errors).toBe(
      "digital-factors-relay: DIGITAL_FACTORS_TOKEN must have at least 16 characters.\n" +
        "digital-factors-relay: LFPSE_BASE_URL must be set.\n",
    );
  });

  it("ends with 75 and one line when its port is taken", async () => {
    const other = createServer();
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await runCommand({ ...(await environment()), DIGITAL_FACTORS_RELAY_PORT: String(port) });
    expect(code).toBe(75);
    expect(errors).toMatch(new RegExp(`^digital-factors-relay: port ${port} of 127\\.0\\.0\\.1 is in use: .*\\n$`));
  });

  it("ends with 75 when another relay uses its store, 1 when that is damaged, and one line", async () => {
    const settings = await environment();
    const running = await relayProcess(settings);
    for (const given of [[], ["export", "-"], ["migrate"]]) {
      expect(await runCommand(settings, ...given)).toMatchObject({
        code: 75,
        output: "",
        errors: expect.stringMatching(/^[^\n]*Another relay uses this store[^\n]*\n$/),
      });
    }
    expect(await running.end("SIGTERM")).toBe(0);

    await writeFile(settings.DIGITAL_FACTORS_RELAY_STORE ?? "", "not a database ".repeat(1_000));
    const damaged = await runCommand(settings);
    expect(damaged).toMatchObject({ code: 1, errors: expect.stringMatching(/^[^\n]*integrity check[^\n]*\n$/) });
  });

  it("ends with 75 and one line, without the address, when its database cannot be reached", async () => {
    const { DIGITAL_FACTORS_RELAY_STORE: _, ...rest } = await environment();
    const url = "postgresql://relay:hidden@127.0.0.1:9/relay";
    for (const given of [["migrate"], ["token", "list"], []]) {
      const { code, errors } = await runCommand({ ...rest, DATABASE_URL: url }, ...given);
      expect(code).toBe(75);
      expect(errors).toMatch(/^digital-factors-relay: DATABASE_URL[^\n]*\n$/);
      expect(errors).not.toContain("hidden");
    }
  });

  it("ends with 78 and one line when there is no store to read or to maintain, and makes none", async () => {
    const settings: Record<string, string> = { ...(await environment()), DIGITAL_FACTORS_RETENTION_DAYS: "1" };
    const file = settings.DIGITAL_FACTORS_RELAY_STORE ?? "";
    for (const content of [undefined, ""]) {
      if (content !== undefined) await writeFile(file, content);
      for (const given of [
        ["export", "-"],
        ["backup", `${file}.copy`],
        ["token", "list"],
        ["token", "revoke", "aaaaaaaa"],
        ["keys", "reseal"],
        ["migrate"],
        ["retention"],
      ]) {
        expect(await runCommand(settings, ...given), given.join(" ")).toMatchObject({
          code: 78,
          output: "",
          errors: expect.stringMatching(
            /^digital-factors-relay: DIGITAL_FACTORS_RELAY_STORE: there is no store[^\n]*\n$/,
          ),
        });
      }
      const salvaged = await runCommand(settings, "salvage", file, `${file}.ndjson`);
      expect(salvaged).toMatchObject({ code: 1, errors: expect.stringContaining("no such damaged store") });
      expect(await readdir(dirname(file))).toEqual(content === undefined ? [] : [basename(file)]);
    }
  });

  it.each(["SIGTERM", "SIGINT"] as const)("finishes the delivery under way on %s and ends with 0", async (signal) => {
    const sandbox = await runningSandbox();
    const settings = relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"));
    const first = await relayProcess(settings);
    sandbox.queueFault({ fault: "slow", delayMs: 500 });
    const record = exampleRecord();
    await post(first.url, record);
    await reached(first.url, record.id, "sending");
    expect(await first.end(signal)).toBe(0);
    const second = await relayProcess(settings);
    expect(await reached(second.url, record.id, "accepted")).toMatchObject({ attempts: 1 });
    expect(sandbox.events()).toHaveLength(1);
  });

  it.each([
    ["SIGTERM", "SIGTERM"],
    ["SIGTERM", "SIGINT"],
    ["SIGINT", "SIGTERM"],
  ] as const)("finishes nothing more once %s was followed by %s", async (first, second) => {
    const sandbox = await runningSandbox();
    const more = { DIGITAL_FACTORS_STOP_LIMIT_MS: "20000" };
    const relay = await relayProcess(relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"), more));
    sandbox.queueFault({ fault: "slow", delayMs: 10_000 });
    const record = exampleRecord();
    await post(relay.url, record);
    await reached(relay.url, record.id, "sending");
    void relay.end(first);
    await expect.poll(async () => (await fetch(`${relay.url}/readyz`).catch(() => undefined))?.status).not.toBe(200);
    expect(await relay.end(second)).toBe(second);
  });
});

describe("check-config", { timeout: 30_000 }, () => {
  it("tells all faults and warnings at once, for people and as JSON", async () => {
    const settings = { ...(await environment()), DIGITAL_FACTORS_TOKN: "an-example-token-2" };
    expect(await runCommand(settings, "check-config")).toEqual({
      code: 0,
      output: "The settings are right.\n",
      errors:
        "digital-factors-relay: warning: DIGITAL_FACTORS_TOKN is not a setting of the relay, and is left out (DIGITAL_FACTORS_TOKEN?).\n",
    });
    expect((await runCommand(settings, "check-config", "--strict")).code).toBe(78);
    const { code, output } = await runCommand({ ...settings, LFPSE_TIMEOUT_MS: "soon" }, "check-config", "--json");
    expect(code).toBe(78);
    expect(JSON.parse(output)).toMatchObject({
      ok: false,
      faults: [{ variable: "LFPSE_TIMEOUT_MS" }],
      warnings: [{ variable: "DIGITAL_FACTORS_TOKN" }],
    });
    expect(output).not.toContain("an-example-token-2");
  });
});

describe("token", { timeout: 60_000 }, () => {
  it("makes, lists and revokes tokens while the relay works, and prints one only when it is made", async () => {
    const settings = await environment();
    const relay = await relayProcess(settings);
    const made = await runCommand(settings, "token", "make", "--organisation", "Z07", "--expires-days", "30");
    expect(made).toMatchObject({ code: 0, output: expect.stringMatching(/^dft_[a-z0-9]{8}_[A-Za-z0-9_-]{43}\n$/) });
    const token = made.output.trim();
    const id = token.slice(4, 12);
    expect(made.errors).not.toContain(token);
    expect(await statusWith(relay.url, token)).toBe(404);

    const list = await runCommand(settings, "token", "list");
    expect(list.output).toMatch(new RegExp(`^id .*\\n${id}  Z07 +reporter  .*\\n$`));
    const [listed] = JSON.parse((await runCommand(settings, "token", "list", "--json")).output);
    expect(listed).toMatchObject({ id, organisation: "Z07", role: "reporter" });
    expect(Object.keys(listed)).not.toContain("hash");
    expect(list.output).not.toContain(token.slice(13));

    expect((await runCommand(settings, "token", "revoke", token)).errors).not.toContain(token);
    expect(await runCommand(settings, "token", "revoke", id)).toMatchObject({ code: 1 });
    await relay.end("SIGTERM");
    const again = await relayProcess(settings);
    expect(await statusWith(again.url, token)).toBe(401);
  });

  it("refuses a reporter without an organisation, and other roles", async () => {
    const settings = await environment();
    expect(await runCommand(settings, "token", "make")).toMatchObject({ code: 64, output: "" });
    expect(await runCommand(settings, "token", "make", "--organisation", "z07")).toMatchObject({
      code: 64,
      output: "",
    });
    expect(await runCommand(settings, "token", "make", "--role", "king")).toMatchObject({ code: 64, output: "" });
  });

  it("makes the store before the first start, and says so once", async () => {
    const settings = await environment();
    const make = () => runCommand(settings, "token", "make", "--role", "administrator");
    const isNew = expect.stringContaining("there was no store under this path: a new one was made");
    expect(await make()).toMatchObject({ code: 0, output: expect.stringMatching(/^dft_/), errors: isNew });
    expect(await make()).toMatchObject({ code: 0, errors: expect.not.stringContaining("no store") });
  });
});

describe("keys", { timeout: 60_000 }, () => {
  it("makes a key, and seals everything with it while the relay works", async () => {
    const settings = await environment();
    const file = settings.DIGITAL_FACTORS_RELAY_STORE ?? "";
    const plain = openLibsqlStore({ file });
    await fillStore(plain, 32);
    await plain.close();
    const [first, second] = await Promise.all([runCommand({}, "keys", "make"), runCommand({}, "keys", "make")]);
    expect(first.output).not.toBe(second.output);
    const both = { ...settings, DIGITAL_FACTORS_ENCRYPTION_KEYS: `${second.output}${first.output}` };
    const relay = await relayProcess(both);
    expect(await runCommand(both, "keys", "reseal")).toMatchObject({
      code: 0,
      errors: expect.stringMatching(/Sealed [1-9]\d* pieces of content\. All of it is sealed with the newest key\.\n$/),
    });
    await relay.end("SIGTERM");
    const newest = { ...settings, DIGITAL_FACTORS_ENCRYPTION_KEYS: second.output.trim() };
    expect(await runCommand(newest, "keys", "reseal")).toMatchObject({ code: 0 });
    const { output } = await runCommand(newest, "export", "-");
    expect(output).not.toContain(Buffer.from('{"record"').toString("base64").slice(0, 10));
    const oldest = { ...settings, DIGITAL_FACTORS_ENCRYPTION_KEYS: first.output.trim() };
    expect(await runCommand(oldest, "keys", "reseal")).toMatchObject({
      code: 78,
      errors: expect.stringContaining("DIGITAL_FACTORS_ENCRYPTION_KEYS: Kept content is sealed with a key"),
    });
  });
});

describe("retention", { timeout: 60_000 }, () => {
  it("removes what the rule says once, says what went, and needs the rule", async () => {
    const settings = await environment();
    const file = settings.DIGITAL_FACTORS_RELAY_STORE ?? "";
    const store = openLibsqlStore({ file, now: () => Date.now() - 86_400_000 * 3 });
    await fillStore(store, 16);
    await store.close();
    expect(await runCommand(settings, "retention")).toMatchObject({ code: 78 });
    const rule = { ...settings, DIGITAL_FACTORS_RETENTION_DAYS: "2" };
    const { code, output } = await runCommand(rule, "retention", "--json");
    expect([code, JSON.parse(output).removed]).toEqual([0, 5]);
    expect(await runCommand(rule, "retention")).toMatchObject({ output: "Content of 0 records was removed.\n" });
  });
});

describe("salvage", { timeout: 60_000 }, () => {
  it("saves what can be read of a damaged store, and the rest of the site goes on with it", async () => {
    const settings = await environment();
    const file = settings.DIGITAL_FACTORS_RELAY_STORE ?? "";
    const store = openLibsqlStore({ file });
    await fillStore(store, 320);
    const before = await everythingOf(store);
    await store.close();
    const raw = new Database(file);
    const [row] = raw.prepare("select rootpage from sqlite_schema where name = 'audit_entries'").all() as {
      readonly rootpage: number;
    }[];
    raw.close();
    const handle = await open(file, "r+");
    await handle.write(Buffer.alloc(4096, 0xff), 0, 4096, ((row?.rootpage ?? 0) - 1) * 4096);
    await handle.close();
    expect(await runCommand(settings, "migrate")).toMatchObject({ code: 1, output: "" });

    const folder = await emptyFolder();
    const saved = join(folder, "saved.ndjson");
    expect(await runCommand(settings, "salvage", file, saved)).toMatchObject({
      code: 0,
      errors: expect.stringMatching(/Salvaged 320 records, 2 tokens and 0 audit entries; .* could not be read/),
    });
    const fresh = relayEnvironment("http://127.0.0.1:9", join(folder, "fresh.db"));
    expect(await runCommand(fresh, "import", saved)).toMatchObject({ code: 64 });
    expect(await runCommand(fresh, "import", "--as-unknown", saved)).toMatchObject({ code: 0 });
    const kept = openLibsqlStore({ file: join(folder, "fresh.db") });
    const ids = (entries: typeof before) => entries.flatMap((entry) => (entry.type === "record" ? [entry.id] : []));
    expect(ids(await everythingOf(kept))).toEqual(ids(before));
    await kept.close();
    expect(await runCommand(settings, "salvage", join(folder, "none.db"), join(folder, "x"))).toMatchObject({
      code: 1,
    });
  });
});
