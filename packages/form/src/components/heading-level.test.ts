import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { headingLevelFrom } from "./heading-level.ts";

describe("headingLevelFrom", () => {
  it("takes 1 to 6 as text or number", () => {
    expect(["1", 2, "6"].map(headingLevelFrom)).toEqual([1, 2, 6]);
  });

  it("gives 3 for anything else", () => {
    for (const wrong of ["", "0", "7", "2.5", "two", null, undefined]) expect(headingLevelFrom(wrong)).toBe(3);
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (input) => {
        expect([1, 2, 3, 4, 5, 6]).toContain(headingLevelFrom(input));
      }),
    );
  });
});
