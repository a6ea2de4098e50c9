import { describe, expect, it } from "vitest";
import { csvLine } from "./csv.ts";

describe("csvLine", () => {
  it("quotes every cell and doubles quotes", () => {
    expect(csvLine(["a,b", 'say "no"', 3, undefined])).toBe('"a,b","say ""no""","3",""\r\n');
  });

  it.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\u0000=1",
    "＝1",
    '=HYPERLINK("http://example.org")',
  ])("lets no spreadsheet take %j for a formula", (cell) => {
    expect(csvLine([cell])).toMatch(/^"'/);
  });

  it("keeps a cell on its line", () => {
    expect(csvLine(["one\r\ntwo\nthree\u2028four"])).toBe('"one two three four"\r\n');
  });

  it("leaves ids, times and codes as they are", () => {
    const cells = ["0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10", "2026-01-31T14:05:00.000Z", "Z01", "unknown-outcome"];
    expect(csvLine(cells)).toBe(`${cells.map((cell) => `"${cell}"`).join(",")}\r\n`);
  });
});
