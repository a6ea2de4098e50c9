import { describe, expect, it } from "vitest";
import { spellingOf, wordsOf } from "./words.ts";

describe("wordsOf", () => {
  it("gives each word as it is looked up, and where it stands", () => {
    const [first, second] = wordsOf("  Couldn’t LOG");
    expect(first).toMatchObject({ text: "couldnt", start: 2, end: 10 });
    expect(second).toMatchObject({ text: "log", start: 11, end: 14 });
  });

  it("counts sentences at a full stop before a space and at a new line, not inside a number", () => {
    expect(wordsOf("at 8.30 down. Then\nnext").map(({ sentence }) => sentence)).toEqual([0, 0, 0, 0, 1, 2]);
  });

  it.each([
    ["ExampleMeds", true],
    ["ExampleGP", true],
    ["McRoberts", false],
    ["ReSPECT", false],
    ["Example", false],
  ])("takes %s for a product: %s", (word, isProductLike) => {
    expect(wordsOf(word)[0]?.isProductLike).toBe(isProductLike);
  });
});

describe("spellingOf", () => {
  const mend = spellingOf(["system", "computer", "printer"]);

  it.each([
    ["sytem", "system"],
    ["systtem", "system"],
    ["sysetm", "system"],
    ["comptuer", "computer"],
    ["system", "system"],
    ["printed", "printed"],
    ["systemic", "systemic"],
    ["stem", "stem"],
  ])("reads %s as %s", (written, meant) => {
    expect(mend(written)).toBe(meant);
  });
});
