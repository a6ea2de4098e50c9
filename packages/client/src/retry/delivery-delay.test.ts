import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveryDelayMs } from "./delivery-delay.ts";

const backOff = (value: number) => ({ baseMs: 1_000, capMs: 30_000, random: () => value });

describe("deliveryDelayMs", () => {
  it("doubles its limit with each failure, up to the cap", () => {
    const limits = [1, 2, 3, 4, 5, 6, 2_000].map((failures) => deliveryDelayMs(failures, backOff(1)));
    expect(limits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("spreads over the whole range, so that many devices do not come at once", () => {
    expect(deliveryDelayMs(3, backOff(0))).toBe(0);
    expect(deliveryDelayMs(3, backOff(0.5))).toBe(2_000);
  });

  it("waits as long as Retry-After asks, and no less", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 0, max: 86_400_000 }),
        (failures, value, askedMs) => {
          const delayMs = deliveryDelayMs(failures, backOff(value), askedMs);
          return delayMs >= askedMs && delayMs <= askedMs + 30_000;
        },
      ),
    );
  });
});
