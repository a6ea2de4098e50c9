import { describe, expect, it } from "vitest";
import { adminStrings, fill, wordsOf } from "./strings.ts";

function texts(words: unknown, path = ""): readonly (readonly [path: string, text: string])[] {
  if (typeof words === "string") return [[path, words]];
  return Object.entries(words as object).flatMap(([name, part]) => texts(part, `${path}.${name}`));
}

const english = new Map(texts(adminStrings.en));
const welsh = new Map(texts(adminStrings.cy));
const placesOf = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe("the Welsh words of the admin page", () => {
  it("are there for every English text, with the same places to fill in", () => {
    expect([...welsh.keys()]).toEqual([...english.keys()]);
    for (const [path, text] of english) expect(placesOf(welsh.get(path) ?? ""), path).toEqual(placesOf(text));
  });

  it("are not the English ones left in place", () => {
    const same = [...english].filter(([path, text]) => welsh.get(path) === text && text !== "LFPSE");
    expect(same).toEqual([]);
  });
});

describe("fill", () => {
  it("fills each place once, and does not fill what it filled in", () => {
    expect(fill("{id} of {n}", { id: "{n}", n: 2 })).toBe("{n} of 2");
  });
});

describe("wordsOf", () => {
  it("has no words for what every object inherits", () => {
    expect(wordsOf(adminStrings.en.reasons, "constructor")).toBeUndefined();
    expect(wordsOf(adminStrings.en.reasons, "unknown-outcome")).toContain("no clear answer");
  });
});
