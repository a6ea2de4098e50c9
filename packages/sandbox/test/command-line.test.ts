import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Sandbox, startSandbox } from "@digital-factors/sandbox";
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

async function run(args: readonly string[]) {
  const child = start(args);
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
  if (child.stdout === null) throw new Error("The command has no output.");
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return String(line);
}

describe("digital-factors-sandbox", () => {
  it("serves with the key from the environment, which it never prints, and ends cleanly on SIGTERM", async () => {
    const child = start(["--port", "0"], { LFPSE_SUBSCRIPTION_KEY: "a-key-of-the-environment" });
    const line = await firstLine(child);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? "";
    expect(line).not.toContain("a-key-of-the-environment");
    const response = await fetch(`${url}/adverse-event/fhir/metadata`, {
      headers: { "Ocp-Apim-Subscription-Key": "a-key-of-the-environment" },
    });
    expect(response.status).toBe(200);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("explains itself", async () => {
    const { code, stdout } = await run(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Usage: digital-factors-sandbox");
  });

  it.each([
    ["a busy port", () => ["--port", String(other.port)], /^Port \d+ is in use: .+\n$/],
    ["a port that is none", () => ["--port", "many"], /^The port must be .+\n$/],
    ["an empty key", () => ["--key", "", "--port", "0"], /^The key must .+\n$/],
    ["an unknown argument", () => ["--prot", "1"], /^Unknown argument\. .+\n$/],
    ["an address that is not this machine's", () => ["--host", "192.0.2.1", "--port", "0"], /^Cannot listen on .+\n$/],
  ])("stops on %s with one line", async (_, args, line) => {
    const { code, stderr, stdout } = await run(args());
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(line);
  });
});
