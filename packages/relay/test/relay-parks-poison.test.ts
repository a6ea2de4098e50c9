import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it, onTestFinished } from "vitest";
import { decide, openedStore, operation, runningWorker, sendersTo, settled, take } from "./delivery-harness.ts";
import { exampleRecord } from "./example-record.ts";
import { emptyFolder, runningSandbox } from "./running-relay.ts";

const program = fileURLToPath(new URL("./dying-relay.ts", import.meta.url));
const folder = new URL("../.tmp/", import.meta.url);

/** Bundles the process, one folder below the package's root as its paths want it. */
async function bundledProcess(): Promise<string> {
  const outfile = fileURLToPath(new URL(`dying-relay-${randomUUID()}.mjs`, folder));
  onTestFinished(() => rm(outfile, { force: true }));
  await build({
    entryPoints: [program],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["@digital-factors/source"],
    external: ["libsql", "pino"],
  });
  return outfile;
}

/** Runs the process to its end. Returns how it ended. */
async function ended(file: string, ...parameters: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [file, ...parameters], { stdio: ["ignore", "ignore", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += String(chunk);
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  expect(complaint).toBe("");
  return signal ?? String(code);
}

describe("the relay", { timeout: 90_000 }, () => {
  it("parks the record that ends its process each time, and delivers every other once", async () => {
    const sandbox = await runningSandbox();
    const file = join(await emptyFolder(), "relay.db");
    const records = Array.from({ length: 12 }, () => exampleRecord());
    const poison = records[1]?.id ?? "";
    const before = await openedStore(file);
    for (const record of records) await take(before, undefined, operation("create", record));
    await before.close();

    const bundle = await bundledProcess();
    const ends: string[] = [];
    while (ends.length < 12 && ends.at(-1) !== "0") ends.push(await ended(bundle, file, sandbox.url, poison));
    expect(ends).toEqual([...Array(5).fill("SIGKILL"), "0"]);

    const store = await openedStore(file);
    expect(await store.find(poison)).toMatchObject({
      state: "parked",
      attempts: 0,
      issues: [{ severity: "error", rule: "crashes" }],
    });
    const { states } = await store.count();
    expect(states).toMatchObject({ parked: 1, accepted: 11, unknown: 0 });
    expect(sandbox.events()).toHaveLength(11);

    // A person sends it again, to a release that can handle it.
    const worker = runningWorker(store, sendersTo(sandbox.url));
    await decide(store, worker, poison, { kind: "send-again" });
    await settled(store, poison, "accepted");
    expect(sandbox.events()).toHaveLength(12);
  });
});
