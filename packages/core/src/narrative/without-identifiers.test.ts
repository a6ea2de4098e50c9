import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findIdentifiers } from "./identifiers.ts";
import { withoutIdentifiers } from "./without-identifiers.ts";

const piece = fc.constantFrom(
  "999 000 0018",
  "020 7946 0018",
  "a@example.org",
  "01/02/1950",
  "LS1 4AP",
  "0",
  "9",
  " ",
  "-",
  "x",
  "+44",
);

describe("withoutIdentifiers", () => {
  it("puts the words given where an identifier was, and keeps the rest", () => {
    expect(withoutIdentifiers("Seen 01/02/2026 with 999 000 0018.", "(out)")).toBe("Seen (out) with (out).");
    expect(withoutIdentifiers("The screen froze.", "(out)")).toBe("The screen froze.");
  });

  it("leaves nothing to be found, however they run into each other", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(findIdentifiers(withoutIdentifiers(pieces.join(""), "[removed]"))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});
