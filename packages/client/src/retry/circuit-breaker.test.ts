import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CircuitEntry, type CircuitVerdict, createCircuitBreaker } from "./circuit-breaker.ts";
import { createManualClock } from "./manual-clock.fixtures.ts";

const leave = (entry: CircuitEntry, verdict: CircuitVerdict) => {
  if (entry.isOpen) throw new Error("It was not let through.");
  entry.leave(verdict);
};

describe("createCircuitBreaker", () => {
  it("opens after the failures in a row that it was told, and a success begins the count again", () => {
    const breaker = createCircuitBreaker(createManualClock(), { failuresToOpen: 2, openMs: 1_000 });
    for (const verdict of ["failed", "worked", "failed"] as const) leave(breaker.enter(), verdict);
    expect(breaker.state()).toEqual({ state: "closed", failures: 1 });
    leave(breaker.enter(), "failed");
    expect(breaker.enter()).toEqual({ isOpen: true, retryAfterMs: 1_000 });
  });

  it("lets one request through when it is half open, and no second beside it", async () => {
    const clock = createManualClock();
    const breaker = createCircuitBreaker(clock, { failuresToOpen: 1, openMs: 1_000 });
    leave(breaker.enter(), "failed");
    await clock.advance(1_000);
    const probe = breaker.enter();
    expect(probe.isOpen).toBe(false);
    expect(breaker.enter()).toEqual({ isOpen: true, retryAfterMs: 0 });
    leave(probe, "not-known");
    const next = breaker.enter();
    leave(next, "worked");
    expect(breaker.state()).toEqual({ state: "closed", failures: 0 });
  });

  it("does not count what was under way before it changed", () => {
    const breaker = createCircuitBreaker(createManualClock(), { failuresToOpen: 1, openMs: 1_000 });
    const [first, late] = [breaker.enter(), breaker.enter()];
    leave(first, "failed");
    leave(late, "worked");
    expect(breaker.state()).toEqual({ state: "open", retryAfterMs: 1_000 });
  });

  it("does not stay open for longer because the clock was set back", () => {
    const clock = createManualClock();
    const breaker = createCircuitBreaker(clock, { failuresToOpen: 1, openMs: 1_000 });
    leave(breaker.enter(), "failed");
    clock.jump(-86_400_000);
    expect(breaker.state()).toEqual({ state: "half-open" });
  });

  it("never keeps requests away for longer than it was told, whatever happens", () => {
    const step = fc.constantFrom("worked", "failed", "not-known", "wait");
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 4 }), (steps, failuresToOpen) => {
        const clock = createManualClock(0);
        const breaker = createCircuitBreaker(clock, { failuresToOpen, openMs: 100 });
        for (const each of steps) {
          if (each === "wait") {
            clock.jump(100);
            continue;
          }
          const entry = breaker.enter();
          if (entry.isOpen) expect(entry.retryAfterMs).toBeLessThanOrEqual(100);
          else entry.leave(each);
        }
        clock.jump(100);
        expect(breaker.enter().isOpen).toBe(false);
      }),
    );
  });

  it.each([{ failuresToOpen: 0 }, { failuresToOpen: 1.5 }, { openMs: 0 }, { openMs: Number.NaN }])(
    "throws on %o",
    (options) => {
      expect(() => createCircuitBreaker(createManualClock(), options)).toThrow(RangeError);
    },
  );
});
