import { describe, expect, it } from "vitest";
import "./eventually.ts";
import { recordOf } from "./records.ts";
import { seededRandom, testSeed } from "./seeded-random.ts";
import { atRest, createSimulatedDevice } from "./simulated-device.ts";
import { createSimulatedRelay } from "./simulated-relay.ts";

const startMs = Date.parse("2026-03-02T09:20:00Z");
const bodyOf = (number: number) => JSON.stringify({ record: recordOf(number) });

function setUp(hasLocks: boolean, seed = testSeed) {
  const relay = createSimulatedRelay();
  const random = seededRandom(seed);
  const device = createSimulatedDevice(relay, { hasLocks, random: random.next, startMs });
  return { relay, device, random };
}

describe.each([
  ["with the browser's locks", true],
  ["without", false],
])("the same report submitted again and again, %s", (_, hasLocks) => {
  it.each([2, 3, 5, 10])("%i times at once from three tabs: one receipt, one report at the relay", async (times) => {
    const { relay, device } = setUp(hasLocks);
    const tabs = [device.openTab(), device.openTab(), device.openTab()];
    const receipts = await Promise.all(
      Array.from({ length: times }, async (_each, index) => await tabs[index % 3]?.client.submit(recordOf(1))),
    );
    await device.advance(120_000);
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt)))).toHaveLength(1);
    expect(relay.stored).toEqual([{ id: recordOf(1).id, body: bodyOf(1) }]);
    expect(relay.posts()).toBe(1);
  });

  it.each([2, 10])(
    "%i times one after the other, each after the one before was accepted: one at the relay",
    async (times) => {
      const { relay, device } = setUp(hasLocks);
      for (let time = 0; time < times; time += 1) {
        const tab = device.openTab();
        await tab.client.submit(recordOf(1));
        await device.advance(60_000);
        await tab.client.stop();
        tab.crash();
        // Also a month later, and after the clock was set.
        device.jump(time % 2 === 0 ? 30 * 86_400_000 : -86_400_000);
      }
      expect(relay.stored).toEqual([{ id: recordOf(1).id, body: bodyOf(1) }]);
      expect(device.entries().map(({ state }) => state)).toEqual(["accepted"]);
    },
  );

  it("with other words under its id, after it was accepted: the first stays, and the second is kept as a conflict", async () => {
    const { relay, device } = setUp(hasLocks);
    const { client } = device.openTab();
    await client.submit(recordOf(1));
    await device.advance(1_000);
    await client.submit(recordOf(1, "Other words."));
    await device.advance(60_000);
    expect(relay.stored).toEqual([{ id: recordOf(1).id, body: bodyOf(1) }]);
    expect(await client.list()).toMatchObject([{ state: "rejected", error: { kind: "conflict", status: 409 } }]);
    expect(await client.export()).toContain("Other words.");
  });
});

describe("an answer that is lost", () => {
  it.each(["drop-response", "stored-black-hole", "half-body"] as const)(
    "by %s, up to nine times in a row, makes no double: the last try finds the stored report",
    async (fault) => {
      const { relay, device } = setUp(true);
      relay.faults.push(...Array.from({ length: 9 }, () => fault));
      const { client } = device.openTab();
      await client.submit(recordOf(1));
      await device.advance(3_600_000);
      expect(relay.stored).toEqual([{ id: recordOf(1).id, body: bodyOf(1) }]);
      expect(await client.list()).toMatchObject([{ state: "accepted", attempts: 10 }]);
    },
  );
});

describe("a tab that is there and had nothing to do", () => {
  it.each([true, false])("takes over what a tab that crashed left, by itself (locks: %s)", async (hasLocks) => {
    const { relay, device } = setUp(hasLocks);
    device.openTab();
    const sender = device.openTab();
    await device.advance(60_000);
    relay.faults.push("black-hole");
    await sender.client.submit(recordOf(1));
    await atRest();
    sender.crash();
    await device.advance(60_000);
    expect(relay.stored).toEqual([{ id: recordOf(1).id, body: bodyOf(1) }]);
  });
});

describe("an outage of hours", () => {
  it.each(["drop-request", "black-hole", "captive-portal"] as const)(
    `by %s: all is delivered, within 60 seconds of the network's return (seed ${testSeed})`,
    async (fault) => {
      for (let seed = testSeed; seed < testSeed + 4; seed += 1) {
        const { relay, device, random } = setUp(true, seed);
        relay.faults.push(...Array.from({ length: 20_000 }, () => fault));
        const { client } = device.openTab();
        const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
        for (const number of numbers) {
          await client.submit(recordOf(number));
          await device.advance(random.below(1_800_000));
        }
        relay.faults.splice(0);
        await device.advance(60_000);
        await atRest();
        const ids = relay.stored.map(({ id }) => id);
        const inOrder = numbers.map((number) => recordOf(number).id);
        expect(ids.toSorted(), `seed ${seed}`).toEqual(inOrder);
        // Where no try reached anything, the oldest goes first; one that timed out may be put behind others.
        if (fault !== "black-hole") expect(ids, `seed ${seed}`).toEqual(inOrder);
      }
    },
  );
});
