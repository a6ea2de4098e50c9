import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { lfpse5 } from "@digital-factors/core";
import { behaviours, type Sandbox, scenarios, startSandbox } from "@digital-factors/sandbox";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;
let command: string;
let other: Sandbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "digital-factors-sandbox-"));
  command = join(folder, "cli.mjs");
  await build({
    entryPoints: [new URL("../src/cli.ts", import.meta.url).pathname],
    outfile: command,
    bundle: true,
    platform: "node",
    format: "esm",
    conditions: ["@digital-factors/source"],
    logLevel: "error",
  });
  other = await startSandbox({ port: 0, subscriptionKey: "example" });
});
afterAll(async () => {
  await other.close();
  await rm(folder, { recursive: true });
});

function start(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  return spawn(process.execPath, [command, ...args], { env: { PATH: process.env.PATH, ...settings } });
}

async function run(args: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  const child = start(args, settings);
  const output = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      output[name] += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, ...output };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = await firstLines(child, 1);
  return String(line);
}

async function firstLines(child: ChildProcess, count: number): Promise<readonly string[]> {
  if (child.stdout === null) throw new Error("The command has no output.");
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
}

const urlIn = (line: string | undefined) => /http:\/\/127\.0\.0\.1:\d+/.exec(line ?? "")?.[0] ?? "";
const jsonOf = async (address: string): Promise<unknown> => await (await fetch(address)).json();

