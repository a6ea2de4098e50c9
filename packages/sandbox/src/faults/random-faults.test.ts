import { describe, expect, it } from "vitest";
import { createRandomFaults } from "./random-faults.ts";

const take = (seed: number, rate: number, count: number) => {
  const source = createRandomFaults({ seed, rate });
  return Array.from({ length: count }, () => source.take()?.fault);
};

describe("createRandomFaults", () => {
  it("makes the same faults in the same order for the same seed, and others for another", () => {
    expect(take(7, 0.5, 200)).toEqual(take(7, 0.5, 200));
    expect(take(7, 0.5, 200)).not.toEqual(take(8, 0.5, 200));
  });

  it("makes as many as the rate says, of every kind that ends by itself", () => {
    const faults = take(1, 0.2, 20_000).filter((fault) => fault !== undefined);
    expect(faults.length / 20_000).toBeCloseTo(0.2, 1);
    expect(new Set(faults).size).toBe(21);
    expect(faults).not.toContain("black-hole");
  });

  it("makes none at rate 0 and one each time at rate 1", () => {
    expect(take(1, 0, 100).every((fault) => fault === undefined)).toBe(true);
    expect(take(1, 1, 100).every((fault) => fault !== undefined)).toBe(true);
  });

  it("begins again when restarted", () => {
    const source = createRandomFaults({ seed: 3, rate: 0.5, faults: ["429", "500"] });
    const first = Array.from({ length: 20 }, () => source.take());
    source.restart();
    expect(Array.from({ length: 20 }, () => source.take())).toEqual(first);
  });

  it.each([
    { rate: 1.1, seed: 1 },
    { rate: Number.NaN, seed: 1 },
    { rate: 0.1, seed: 0.5 },
    { rate: 0.1, seed: -1 },
    { rate: 0.1, seed: 1, faults: [] },
  ])("refuses %o", (options) => {
    expect(() => createRandomFaults(options)).toThrow(RangeError);
  });
});
