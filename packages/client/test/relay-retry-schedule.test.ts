import { describe, expect, it } from "vitest";
import { createMemoryStore } from "../src/outbox/memory-store.ts";
import { createRelayClient, type RelayClientOptions } from "../src/relay/relay-client.ts";
import { createManualClock } from "../src/retry/manual-clock.fixtures.ts";
import { recordOf } from "./records.ts";

const startMs = Date.parse("2026-03-02T09:20:00Z");
const dayMs = 86_400_000;

interface Given {
  /** Status and headers of each answer, the last one again and again; `fail` is no connection, `hang` no answer. */
  readonly answers: readonly ("fail" | "hang" | readonly [status: number, headers?: Record<string, string>])[];
  readonly options?: Partial<RelayClientOptions>;
  readonly jitter?: number;
  readonly forMs?: number;
  /** What happens when, in milliseconds from the start. */
  readonly meanwhile?: readonly [atMs: number, happens: (clock: ReturnType<typeof createManualClock>) => unknown];
}

/** Submits one report in simulated time; returns when each try left, in milliseconds from the start. */
async function scheduleOf({ answers, options, jitter = 1, forMs = 600_000, meanwhile }: Given) {
  const clock = createManualClock(startMs);
  const timer = { passedMs: 0 };
  const triesAtMs: number[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    triesAtMs.push(timer.passedMs);
    const answer = answers[Math.min(triesAtMs.length, answers.length) - 1] ?? "fail";
    if (answer === "fail") throw new TypeError("Failed to fetch");
    if (answer === "hang") {
      return await new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
      });
    }
    const [status, headers = {}] = answer;
    const id = new Headers(init?.headers).get("idempotency-key");
    return Response.json({ id, receivedAt: "2026-03-02T09:20:01.000Z", state: "waiting" }, { status, headers });
  };
  const client = createRelayClient({
    baseUrl: "http://relay.test",
    outbox: createMemoryStore(),
    fetch,
    clock,
    random: () => jitter,
    locks: null,
    ...options,
  });
  await client.submit(recordOf(1));
  const pass = async (untilMs: number) => {
    await clock.advance(0);
    // Step by step, so that each try knows the time that has passed, whatever the wall clock was set to.
    for (let next = clock.nextTimerMs(); next !== undefined && timer.passedMs + next <= untilMs; ) {
      timer.passedMs += next;
      await clock.advance(next);
      next = clock.nextTimerMs();
      if (triesAtMs.length > 1_000) throw new Error("The relay is hammered.");
    }
    await clock.advance(untilMs - timer.passedMs);
    timer.passedMs = untilMs;
  };
  if (meanwhile !== undefined) {
    await pass(meanwhile[0]);
    await meanwhile[1](clock);
  }
  await pass(forMs);
  await client.stop();
  return { triesAtMs, item: (await client.list())[0] };
}

describe("the retry schedule of the relay client", () => {
  it("doubles the longest wait from one second up to thirty, and then goes on for ever", async () => {
    const { triesAtMs, item } = await scheduleOf({ answers: ["fail"], forMs: 181_000 });
    expect(triesAtMs).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 61_000, 91_000, 121_000, 151_000, 181_000]);
    expect(item).toMatchObject({ state: "waiting", attempts: 11 });
  });

  it("spreads the tries over the whole wait", async () => {
    expect((await scheduleOf({ answers: ["fail"], jitter: 0.5, forMs: 20_000 })).triesAtMs).toEqual([
      0, 500, 1_500, 3_500, 7_500, 15_500,
    ]);
  });

  it.each([401, 403, 502, 503, 504])("keeps it at %i too", async (status) => {
    expect((await scheduleOf({ answers: [[status]], forMs: 20_000 })).triesAtMs).toEqual([
      0, 1_000, 3_000, 7_000, 15_000,
    ]);
  });

  it("keeps it for one report that the relay fails on, or that gets no answer in time", async () => {
    expect((await scheduleOf({ answers: [[500]], forMs: 20_000 })).triesAtMs).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
    const hung = await scheduleOf({ answers: ["hang"], options: { timeoutMs: 30_000 }, forMs: 130_000 });
    // 30 s and 1 s, 30 s and 2 s, 30 s and 4 s, 30 s and 8 s.
    expect(hung.triesAtMs).toEqual([0, 31_000, 63_000, 97_000]);
  });

  it("takes the host's own base and cap", async () => {
    const options = { backOffBaseMs: 100, backOffCapMs: 400 };
    expect((await scheduleOf({ answers: ["fail"], options, forMs: 1_600 })).triesAtMs).toEqual([
      0, 100, 300, 700, 1_100, 1_500,
    ]);
  });

  it("adds the jitter to what Retry-After asks, in seconds and as a date", async () => {
    const date = new Date(startMs + 20_000).toUTCString();
    const { triesAtMs, item } = await scheduleOf({
      answers: [[429, { "Retry-After": "7" }], [503, { "Retry-After": date }], [202]],
    });
    // 7 s and up to 1 s; then 12 s more to the date, and up to 2 s.
    expect(triesAtMs).toEqual([0, 8_000, 22_000]);
    expect(item?.state).toBe("accepted");
  });

  it.each([429, 500, 503])("waits a day at most, however much more a %i asks", async (status) => {
    const year = String(365 * 86_400);
    const { triesAtMs } = await scheduleOf({ answers: [[status, { "Retry-After": year }]], forMs: 2 * dayMs + 10_000 });
    expect(triesAtMs).toEqual([0, dayMs + 1_000, 2 * dayMs + 3_000]);
  });

  it.each([
    ["back by an hour", -3_600_000],
    ["back by ten years", -10 * 365 * dayMs],
    ["forth by ten years", 10 * 365 * dayMs],
  ])("waits no longer than the cap when the clock is set %s in the middle of a pause", async (_, jumpMs) => {
    const { triesAtMs } = await scheduleOf({
      answers: ["fail", "fail", "fail", "fail", [202]],
      // The third wait, from 7 s to 15 s.
      meanwhile: [10_000, (clock) => clock.jump(jumpMs)],
      forMs: 15_000,
    });
    expect(triesAtMs).toEqual([0, 1_000, 3_000, 7_000, 15_000]);
  });

  it("begins anew after a success", async () => {
    const { triesAtMs } = await scheduleOf({
      answers: ["fail", "fail", [500], [202]],
      forMs: 60_000,
    });
    expect(triesAtMs).toEqual([0, 1_000, 3_000, 7_000]);
  });
});