describe("digital-factors-sandbox", () => {
  it("serves with the key from the environment, which it never prints, and ends cleanly on SIGTERM", async () => {
    const child = start(["--port", "0"], { LFPSE_SUBSCRIPTION_KEY: "a-key-of-the-environment" });
    const line = await firstLine(child);
    const url = urlIn(line);
    expect(line).not.toContain("a-key-of-the-environment");
    const response = await fetch(`${url}/adverse-event/fhir/metadata`, {
      headers: { "Ocp-Apim-Subscription-Key": "a-key-of-the-environment" },
    });
    expect(response.status).toBe(200);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("takes a mode, switches, faults and a seed, from arguments and from the environment", async () => {
    const args = [
      "--port",
      "0",
      "--mode",
      "strict",
      "--after-delete",
      "404",
      "--fault",
      "429; times=3",
      "--fault",
      "500",
    ];
    const child = start([...args, "--fault-rate", "0.2", "--seed", "7"], {
      LFPSE_SUBSCRIPTION_KEY: "example",
      DIGITAL_FACTORS_SANDBOX_MODE: "lenient",
      DIGITAL_FACTORS_SANDBOX_INVALID_STATUS: "400",
    });
    const [line, seed] = await firstLines(child, 2);
    expect(seed).toBe("Random faults: rate 0.2, seed 7");
    expect(await jsonOf(`${urlIn(line)}/__sandbox/settings`)).toEqual({
      duplicateCreate: "refused",
      idInPutBody: "wanted",
      itFactors: "required",
      itTextForOther: "required",
      afterDelete: "404",
      invalidStatus: "400",
    });
    expect(await jsonOf(`${urlIn(line)}/__sandbox/faults`)).toEqual({ queued: 4 });
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("prints the seed it made", async () => {
    const child = start(["--port", "0", "--fault-rate", "1"], { LFPSE_SUBSCRIPTION_KEY: "example" });
    const [, seed] = await firstLines(child, 2);
    expect(seed).toMatch(/^Random faults: rate 1, seed \d+$/);
    child.kill("SIGTERM");
    await once(child, "exit");
  });

  it("serves a taxonomy from a file beside its own", async () => {
    const file = join(folder, "taxonomy.json");
    const addresses = [
      ...lfpse5.definitions.map(({ id }) => `StructureDefinition/${id}`),
      ...Object.keys(lfpse5.codes).flatMap((id) => [`ValueSet/${id}`, `CodeSystem/${id}`]),
    ];
    const headers = { "Ocp-Apim-Subscription-Key": "example" };
    const texts = await Promise.all(
      addresses.map(async (each) => await (await fetch(`${other.url}/taxonomy/fhir/${each}`, { headers })).text()),
    );
    // The shape of v6 is not known: v5 under another number stands for an official copy.
    await writeFile(file, `[${texts.join(",")}]`.replaceAll(/-5"/g, '-6"'));
    const child = start(["--port", "0", "--taxonomy", file], { LFPSE_SUBSCRIPTION_KEY: "example" });
    const url = urlIn(await firstLine(child));
    const statement = await (await fetch(`${url}/adverse-event/fhir/metadata`, { headers })).text();
    for (const version of ["4", "5", "6"]) expect(statement).toContain(`patient-safety-adverse-event-${version}"`);
    child.kill("SIGTERM");
    await once(child, "exit");
  });

  it("writes a report when it ends, and on demand while it runs", async () => {
    const stem = join(folder, "report");
    const child = start(["--port", "0", "--report", stem], { LFPSE_SUBSCRIPTION_KEY: "example" });
    const url = urlIn(await firstLine(child));
    const played = await run(["play", "create", "--url", url], { LFPSE_SUBSCRIPTION_KEY: "example" });
    expect(played).toMatchObject({ code: 0, stdout: expect.stringMatching(/Create: as expected\n$/) });
    const asked = await run(["report", "--url", url]);
    expect(asked).toMatchObject({ code: 0, stdout: expect.stringContaining("not an approval") });
    await fetch(`${url}/adverse-event/fhir/metadata`);
    const failed = await run(["report", "--url", url, "--json"]);
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({ format: "digital-factors-sandbox-report/1" });
    expect((await run(["report", "--url", url, "--out", join(folder, "asked")])).code).toBe(1);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    for (const name of [stem, join(folder, "asked")]) {
      expect(await readFile(`${name}.md`, "utf8")).toContain("not an approval");
      expect(JSON.parse(await readFile(`${name}.json`, "utf8"))).toMatchObject({
        requests: [
          { method: "POST", path: "AdverseEvent", status: 201, count: 1 },
          { method: "GET", path: "metadata", status: 401, count: 1 },
        ],
      });
    }
  });

  it("plays a scenario from a file on a sandbox of its own, and fails with what it found", async () => {
    const file = join(folder, "scenario.json");
    const printed = await run(["play", "withdraw", "--print"]);
    expect(JSON.parse(printed.stdout)).toEqual(scenarios.withdraw);
    await writeFile(file, printed.stdout);
    expect((await run(["play", file])).code).toBe(0);
    await writeFile(file, JSON.stringify({ name: "Nothing came", steps: [{ expect: { events: 1 } }] }));
    const { code, stdout } = await run(["play", file]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      "failed 1. expect events\n         events: expected 1, found 0\nNothing came: not as expected",
    );
  });

  it("prints every behaviour", async () => {
    const { code, stdout } = await run(["behaviours"]);
    expect(code).toBe(0);
    for (const { what, source } of behaviours) {
      expect(stdout).toContain(what);
      expect(stdout).toContain(source);
    }
    expect(JSON.parse((await run(["behaviours", "--json"])).stdout)).toEqual(behaviours);
  });

  it.each([[], ["serve"], ["play"], ["report"], ["behaviours"]])(
    "explains itself with %s --help",
    async (...command) => {
      const { code, stdout } = await run([...command, "--help"]);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: digital-factors-sandbox`);
    },
  );

  it.each([
    ["a busy port", () => ["--port", String(other.port)], 1, /^Port \d+ is in use: .+\n$/],
    [
      "an address that is not this machine's",
      () => ["--host", "192.0.2.1", "--port", "0"],
      1,
      /^Cannot listen on .+\n$/,
    ],
    ["a port that is none", () => ["--port", "many"], 2, /^The port must be .+\n$/],
    ["an empty key", () => ["--key", "", "--port", "0"], 2, /^The key must .+\n$/],
    ["an unknown argument", () => ["--prot", "1"], 2, /^Unknown argument\. .+\n$/],
    ["an argument too many", () => ["serve", "more"], 2, /^Unknown argument\. .+\n$/],
    ["an unknown command", () => ["server"], 2, /^Unknown command\. .+\n$/],
    ["an unknown mode", () => ["--mode", "loose"], 2, /^mode must be one of: .+\n$/],
    ["a value that a switch does not have", () => ["--after-delete", "500"], 2, /^afterDelete must be one of: .+\n$/],
    ["an unknown fault", () => ["--fault", "418"], 2, /^--fault: fault must be one of: .+\n$/],
    ["a rate above 1", () => ["--fault-rate", "20"], 2, /^The fault rate must be .+\n$/],
    ["a seed without a rate", () => ["--seed", "7"], 2, /^A seed needs a rate: .+\n$/],
    ["a taxonomy that is none", () => ["--taxonomy", join(folder, "none.json")], 2, /^.+ cannot be read as JSON\.\n$/],
    ["a scenario that is none", () => ["play", "nothing"], 2, /^There is no scenario of this name.+\n$/],
    ["no scenario", () => ["play"], 2, /^Name one scenario\. .+\n$/],
    ["a sandbox without its key", () => ["play", "create", "--url", other.url], 2, /^Give the key .+\n$/],
    ["no sandbox to report on", () => ["report", "--url", "http://127.0.0.1:9"], 2, /^No sandbox answers .+\n$/],
  ])("stops on %s with one line", async (_, args, code, line) => {
    const result = await run(args());
    expect(result).toMatchObject({ code, stdout: "" });
    expect(result.stderr).toMatch(line);
  });
});
