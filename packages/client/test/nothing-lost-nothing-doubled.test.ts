import "fake-indexeddb/auto";
import { createRelayClient, openIndexedDbStore } from "@digital-factors/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { recordOf } from "./records.ts";
import { type RelayDouble, type RelayFault, startRelayDouble } from "./relay-double.ts";
import { seededRandom, testSeed } from "./seeded-random.ts";

let relay: RelayDouble;
let databases = 0;

beforeEach(async () => {
  relay = await startRelayDouble();
  databases += 1;
});
afterEach(async () => {
  await relay.close();
});

/** A client of this test's database, as a page has after each load. */
function openClient(token?: () => string) {
  const outbox = openIndexedDbStore({ name: `journey-${databases}` });
  const client = createRelayClient({
    baseUrl: relay.url,
    outbox,
    timeoutMs: 250,
    backOffBaseMs: 2,
    backOffCapMs: 20,
    ...(token === undefined ? {} : { token }),
  });
  const leave = async () => {
    await client.stop();
    await outbox.close();
  };
  const states = async () => (await client.list()).map(({ state }) => state);
  return { client, leave, states };
}

const bodyOf = (number: number) => JSON.stringify({ record: recordOf(number) });
const idsOf = (numbers: readonly number[]) => numbers.map((number) => recordOf(number).id);

describe("an answer that is lost", () => {
  it("makes no double: the second try, under the same id and with the same bytes, gives the same receipt", async () => {
    relay.faults.push("drop-response");
    const { client, leave, states } = openClient();
    await client.submit(recordOf(1));
    await eventually(states).toEqual(["accepted"]);
    expect(relay.posts).toEqual(idsOf([1, 1]));
    expect([...relay.stored]).toEqual([[recordOf(1).id, bodyOf(1)]]);
    await leave();
  });
});

describe("an outage", () => {
  it("keeps the order of age", async () => {
    relay.faults.push("drop-request", 503, "drop-request");
    const { client, leave, states } = openClient();
    for (const number of [3, 1, 2]) await client.submit(recordOf(number));
    await eventually(states).toEqual(["accepted", "accepted", "accepted"]);
    expect([...relay.stored.keys()]).toEqual(idsOf([3, 1, 2]));
    await leave();
  });
});

describe("a missing token", () => {
  it("keeps the report waiting with the error in sight, until the token is repaired", async () => {
    relay.token = "right";
    let token = "wrong";
    const { client, leave, states } = openClient(() => token);
    await client.submit(recordOf(1));
    await eventually(async () => (await client.list())[0]?.error?.kind).toBe("auth");
    expect(relay.stored.size).toBe(0);
    token = "right";
    await eventually(states).toEqual(["accepted"]);
    await leave();
  });
});

describe("a rejection", () => {
  it("names the question, keeps the report, and lets the next one pass", async () => {
    relay.faults.push(422);
    const { client, leave, states } = openClient();
    await client.submit(recordOf(1));
    await client.submit(recordOf(2));
    await eventually(states).toEqual(["rejected", "accepted"]);
    expect((await client.list())[0]?.error).toMatchObject({
      kind: "rejected",
      status: 422,
      issues: [{ linkId: "part", message: "Refused on demand." }],
    });
    await leave();
  });
});

describe("the national reference number", () => {
  it("reaches the page after a reload, for a report accepted before", async () => {
    const first = openClient();
    await first.client.submit(recordOf(1));
    await eventually(first.states).toEqual(["accepted"]);
    await first.leave();
    relay.delivery = { state: "accepted", lfpse: { id: "1", versionId: "1", referenceNumber: "SANDBOX-000007" } };
    const second = openClient();
    const [item] = await second.client.list();
    const delivery = await second.client.watchDelivery(item?.id ?? "", () => {});
    expect(delivery?.lfpse?.referenceNumber).toBe("SANDBOX-000007");
    await second.leave();
  });
});

describe("many faults, pages that come and go, and two tabs", () => {
  it(`lose nothing, double nothing and change nothing (seed ${testSeed})`, async () => {
    const { next: random } = seededRandom(testSeed);
    const kinds: readonly RelayFault[] = [
      "drop-request",
      "drop-response",
      "captive-portal",
      "other-id",
      "never-answer",
      500,
      503,
      { status: 429, retryAfterSeconds: 0 },
    ];
    const numbers = Array.from({ length: 120 }, (_, index) => index + 1);
    let made = 0;
    let tabs = [openClient(), openClient()];
    for (const number of numbers) {
      while (random() < 0.6) {
        const fault = kinds[Math.floor(random() * kinds.length)];
        // Each one that is never answered costs a whole time limit.
        if (fault === undefined || (fault === "never-answer" && random() < 0.8)) continue;
        relay.faults.push(fault);
        made += 1;
      }
      const tab = tabs[number % 2];
      expect(await tab?.client.submit(recordOf(number))).toMatchObject({ isStored: true });
      if (random() < 0.1) {
        await Promise.all(tabs.map(async ({ leave }) => await leave()));
        tabs = [openClient(), openClient()];
      }
    }
    for (const { client } of tabs) client.start();
    const [tab] = tabs;
    await eventually(async () => new Set(await tab?.states())).toEqual(new Set(["accepted"]));
    await Promise.all(tabs.map(async ({ leave }) => await leave()));
    expect(made).toBeGreaterThan(100);
    expect(new Map(relay.stored)).toEqual(new Map(numbers.map((number) => [recordOf(number).id, bodyOf(number)])));
  });
});
