import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { exampleRecord } from "./example-record.ts";
import { command, relayEnvironment, relayProcess } from "./relay-process.ts";
import { emptyFolder, post, reached, runningSandbox } from "./running-relay.ts";

/** Runs the built command to its end. */
async function run(environment: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const child = spawn(process.execPath, [command, ...options], { env: { ...environment } });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    errors += String(chunk);
  });
  const [code] = await once(child, "close");
  return { code: code as number, output, errors };
}

async function environment(): Promise<Record<string, string>> {
  return relayEnvironment("http://127.0.0.1:9", join(await emptyFolder(), "relay.db"));
}

describe("digital-factors-relay", { timeout: 20_000 }, () => {
  it("tells its usage and its version", async () => {
    expect(await run({}, "--help")).toMatchObject({
      code: 0,
      output: expect.stringContaining("LFPSE_BASE_URL"),
      errors: "",
    });
    expect(await run({}, "--version")).toMatchObject({ code: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
    expect(await run({}, "--port", "1")).toMatchObject({ code: 64 });
  });

  it("ends with 78 and one line for each setting that is wrong, without its value", async () => {
    const { code, errors } = await run({ ...(await environment()), DIGITAL_FACTORS_TOKEN: "tiny", LFPSE_BASE_URL: "" });
    expect(code).toBe(78);
    expect(errors).toBe(
      "digital-factors-relay: DIGITAL_FACTORS_TOKEN must have at least 16 characters.\n" +
        "digital-factors-relay: LFPSE_BASE_URL must be set.\n",
    );
  });

  it("ends with 1 and one line when its port is taken", async () => {
    const other = createServer();
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, errors } = await run({ ...(await environment()), DIGITAL_FACTORS_RELAY_PORT: String(port) });
    expect(code).toBe(1);
    expect(errors).toMatch(new RegExp(`^digital-factors-relay: port ${port} of 127\\.0\\.0\\.1 is in use: .*\\n$`));
  });

  it("ends with 1 and one line when its store is damaged or another relay uses it", async () => {
    const settings = await environment();
    const running = await relayProcess(settings);
    const second = await run(settings);
    expect(second).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^[^\n]*Another relay uses this store[^\n]*\n$/),
    });
    expect(await running.end("SIGTERM")).toBe(0);

    const file = settings.DIGITAL_FACTORS_RELAY_STORE ?? "";
    await writeFile(file, "not a database ".repeat(1_000));
    const third = await run(settings);
    expect(third).toMatchObject({ code: 1, errors: expect.stringMatching(/^[^\n]*integrity check[^\n]*\n$/) });
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
});
