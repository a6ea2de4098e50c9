import { createMemoryStore, createRelayClient } from "@digital-factors/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { type FaultyNetwork, type NetworkFault, startFaultyNetwork } from "./faulty-network.ts";
import { recordOf } from "./records.ts";
import { type RelayDouble, startRelayDouble } from "./relay-double.ts";
import { seededRandom, testSeed } from "./seeded-random.ts";

let relay: RelayDouble;
let network: FaultyNetwork;

beforeEach(async () => {
  relay = await startRelayDouble();
  network = await startFaultyNetwork(relay.url);
});
afterEach(async () => {
  await network.close();
  await relay.close();
});

function openClient() {
  const client = createRelayClient({
    baseUrl: network.url,
    outbox: createMemoryStore(),
    timeoutMs: 250,
    backOffBaseMs: 5,
    backOffCapMs: 40,
  });
  return { client, states: async () => (await client.list()).map(({ state }) => state) };
}

const numbers = Array.from({ length: 8 }, (_, index) => index + 1);
const expected = numbers.map((number) => [recordOf(number).id, JSON.stringify({ record: recordOf(number) })]);

describe("a network that fails on the way", () => {
  it.each<[NetworkFault, string]>([
    ["refuse", "network"],
    ["reset", "network"],
    ["half-close", "network"],
    ["half-answer", "network"],
    ["black-hole", "timeout"],
    ["trickle", "timeout"],
  ])("by %s shows the error %s, and once it is mended every report arrives once", async (fault, kind) => {
    const { client, states } = openClient();
    network.set(fault);
    for (const number of numbers) await client.submit(recordOf(number));
    await eventually(async () => (await client.list())[0]?.error?.kind).toBe(kind);
    expect((await client.list()).every(({ state }) => state === "waiting" || state === "sending")).toBe(true);
    network.set("pass");
    await eventually(async () => new Set(await states())).toEqual(new Set(["accepted"]));
    expect([...relay.stored].toSorted()).toEqual(expected);
    await client.stop();
  });

  it(`by flapping at random loses nothing, doubles nothing and changes nothing (seed ${testSeed})`, async () => {
    const { pick } = seededRandom(testSeed);
    const { client, states } = openClient();
    const met = new Set<NetworkFault>();
    // A connection that passes is kept and used again, so it is cut after a while.
    const flap = () => {
      const fault = pick<NetworkFault>(["refuse", "reset", "half-close", "half-answer", "black-hole", "trickle"]);
      met.add(fault);
      return network.connections() % 3 === 0 ? "pass" : fault;
    };
    network.set(flap);
    for (const number of numbers) {
      const before = relay.posts.length;
      await client.submit(recordOf(number));
      await eventually(() => relay.posts.length).toBeGreaterThan(before);
      network.set(flap);
    }
    expect(met.size).toBeGreaterThan(3);
    network.set("pass");
    await eventually(async () => new Set(await states())).toEqual(new Set(["accepted"]));
    expect([...relay.stored].toSorted()).toEqual(expected);
    await client.stop();
  });
});
