import { join } from "node:path";
import type { Sandbox } from "@digital-factors/sandbox";
import { describe, expect, it, vi } from "vitest";
import { exampleRecord } from "./example-record.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { emptyFolder, post, reached, runningSandbox, stateOf } from "./running-relay.ts";

type Example = ReturnType<typeof exampleRecord>;

/** A record whose words hold its id, so that its events can be counted at the far side. */
function markedRecord(): Example {
  const { id, ...rest } = exampleRecord();
  return { ...rest, id, description: `Example report ${id}.` };
}

function eventsOf(sandbox: Sandbox, { id }: Example): number {
  return sandbox.events().filter(({ resource }) => JSON.stringify(resource).includes(id)).length;
}

/** Numbers from 0 up to 1 that are the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("a relay killed after its 202", () => {
  it("delivers once what was stored and had not left", { timeout: 60_000 }, async () => {
    const sandbox = await runningSandbox();
    const environment = relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"));
    const first = await relayProcess(environment);
    // LFPSE asks for a pause, so that the second record surely has not left when the relay is killed.
    sandbox.queueFault({ fault: "429", retryAfterSeconds: 3 });
    const refused = markedRecord();
    await post(first.url, refused);
    await vi.waitFor(
      async () => expect(await stateOf(first.url, refused.id)).toMatchObject({ state: "waiting", attempts: 1 }),
      { timeout: 15_000, interval: 10 },
    );
    const record = markedRecord();
    const answer = await post(first.url, record);
    expect(await first.end("SIGKILL")).toBe("SIGKILL");
    expect(answer.status).toBe(202);
    expect(sandbox.events()).toHaveLength(0);

    const second = await relayProcess(environment);
    const state = await reached(second.url, record.id, "accepted");
    const event = sandbox.events().find(({ resource }) => JSON.stringify(resource).includes(record.id));
    expect(state).toMatchObject({ attempts: 1, lfpse: { referenceNumber: event?.referenceNumber } });
    expect(await reached(second.url, refused.id, "accepted")).toMatchObject({ attempts: 2 });
    expect([eventsOf(sandbox, record), eventsOf(sandbox, refused)]).toEqual([1, 1]);
    expect(await (await post(second.url, record)).text()).toBe(await answer.text());
    expect(await second.end("SIGTERM")).toBe(0);
  });

  it("parks what LFPSE was answering, and delivers the rest once", { timeout: 60_000 }, async () => {
    const sandbox = await runningSandbox();
    const environment = relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"));
    const first = await relayProcess(environment);
    sandbox.queueFault({ fault: "slow", times: 4, delayMs: 30_000 });
    const records = Array.from({ length: 10 }, markedRecord);
    for (const record of records) expect((await post(first.url, record)).status).toBe(202);
    for (const { id } of records.slice(0, 4)) await reached(first.url, id, "sending");
    await first.end("SIGKILL");

    const second = await relayProcess(environment);
    for (const record of records.slice(4)) {
      await reached(second.url, record.id, "accepted");
      expect(eventsOf(sandbox, record)).toBe(1);
    }
    for (const record of records.slice(0, 4)) {
      expect(await stateOf(second.url, record.id)).toMatchObject({ state: "unknown", attempts: 1 });
      expect(eventsOf(sandbox, record)).toBe(1);
    }
  });

  it("keeps every 202 and doubles nothing, killed at random 25 times under load", { timeout: 180_000 }, async () => {
    const seed = Number(process.env.DIGITAL_FACTORS_TEST_SEED ?? Date.now() % 1_000_000);
    const random = seeded(seed);
    const hint = `with DIGITAL_FACTORS_TEST_SEED=${seed}`;
    const sandbox = await runningSandbox();
    const environment = relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"));
    const receipts = new Map<Example, string>();
    const unanswered: Example[] = [];

    for (let round = 0; round < 25; round += 1) {
      const relay = await relayProcess(environment);
      sandbox.queueFault({ fault: "slow", times: 10, delayMs: Math.ceil(random() * 40) });
      const sent = Array.from({ length: 20 }, markedRecord).map(async (record) => {
        try {
          const answer = await post(relay.url, record);
          expect(answer.status).toBe(202);
          receipts.set(record, await answer.text());
        } catch {
          unanswered.push(record);
        }
      });
      // The moment of the kill is the one thing that has to be left to time.
      await new Promise((settle) => setTimeout(settle, random() * 120));
      await relay.end("SIGKILL");
      await Promise.all(sent);
    }

    const last = await relayProcess(environment);
    for (const [record, receipt] of receipts) {
      const repeat = await post(last.url, record);
      expect(await repeat.text(), hint).toBe(receipt);
    }
    for (const record of unanswered) expect((await post(last.url, record)).status, hint).toBe(202);
    const counts = { accepted: 0, unknown: 0 };
    for (const record of [...receipts.keys(), ...unanswered]) {
      const { state } = await reached(last.url, record.id, "accepted", "unknown");
      if (state === "accepted") {
        counts.accepted += 1;
        expect(eventsOf(sandbox, record), hint).toBe(1);
      } else {
        counts.unknown += 1;
        expect(eventsOf(sandbox, record), hint).toBeLessThanOrEqual(1);
      }
    }
    expect(counts.accepted + counts.unknown, hint).toBe(500);
    // At most four requests are under way at a time, so no more than that can be in doubt for each kill.
    expect(counts.unknown, hint).toBeLessThanOrEqual(100);
    expect(receipts.size, hint).toBeGreaterThan(0);
    expect(unanswered.length, hint).toBeGreaterThan(0);
  });
});
