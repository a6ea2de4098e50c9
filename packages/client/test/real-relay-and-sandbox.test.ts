import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createMemoryStore, createRelayClient } from "@digital-factors/client";
import { startSandbox } from "@digital-factors/sandbox";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { type NetworkFault, startFaultyNetwork } from "./faulty-network.ts";
import { recordOf } from "./records.ts";
import { seededRandom, testSeed } from "./seeded-random.ts";

const command = fileURLToPath(new URL("../../relay/dist/cli.js", import.meta.url));
const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The relay's own command, as built, with a store on disk; resolves with its address. */
async function startRelay(lfpseUrl: string): Promise<string> {
  expect(existsSync(command), "run `npm run build` first").toBe(true);
  const folder = mkdtempSync(join(tmpdir(), "client-and-relay-"));
  const { PATH } = process.env;
  const relay = spawn(process.execPath, [command], {
    env: {
      PATH,
      DIGITAL_FACTORS_TOKEN: "an-example-token-of-a-test",
      DIGITAL_FACTORS_RELAY_PORT: "0",
      DIGITAL_FACTORS_ENCRYPTION_KEYS: `example:${randomBytes(32).toString("base64")}`,
      DIGITAL_FACTORS_RELAY_STORE: join(folder, "relay.db"),
      LFPSE_BASE_URL: lfpseUrl,
      LFPSE_SUBSCRIPTION_KEY: "example",
    },
  });
  closers.push(async () => {
    relay.kill("SIGKILL");
    if (relay.exitCode === null && relay.signalCode === null) await once(relay, "exit");
    rmSync(folder, { recursive: true, force: true });
  });
  relay.stderr.resume();
  for await (const line of createInterface({ input: relay.stdout })) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line.replace(lfpseUrl, ""))?.[0];
    if (url !== undefined) {
      relay.stdout.resume();
      return url;
    }
  }
  throw new Error("The relay ended before it listened.");
}

describe("from the outbox by way of the relay to LFPSE, over a network that fails in many ways", () => {
  it(`each report becomes one event, with its own words (seed ${testSeed})`, async () => {
    const sandbox = await startSandbox({ port: 0, subscriptionKey: "example" });
    closers.push(async () => await sandbox.close());
    const network = await startFaultyNetwork(await startRelay(`${sandbox.url}/adverse-event/fhir`));
    closers.push(network.close);
    const { pick } = seededRandom(testSeed);
    network.set(() => pick<NetworkFault>(["refuse", "reset", "half-close", "half-answer", "black-hole"]));
    const client = createRelayClient({
      baseUrl: network.url,
      token: "an-example-token-of-a-test",
      outbox: createMemoryStore(),
      timeoutMs: 400,
      backOffBaseMs: 5,
      backOffCapMs: 40,
    });
    const words = Array.from({ length: 30 }, (_, index) => `The drug chart did not open, time ${index}.`);
    for (const [number, description] of words.entries()) await client.submit(recordOf(number, description));
    await eventually(() => network.connections()).toBeGreaterThan(15);
    network.set("pass");
    await eventually(() => sandbox.events().length).toBeGreaterThanOrEqual(words.length);
    await eventually(async () => new Set((await client.list()).map(({ state }) => state))).toEqual(
      new Set(["accepted"]),
    );
    const events = sandbox.events().map(({ resource }) => JSON.stringify(resource));
    expect(events).toHaveLength(words.length);
    for (const each of words) expect(events.filter((event) => event.includes(each))).toHaveLength(1);
    await client.stop();
  });
});
