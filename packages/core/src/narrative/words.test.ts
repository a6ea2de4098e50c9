import { describe, expect, it } from "vitest";
import { productLike, Vocabulary } from "./words.ts";

const vocabulary = new Vocabulary(
  ["couldnt", "log", "at", "down", "system", "then", "next", "IT", "issue"],
  ["system"],
);

function wordsOf(text: string) {
  const { count, ids, starts, ends, places, sentences, clauses } = vocabulary.read(text);
  return Array.from({ length: count }, (_, index) => ({
    id: ids[index],
    text: text.slice(starts[index], ends[index]),
    place: places[index],
    sentence: sentences[index],
    clause: clauses[index],
  }));
}

describe("Vocabulary", () => {
  it("finds its words in either case, with and without an apostrophe, and says where they stand", () => {
    expect(wordsOf("  She Couldn’t LOG.")).toMatchObject([
      { id: vocabulary.id("couldnt"), text: "Couldn’t", place: 1 },
      { id: vocabulary.id("log"), text: "LOG", place: 2 },
    ]);
  });

  it("leaves an apostrophe that closes a quotation out of the word", () => {
    expect(wordsOf("'system'").map(({ text }) => text)).toEqual(["system"]);
  });

  it("counts sentences at a full stop before a space and at a new line, not inside a number", () => {
    expect(wordsOf("at 8.30 down. Then\nnext").map(({ sentence }) => sentence)).toEqual([0, 0, 1, 2]);
  });

  it("counts clauses at commas and brackets too", () => {
    expect(wordsOf("at, then (next) down").map(({ clause }) => clause)).toEqual([0, 1, 2, 3]);
  });

  it("finds the plural of its words, no other longer word and no part of one", () => {
    expect(wordsOf("systems systemic logg lo éat systemé").map(({ text }) => text)).toEqual(["systems"]);
  });

  it("mends one slip in the words that say so", () => {
    expect(wordsOf("sytem sysetm isue").map(({ id }) => id)).toEqual([
      vocabulary.id("system"),
      vocabulary.id("system"),
    ]);
  });

  it("takes a word of the table in capitals for itself only where the text has small letters too", () => {
    expect(wordsOf("told IT")[0]?.id).toBe(vocabulary.id("IT"));
    expect(wordsOf("told it")[0]?.id).toBe(vocabulary.id("it"));
    expect(wordsOf("TOLD IT")[0]?.id).not.toBe(vocabulary.id("IT"));
  });

  it.each([
    ["ExampleMeds", true],
    ["ExampleGP", true],
    ["McRoberts", false],
    ["ReSPECT", false],
    ["Example", false],
  ])("takes %s for a product: %s", (word, isProductLike) => {
    expect(wordsOf(word).some(({ id }) => id === productLike)).toBe(isProductLike);
  });
});
