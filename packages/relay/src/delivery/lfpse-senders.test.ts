import { lfpse5 } from "@digital-factors/core";
import { minimalAdverseEvent } from "@digital-factors/sandbox";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { planClaim } from "./claim-plan.ts";
import { createLfpseSenders, type LfpseCondition, type LfpseSendersOptions } from "./lfpse-senders.ts";
import { createManualClock } from "./manual-clock.fixtures.ts";

const refused: LfpseCondition = { isAsked: true, isReached: true, isWorking: false, retryAfterMs: 0 };
const unreachable: LfpseCondition = { isAsked: true, isReached: false, isWorking: false, retryAfterMs: 0 };
const worked: LfpseCondition = { isAsked: true, isReached: true, isWorking: true, retryAfterMs: 0 };

function sendersWith(parts: Partial<LfpseSendersOptions> = {}) {
  const clock = createManualClock();
  const keys: string[] = [];
  const changes: unknown[] = [];
  const senders = createLfpseSenders({
    baseUrl: "http://127.0.0.1:9/adverse-event/fhir",
    timeoutMs: 1_000,
    profile: lfpse5,
    subscriptionKey: "key-for-all",
    random: () => 1,
    clock,
    observer: { breakerChanged: (change) => changes.push(change), reachChanged: (change) => changes.push(change) },
    fetch: (_url, init) => {
      keys.push(new Headers(init?.headers).get("ocp-apim-subscription-key") ?? "");
      return Promise.resolve(Response.json({}, { status: 401 }));
    },
    ...parts,
  });
  return { senders, clock, keys, changes };
}

describe("createLfpseSenders", () => {
  it("sends with an organisation's own key, else with the one for all, and without any not at all", async () => {
    const organisations = { Z01: { lfpseSubscriptionKey: "key-of-z01" }, Z02: { lfpseRatePerMinute: 60 } };
    const { senders, keys } = sendersWith({ organisations });
    for (const organisation of ["Z01", "Z02", "Z03", "__proto__"]) {
      await senders.senderOf(organisation).client?.create(minimalAdverseEvent);
    }
    expect(keys).toEqual(["key-of-z01", "key-for-all", "key-for-all", "key-for-all"]);
    const keyless = sendersWith({ organisations, subscriptionKey: undefined }).senders;
    expect(keyless.senderOf("Z01").client).toBeDefined();
    expect(keyless.senderOf("Z02").client).toBeUndefined();
  });

  it("holds one organisation off and no other", () => {
    const { senders, changes } = sendersWith();
    senders.senderOf("Z01").enter()({ ...refused, retryAfterMs: 60_000 });
    senders.senderOf("Z02").enter()(worked);
    expect(senders.senderOf("Z01").room()).toEqual({ free: 0, waitMs: 60_000 });
    expect(senders.senderOf("Z02").room().free).toBe(4);
    expect(planClaim(senders, ["Z01", "Z02"], 10)).toEqual({
      limit: 10,
      perOrganisation: 4,
      exceptOrganisations: ["Z01"],
      waitMs: 60_000,
    });
    expect(changes).toEqual([{ organisation: "Z01", isOpen: true }]);
    expect(senders.condition()).toEqual([
      { organisation: "Z01", isPaused: true },
      { organisation: "Z02", isPaused: false },
    ]);
  });

  it("gives each organisation its own rate and its own places", () => {
    const organisations = { Z01: { lfpseRatePerMinute: 20 } };
    const { senders } = sendersWith({ organisations, ratePerMinute: 600, concurrency: 4 });
    expect(senders.newcomerRoom).toBe(2);
    const [slow, fast] = [senders.senderOf("Z01"), senders.senderOf("Z02")];
    slow.enter()(worked);
    slow.enter()(worked);
    expect(slow.room()).toEqual({ free: 0, waitMs: 3_000 });
    for (let started = 0; started < 4; started += 1) fast.enter();
    expect(fast.room()).toEqual({ free: 0, waitMs: Number.POSITIVE_INFINITY });
    expect(senders.senderOf("Z03").room().free).toBe(4);
  });

  it("tries an LFPSE that nobody reaches with one request of everyone's", async () => {
    const { senders, clock, changes } = sendersWith();
    for (const organisation of ["Z01", "Z02", "Z03"]) senders.senderOf(organisation).enter()(unreachable);
    const waitMs = senders.room().waitMs;
    expect(planClaim(senders, ["Z01", "Z02", "Z03"], 10)).toMatchObject({ limit: 0, waitMs });
    expect(senders.condition().every(({ isPaused }) => isPaused)).toBe(true);
    await clock.advance(waitMs);
    expect(planClaim(senders, ["Z01", "Z02", "Z03"], 10).limit).toBe(1);
    const probe = senders.senderOf("Z04").enter();
    expect(planClaim(senders, ["Z01"], 10)).toMatchObject({ limit: 0, waitMs: Number.POSITIVE_INFINITY });
    probe(refused);
    expect(planClaim(senders, ["Z01"], 10).limit).toBe(10);
    expect(changes).toContainEqual({ isReached: false });
    expect(changes.at(-1)).toEqual({ isReached: true });
  });

  it("waits for an answer as long as it is told to, five minutes too", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const fetch: typeof globalThis.fetch = (_url, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new DOMException("Ended.", "AbortError")));
      });
    const { senders } = sendersWith({ timeoutMs: 300_000, fetch });
    let kind: string | undefined;
    void senders
      .senderOf("Z01")
      .client?.update("event-1", minimalAdverseEvent)
      .then((outcome) => {
        kind = outcome.ok ? "done" : outcome.error.kind;
      });
    await vi.advanceTimersByTimeAsync(299_000);
    expect(kind).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kind).toBe("timeout");
  });

  it("tells how often LFPSE worked for an organisation, and takes a delivery's word once", () => {
    const { senders } = sendersWith({ concurrency: 1 });
    const sender = senders.senderOf("Z01");
    const leave = sender.enter();
    expect(sender.room().free).toBe(0);
    leave(worked);
    leave(refused);
    sender.enter()(refused);
    expect([sender.timesWorked(), senders.senderOf("Z02").timesWorked()]).toEqual([1, 0]);
  });

  it("takes no place of the rate for what was never sent", () => {
    const { senders } = sendersWith({ ratePerMinute: 1 });
    senders.senderOf("Z01").enter()({ isAsked: false, retryAfterMs: 0 });
    expect(senders.senderOf("Z01").room().free).toBe(1);
  });
});
