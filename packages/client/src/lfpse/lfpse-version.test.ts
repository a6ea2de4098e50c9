import { describe, expect, it } from "vitest";
import { newestSharedVersion } from "./lfpse-version.ts";

describe("newestSharedVersion", () => {
  it.each([
    [["4", "5"], undefined, "5"],
    [["5", "4"], undefined, "5"],
    [["4", "5", "6", "10"], undefined, "5"],
    [["4", "5", "6"], ["4", "5", "6"], "6"],
    [["4"], undefined, "4"],
    [["6", "7"], undefined, undefined],
    [[], undefined, undefined],
  ] as const)("picks of %j and %j version %s", (theirs, ours, expected) => {
    expect(newestSharedVersion(theirs, ours)).toBe(expected);
  });
});
