import { describe, expect, it } from "vitest";
import { loadWords } from "./load-words.mjs";
import { countSyllables, readingAge, sentencesOf, wordsOf } from "./reading-age.mjs";
import { measureWords, readingAgeLimit } from "./words-page.mjs";

/** GOV.UK's style guidance asks for sentences of 25 words or fewer. */
const longestSentence = 25;

describe("countSyllables", () => {
  it("counts what is spoken", () => {
    const spoken = {
      card: 1,
      played: 1,
      needed: 2,
      devices: 3,
      system: 2,
      computer: 3,
      patient: 2,
      prescribing: 3,
      medicine: 3,
      changes: 2,
      table: 2,
      NHS: 3,
      "999": 1,
    };
    for (const [word, syllables] of Object.entries(spoken)) expect(countSyllables(word), word).toBe(syllables);
  });
});

describe("readingAge", () => {
  it("is the Flesch-Kincaid grade of a text counted by hand, as an age", () => {
    // Two sentences, nine words, ten syllables.
    const { age, words, sentences } = readingAge(["The screen was slow. It showed the wrong patient."]);
    expect({ words, sentences }).toEqual({ words: 9, sentences: 2 });
    expect(age).toBeCloseTo(0.39 * 4.5 + (11.8 * 10) / 9 - 15.59 + 5.5, 6);
  });

  it("takes a label without a full stop as a sentence, and what is filled in as one word", () => {
    expect(sentencesOf("Not sure")).toEqual(["Not sure"]);
    expect(wordsOf("You have {n} characters left")).toHaveLength(5);
  });
});

describe("words of the elements", async () => {
  const { screens, whole, hardest } = measureWords(await loadWords());

  it(`can be read at ${readingAgeLimit} years on every screen`, () => {
    for (const { name, age } of screens) expect(age, name).toBeLessThanOrEqual(readingAgeLimit);
    expect(whole.age).toBeLessThanOrEqual(readingAgeLimit);
  });

  it("are counted on every screen", () => {
    for (const { name, words } of screens) expect(words, name).toBeGreaterThan(20);
  });

  it(`stand in sentences of ${longestSentence} words or fewer`, () => {
    for (const { key, sentence } of hardest) expect(wordsOf(sentence).length, key).toBeLessThanOrEqual(longestSentence);
  });
});
