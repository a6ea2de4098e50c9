import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { criteriaFrom } from "./criteria-from.ts";

describe("criteriaFrom", () => {
  it("takes LFPSE's codes, each once", () => {
    expect(criteriaFrom(["5", "3", "3", "8", 1, null])).toEqual(["3", "5"]);
  });

  it("gives nothing for what is no list, and never throws", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (input) => {
        for (const code of criteriaFrom(input)) expect("1234567").toContain(code);
      }),
    );
  });
});
