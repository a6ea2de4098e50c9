import { join } from "node:path";
import type { Sandbox } from "@digital-factors/sandbox";
import { describe, expect, it, vi } from "vitest";
import { expectNothingLost } from "./faults/expect-nothing-lost.ts";
import { eventsByRecord, judge } from "./faults/far-side.ts";
import { killRounds } from "./faults/kill-rounds.ts";
import { reconcile } from "./faults/reconcile.ts";
import { chosenSeed, seeded } from "./faults/seeded-random.ts";
import { submit } from "./faults/submitting.ts";
import { type SyntheticRecord, syntheticRecord } from "./faults/synthetic-record.ts";
import { untilDrained } from "./faults/until-drained.ts";
import { relayEnvironment, relayProcess } from "./relay-process.ts";
import { emptyFolder, reached, runningSandbox, stateOf } from "./running-relay.ts";

const random = seeded(chosenSeed());
const newRecord = () => syntheticRecord(random);

function eventsOf(sandbox: Sandbox, { id }: SyntheticRecord): number {
  return eventsByRecord(sandbox).get(id)?.length ?? 0;
}

describe("a relay killed after its 202", () => {
  it("delivers once what was stored and had not left", { timeout: 60_000 }, async () => {
    const sandbox = await runningSandbox();
    const environment = relayEnvironment(sandbox.url, join(await emptyFolder(), "relay.db"));
    const first = await relayProcess(environment);
    // LFPSE asks for a pause, so that the second record surely has not left when the relay is killed.
    sandbox.queueFault({ fault: "429", retryAfterSeconds: 3 });
    const refused = newRecord();
    await submit(first.url, refused);
    await vi.waitFor(
      async () => expect(await stateOf(first.url, refused.id)).toMatchObject({ state: "waiting", attempts: 1 }),
      { timeout: 15_000, interval: 10 },
    );
    const record = newRecord();
    const answer = await submit(first.url, record);
    expect(await first.end("SIGKILL")).toBe("SIGKILL");
    expect(answer.status).toBe(202);
    expect(sandbox.events()).toHaveLength(0);

    const second = await relayProcess(environment);
    const state = await reached(second.url, record.id, "accepted");
    const [event] = eventsByRecord(sandbox).get(record.id) ?? [];
    expect(state).toMatchObject({ attempts: 1, lfpse: { referenceNumber: event?.referenceNumber } });
    expect(await reached(second.url, refused.id, "accepted")).toMatchObject({ attempts: 2 });
    expect([eventsOf(sandbox, record), eventsOf(sandbox, refused)]).toEqual([1, 1]);
    expect(await (await submit(second.url, record)).text()).toBe(await answer.text());
    expect(await second.end("SIGTERM")).toBe(0);
  });

  it("parks what LFPSE was answering, delivers the rest once, and ends at one event for each after a person looked", {
    timeout: 60_000,
  }, async () => {
    const sandbox = await runningSandbox();
    const file = join(await emptyFolder(), "relay.db");
    const environment = relayEnvironment(sandbox.url, file);
    const first = await relayProcess(environment);
    // Two of the four that leave are stored before the kill, and two are not.
    sandbox.queueFault({ fault: "slow", times: 2, delayMs: 30_000 });
    sandbox.queueFault({ fault: "black-hole", times: 2 });
    const records = Array.from({ length: 10 }, newRecord);
    for (const record of records) expect((await submit(first.url, record)).status).toBe(202);
    for (const { id } of records.slice(0, 4)) await reached(first.url, id, "sending");
    await vi.waitFor(() => expect(sandbox.events()).toHaveLength(2), { timeout: 10_000 });
    await first.end("SIGKILL");

    const second = await relayProcess(environment);
    for (const record of records.slice(4)) {
      await reached(second.url, record.id, "accepted");
      expect(eventsOf(sandbox, record)).toBe(1);
    }
    for (const { id } of records.slice(0, 4)) {
      expect(await stateOf(second.url, id)).toMatchObject({ state: "unknown", attempts: 1 });
    }
    await second.end("SIGTERM");

    expect(await reconcile({ kind: "libsql", file }, sandbox)).toEqual({ isAtLfpse: 2, sentAgain: 2 });
    const third = await relayProcess(environment);
    for (const { id } of records) await reached(third.url, id, "accepted");
    await untilDrained(third.url, records);
    expect(judge(sandbox, records)).toEqual({ delivered: 10, lost: [], doubled: [], changed: [] });
  });

  it("keeps every 202 on libsql, killed at random 10 times under the load of 50 hosts", {
    timeout: 180_000,
  }, async () => {
    const file = join(await emptyFolder(), "relay.db");
    expectNothingLost(
      await killRounds({ rounds: 10, connections: 50, store: { kind: "libsql", file }, seed: chosenSeed() }),
    );
  });
});
