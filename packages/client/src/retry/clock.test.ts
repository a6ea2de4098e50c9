import { describe, expect, it } from "vitest";
import { systemClock, wait } from "./clock.ts";
import { createManualClock } from "./manual-clock.fixtures.ts";

describe("wait", () => {
  it("is over when its time has come, and not before", async () => {
    const clock = createManualClock();
    let isOver = false;
    const waiting = wait(clock, 100).then(() => {
      isOver = true;
    });
    await clock.advance(99);
    expect(isOver).toBe(false);
    await clock.advance(1);
    await waiting;
    expect(isOver).toBe(true);
  });

  it("is over when the signal is aborted, before or meanwhile, and leaves no timer", async () => {
    const clock = createManualClock();
    const stopping = new AbortController();
    const waiting = wait(clock, 100, stopping.signal);
    stopping.abort();
    await waiting;
    await wait(clock, 100, stopping.signal);
    expect(clock.nextTimerMs()).toBeUndefined();
  });
});

describe("systemClock", () => {
  it("calls once its time has come, unless it was cancelled", async () => {
    let calls = 0;
    systemClock.after(0, () => {
      calls += 10;
    })();
    await new Promise<void>((resolve) => {
      systemClock.after(1, () => {
        calls += 1;
        resolve();
      });
    });
    expect(calls).toBe(1);
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1_000);
  });
});
