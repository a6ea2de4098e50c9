import { describe, expect, it } from "vitest";
import type { Claim } from "../store/delivery-store.ts";
import { createFailureCount } from "./failure-count.ts";

const claim: Claim = {
  recordId: "a",
  organisation: "Z01",
  sequence: 2,
  kind: "update",
  body: "{}",
  fence: 1,
  attempts: 0,
  claimsInARow: 1,
};

/** Counts failures, LFPSE having worked so often for others before each; returns after how many it is too much. */
function failuresUntilParked(timesWorked: (failure: number) => number, most = 1_000): number | undefined {
  const failures = createFailureCount();
  for (let failure = 1; failure <= most; failure += 1) {
    if (failures.add(claim, "failed", timesWorked(failure))) return failure;
  }
  return undefined;
}

describe("createFailureCount", () => {
  it("has enough of an operation after five unreadable answers, whatever becomes of others", () => {
    const failures = createFailureCount();
    for (let answers = 1; answers < 5; answers += 1) expect(failures.add(claim, "unreadable", 0)).toBe(false);
    expect(failures.add({ ...claim, sequence: 3 }, "unreadable", 0)).toBe(false);
    expect(failures.add(claim, "unreadable", 0)).toBe(true);
  });

  it("has enough of an operation that failed twenty times while LFPSE worked for others", () => {
    expect(failuresUntilParked((failure) => failure)).toBe(20);
  });

  it("waits until LFPSE has worked for others, and for three failures after that", () => {
    expect(failuresUntilParked((failure) => Number(failure >= 100))).toBe(102);
  });

  it("never has enough of it while LFPSE works for nobody", () => {
    expect(failuresUntilParked(() => 7)).toBeUndefined();
  });

  it("begins anew with what was forgotten", () => {
    const failures = createFailureCount();
    for (let answers = 1; answers < 5; answers += 1) failures.add(claim, "unreadable", 0);
    failures.forget(claim);
    expect(failures.add(claim, "unreadable", 0)).toBe(false);
  });
});
