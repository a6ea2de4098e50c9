import { minimalAdverseEvent } from "@digital-factors/sandbox";
import { describe, expect, it } from "vitest";
import { createManualClock } from "../retry/manual-clock.fixtures.ts";
import { createLfpseClient } from "./lfpse-client.ts";
import type { LfpseClientOptions } from "./lfpse-client-options.ts";

const startMs = Date.parse("2026-03-02T09:20:00Z");

interface Given {
  /** Status and headers of each answer; the last one is given again and again. `"hang"` never answers. */
  readonly answers: readonly ("hang" | readonly [status: number, headers?: Record<string, string>])[];
  readonly options?: Partial<LfpseClientOptions>;
  readonly jitter?: number;
}

/** Sends an update in simulated time; returns when each try left, in milliseconds from the start, and how it ended. */
async function scheduleOf({ answers, options, jitter = 1 }: Given) {
  const clock = createManualClock(startMs);
  const triesAtMs: number[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    triesAtMs.push(clock.now() - startMs);
    const answer = answers[Math.min(triesAtMs.length, answers.length) - 1] ?? "hang";
    if (answer === "hang") {
      return await new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
      });
    }
    const [status, headers = {}] = answer;
    return Response.json({ resourceType: "AdverseEvent", id: "a" }, { status, headers });
  };
  const client = createLfpseClient({
    baseUrl: "http://127.0.0.1/adverse-event/fhir",
    subscriptionKey: "example",
    version: "5",
    fetch,
    clock,
    random: () => jitter,
    circuitBreaker: false,
    ...options,
  });
  let endedAtMs: number | undefined;
  const ended = client.update("a", minimalAdverseEvent).then((outcome) => {
    endedAtMs = clock.now() - startMs;
    return outcome;
  });
  await clock.advance(3_600_000);
  return { triesAtMs, endedAtMs, outcome: await ended };
}

describe("the retry schedule of the LFPSE client", () => {
  it("doubles the longest wait from one second up to thirty", async () => {
    const { triesAtMs, endedAtMs, outcome } = await scheduleOf({
      answers: [[503]],
      options: { maxAttempts: 9, deadlineMs: 600_000 },
    });
    expect(triesAtMs).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 61_000, 91_000, 121_000]);
    expect(endedAtMs).toBe(121_000);
    expect(outcome).toMatchObject({ ok: false, error: { kind: "server", status: 503 } });
  });

  it("spreads the tries over the whole wait", async () => {
    const options = { maxAttempts: 4, deadlineMs: 600_000 };
    expect((await scheduleOf({ answers: [[503]], options, jitter: 0 })).triesAtMs).toEqual([0, 0, 0, 0]);
    expect((await scheduleOf({ answers: [[503]], options, jitter: 0.5 })).triesAtMs).toEqual([0, 500, 1_500, 3_500]);
  });

  it("makes three tries unless it is told otherwise", async () => {
    expect((await scheduleOf({ answers: [[503]] })).triesAtMs).toEqual([0, 1_000, 3_000]);
  });

  it("adds the jitter to what Retry-After asks, in seconds and as a date", async () => {
    const date = new Date(startMs + 20_000).toUTCString();
    const { triesAtMs, outcome } = await scheduleOf({
      answers: [[429, { "Retry-After": "7" }], [503, { "Retry-After": date }], [200]],
    });
    // 7 s and up to 1 s; then 12 s more to the date, and up to 2 s.
    expect(triesAtMs).toEqual([0, 8_000, 22_000]);
    expect(outcome.ok).toBe(true);
  });

  it("takes a date that has passed as no wait, and an odd Retry-After as none", async () => {
    const past = new Date(startMs - 60_000).toUTCString();
    const answers = [[429, { "Retry-After": past }], [429, { "Retry-After": "soon" }], [200]] as const;
    expect((await scheduleOf({ answers })).triesAtMs).toEqual([0, 1_000, 3_000]);
  });

  it("ends each try at its limit, and the last one at the deadline", async () => {
    const { triesAtMs, endedAtMs, outcome } = await scheduleOf({
      answers: ["hang"],
      options: { maxAttempts: 9, timeoutMs: 40_000, deadlineMs: 100_000 },
    });
    // 40 s and 1 s, 40 s and 2 s; then 17 s are left, and no wait fits in after them.
    expect(triesAtMs).toEqual([0, 41_000, 83_000]);
    expect(endedAtMs).toBe(100_000);
    expect(outcome).toMatchObject({ ok: false, error: { kind: "timeout", timeoutMs: 17_000 } });
  });

  it("gives a try as long as its limit says, and the call at least as long", async () => {
    const { triesAtMs, endedAtMs, outcome } = await scheduleOf({ answers: ["hang"], options: { timeoutMs: 300_000 } });
    expect([triesAtMs, endedAtMs]).toEqual([[0], 300_000]);
    expect(outcome).toMatchObject({ ok: false, error: { kind: "timeout", timeoutMs: 300_000 } });
    const short = await scheduleOf({ answers: ["hang"], options: { timeoutMs: 300_000, deadlineMs: 50_000 } });
    expect(short.endedAtMs).toBe(50_000);
  });

  it("does not begin a wait that would end after the deadline", async () => {
    const { triesAtMs, endedAtMs, outcome } = await scheduleOf({
      answers: [[503], [503, { "Retry-After": "118" }]],
    });
    expect(triesAtMs).toEqual([0, 1_000]);
    expect(endedAtMs).toBe(1_000);
    expect(outcome).toMatchObject({ ok: false, error: { retryAfterMs: 118_000 } });
  });

  it.each([400, 404, 409, 410, 422, 401])("makes one try where the answer is %i", async (status) => {
    expect((await scheduleOf({ answers: [[status]] })).triesAtMs).toEqual([0]);
  });

  it("gives what the last try met when the circuit opens between two", async () => {
    const { triesAtMs, outcome } = await scheduleOf({
      answers: [[503]],
      options: { maxAttempts: 5, circuitBreaker: { failuresToOpen: 2, openMs: 600_000 } },
    });
    expect(triesAtMs).toEqual([0, 1_000]);
    expect(outcome).toMatchObject({ ok: false, error: { kind: "server", status: 503 } });
  });
});
