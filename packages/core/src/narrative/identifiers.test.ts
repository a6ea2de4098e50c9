import { describe, expect, it } from "vitest";
import { findIdentifiers, isNhsNumber } from "./identifiers.ts";

const found = (text: string) => findIdentifiers(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe("findIdentifiers", () => {
  it.each([
    ["pt 999 000 0018 on ward", [["nhs-number", "999 000 0018"]]],
    ["pt 9990000018, seen", [["nhs-number", "9990000018"]]],
    ["batch 9990000019 is not one: its check digit is wrong", []],
    ["write to a.b@example.nhs.uk now", [["email", "a.b@example.nhs.uk"]]],
    [
      "ring 020 7946 0018 or +44 20 7946 0018",
      [
        ["phone", "020 7946 0018"],
        ["phone", "+44 20 7946 0018"],
      ],
    ],
    ["lives at ZZ99 9ZZ", [["postcode", "ZZ99 9ZZ"]]],
    [
      "born 01/02/1950 or 1950-02-01",
      [
        ["date", "01/02/1950"],
        ["date", "1950-02-01"],
      ],
    ],
    ["gave 10 mg at 14:05, 2.5 ml/h, version 4.2.1", []],
  ])("in %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("takes time in proportion to the length, on the worst text", () => {
    const worst = [
      "0".repeat(200_000),
      "a".repeat(200_000),
      "a.".repeat(100_000),
      "999 000 ".repeat(25_000),
      "01/".repeat(66_000),
    ];
    const begun = performance.now();
    for (const text of worst) findIdentifiers(text);
    // Quadratic time on 200,000 characters would be minutes; the bound only tells the two apart.
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe("isNhsNumber", () => {
  it.each([
    ["999 000 0018", true],
    ["999-000-0018", true],
    ["999 000 0019", false],
    ["999 000 001", false],
    ["", false],
  ])("says of %j: %s", (text, expected) => {
    expect(isNhsNumber(text)).toBe(expected);
  });
});
