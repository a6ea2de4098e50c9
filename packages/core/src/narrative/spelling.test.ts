import { describe, expect, it } from "vitest";
import { isOneSlipFrom } from "./spelling.ts";

describe("isOneSlipFrom", () => {
  it.each([
    ["sytem", "system", true],
    ["systtem", "system", true],
    ["sysetm", "system", true],
    ["comptuer", "computer", true],
    ["computor", "computer", true],
    ["compiter", "computer", true],
    ["printed", "printer", false],
    ["pointer", "printer", false],
    ["systemic", "system", false],
    ["stem", "system", false],
    ["epar", "epr", false],
    ["", "system", false],
  ])("says of %j, meant %j: %s", (written, known, expected) => {
    expect(isOneSlipFrom(known, written)).toBe(expected);
  });
});
