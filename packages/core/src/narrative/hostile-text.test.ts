import { describe, expect, it } from "vitest";
import { findDigitalCues } from "./cues.ts";
import { findIdentifiers } from "./identifiers.ts";

/** What a hostile text repeats: near-matches, long runs, and cues without end. */
const units = [
  ...["a", "1", "1 ", "123-", "943 476 591 ", "a.", "a@a.", "aa@", "SW1A ", "31/12/", "07700 900", "+44 ", "it's'"],
  ...["’", "\n", ". ", "   ", "A", "AbcdefAbcdef ", "not ", "wrong ", "system ", "epr ", "epr was down "],
  ...["could not ", "results not ", "electronic patient ", "sytsem ", "prescribign ", "the system had not ", "e p "],
];
const worst = ["epr ", "epr was down ", "1", "943 476 591 ", "a@a."];

function repeated(unit: string, characters: number): string {
  return unit.repeat(Math.ceil(characters / unit.length)).slice(0, characters);
}

/** Work that grew with the square of the text would take minutes; the limit of the tests is a generous bound. */
describe.each([
  ["findDigitalCues", (text: string) => findDigitalCues(text)],
  ["findIdentifiers", (text: string) => findIdentifiers(text)],
])("%s, given a hostile text", (_name, find) => {
  it.each(units.map((unit) => [JSON.stringify(unit), unit]))(
    "ends soon at 256 KB of %s",
    { timeout: 20_000 },
    (_, unit) => {
      const text = repeated(unit, 262_144);
      for (const { start, end } of find(text)) expect(start).toBeLessThan(end);
    },
  );

  it("ends soon at a megabyte of the worst of them", { timeout: 60_000 }, () => {
    for (const unit of worst) {
      const text = repeated(unit, 1_048_576);
      const spans = find(text);
      expect(spans.every(({ start, end }) => start >= 0 && start < end && end <= text.length)).toBe(true);
    }
  });
});
