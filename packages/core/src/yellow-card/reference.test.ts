import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkYellowCardReference } from "./reference.ts";

describe("checkYellowCardReference", () => {
  it.each([
    ["ADR 24016450", "ADR24016450"],
    ["  adr-24016450 ", "ADR-24016450"],
    ["GB-MHRA-ADR 24016450", "GB-MHRA-ADR24016450"],
    ["GB-MHRA-MIDB-3eade4aa-0be1-440f-9a24-47ba272e181a", "GB-MHRA-MIDB-3EADE4AA-0BE1-440F-9A24-47BA272E181A"],
    ["ADR\u00a0\u00a024016450", "ADR24016450"],
  ])("knows the shape of %j", (text, key) => {
    expect(checkYellowCardReference(text)).toMatchObject({ ok: true, key, isKnownShape: true });
  });

  it.each(["2023/001/001/123", "YC-EXAMPLE-0001", "X1Z", "1234567"])(
    "accepts %j, a shape never seen, and says so",
    (text) => {
      expect(checkYellowCardReference(text)).toMatchObject({ ok: true, value: text, isKnownShape: false });
    },
  );

  it.each([
    ["", "empty"],
    ["   ", "empty"],
    ["A1", "too-short"],
    [`1${"x".repeat(100)}`, "too-long"],
    ["x".repeat(5000), "too-long"],
    ["ABC DEF", "no-digit"],
    ["AB\u00071", "characters"],
    ["<b>12345</b>", "characters"],
    ["https://example.org/1", "web-address-or-email"],
    ["someone1@example.org", "web-address-or-email"],
    ["999 000 0018", "nhs-number"],
  ])("refuses %j as %s", (text, reason) => {
    expect(checkYellowCardReference(text)).toEqual({ ok: false, reason });
  });

  it("gives a value that it accepts again, with the same key", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120, unit: "grapheme" }), (text) => {
        const once = checkYellowCardReference(text);
        if (once.ok) expect(checkYellowCardReference(once.value)).toEqual(once);
      }),
      { numRuns: 3000 },
    );
  });
});
