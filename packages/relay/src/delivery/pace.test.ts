import { describe, expect, it } from "vitest";
import { createLfpseBreaker } from "./lfpse-breaker.ts";
import { createManualClock } from "./manual-clock.fixtures.ts";
import { narrower } from "./room.ts";
import { createTokenBucket } from "./token-bucket.ts";

const failed = { isWorking: false, retryAfterMs: 0 };
const worked = { isWorking: true, retryAfterMs: 0 };

describe("createTokenBucket", () => {
  it("lets a tenth of a minute's requests through at once, and then as many as the rate", async () => {
    const clock = createManualClock();
    const bucket = createTokenBucket(60, clock.now);
    for (let sent = 0; sent < 6; sent += 1) bucket.take();
    expect(bucket.room()).toEqual({ free: 0, waitMs: 1_000 });
    let sent = 6;
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1_000);
      for (; bucket.room().free > 0; sent += 1) bucket.take();
    }
    expect(sent).toBe(66);
  });

  it("lets one through at the slowest rate, and takes back what did not leave", () => {
    const bucket = createTokenBucket(1, () => 0);
    expect(bucket.room().free).toBe(1);
    bucket.take();
    expect(bucket.room()).toEqual({ free: 0, waitMs: 60_000 });
    bucket.giveBack();
    expect(bucket.room().free).toBe(1);
  });

  it("throws for a rate that lets nothing through", () => {
    expect(() => createTokenBucket(0, () => 0)).toThrow(RangeError);
  });
});

describe("createLfpseBreaker", () => {
  const breakerOf = (clock = createManualClock(), failuresToOpen = 1) => {
    const changes: boolean[] = [];
    const breaker = createLfpseBreaker({
      failuresToOpen,
      now: clock.now,
      random: () => 1,
      onChange: (isHolding) => changes.push(isHolding),
    });
    return { breaker, clock, changes };
  };

  it("lets one request at a time through after a failure, with pauses that double up to half a minute", async () => {
    const { breaker, clock, changes } = breakerOf();
    const pauses: number[] = [];
    for (let failures = 0; failures < 8; failures += 1) {
      const leave = breaker.enter();
      if (failures > 0) expect(breaker.room()).toEqual({ free: 0, waitMs: Number.POSITIVE_INFINITY });
      leave(failed);
      expect(breaker.room().free).toBe(0);
      pauses.push(breaker.room().waitMs);
      await clock.advance(breaker.room().waitMs);
      expect(breaker.room().free).toBe(1);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 32_000, 32_000]);
    breaker.enter()(worked);
    expect(breaker.room().free).toBe(Number.POSITIVE_INFINITY);
    expect(changes).toEqual([true, false]);
  });

  it("counts requests that failed together as one failure", () => {
    const { breaker } = breakerOf();
    const leaves = Array.from({ length: 4 }, breaker.enter);
    for (const leave of leaves) leave(failed);
    expect(breaker.room().waitMs).toBe(1_000);
  });

  it("waits as long as was asked for, also if another failure asks for less", () => {
    const { breaker } = breakerOf();
    const [one, other] = [breaker.enter(), breaker.enter()];
    one({ isWorking: false, retryAfterMs: 90_000 });
    other(failed);
    expect(breaker.room()).toEqual({ free: 0, waitMs: 90_000 });
    breaker.enter()({ isWorking: false, retryAfterMs: Number.POSITIVE_INFINITY });
    expect(breaker.room()).toEqual({ free: 0, waitMs: 86_400_000 });
  });

  it("stays closed until enough failures came in a row, and learns nothing from an attempt that was ended", () => {
    const { breaker } = breakerOf(createManualClock(), 3);
    breaker.enter()(failed);
    breaker.enter()(failed);
    breaker.enter()({ isWorking: undefined, retryAfterMs: 0 });
    expect(breaker.room().free).toBe(Number.POSITIVE_INFINITY);
    breaker.enter()(failed);
    expect(breaker.room().waitMs).toBe(1_000);
  });
});

describe("narrower", () => {
  it("leaves the smaller room, and the longer wait where there is none", () => {
    expect(narrower({ free: 3, waitMs: 0 }, { free: 2, waitMs: 0 })).toEqual({ free: 2, waitMs: 0 });
    expect(narrower({ free: 0, waitMs: 5 }, { free: 2, waitMs: 9 })).toEqual({ free: 0, waitMs: 5 });
    expect(narrower({ free: 0, waitMs: 5 }, { free: 0, waitMs: 9 })).toEqual({ free: 0, waitMs: 9 });
  });
});
