import { describe, expect, it } from "vitest";
import { deliveryDelayMs } from "./delivery-delay.ts";

const longest = () => 1;

describe("deliveryDelayMs", () => {
  it("doubles its limit with each attempt, up to a minute", () => {
    const limits = [1, 2, 3, 6, 7, 1000].map((attempt) => deliveryDelayMs(attempt, 0, longest));
    expect(limits).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
  });

  it("spreads the attempts over the whole limit", () => {
    expect(deliveryDelayMs(3, 0, () => 0)).toBe(0);
    expect(deliveryDelayMs(3, 0, () => 0.25)).toBe(1000);
  });

  it("waits as long as Retry-After asks, and then the jitter", () => {
    expect(deliveryDelayMs(1, 30_000, () => 0)).toBe(30_000);
    expect(deliveryDelayMs(1, 3_600_000, longest)).toBe(3_601_000);
  });

  it("takes no more than a day from Retry-After", () => {
    expect(deliveryDelayMs(1, Number.POSITIVE_INFINITY, () => 0)).toBe(86_400_000);
  });

  it("throws for an attempt below 1", () => {
    expect(() => deliveryDelayMs(0)).toThrow(RangeError);
    expect(() => deliveryDelayMs(Number.NaN)).toThrow(RangeError);
  });
});
