// Synthetic narratives of about 300 characters, put together from the sentences of core's own synthetic ones.
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

const folder = new URL("../../packages/core/data/narratives/", import.meta.url);
const targetCharacters = 300;

/** Sentences of reports in which a system played a part, and of those in which none did. */
function sentences() {
  const reports = ["narratives.ndjson", "systems-that-worked.ndjson"].flatMap((file) =>
    readFileSync(new URL(file, folder), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
  const of = (isDigital) =>
    reports
      .filter(({ label }) => (label !== "none") === isDigital)
      .flatMap(({ text }) => text.replace(/\s+/g, " ").split(/(?<=[.!?]) /))
      .filter((each) => each.length > 0);
  return { digital: of(true), other: of(false) };
}

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns a function that makes the next narrative; one in ten holds a sentence about a system. */
export function narrativeMaker(seed = 1) {
  const { digital, other } = sentences();
  const next = numbersFrom(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  return () => {
    const parts = next() < 0.1 ? [pick(digital)] : [];
    let characters = parts.join("").length;
    while (characters < targetCharacters - 30) {
      const sentence = pick(other);
      parts.splice(Math.floor(next() * (parts.length + 1)), 0, sentence);
      characters += sentence.length + 1;
    }
    return parts.join(" ");
  };
}

/** Writes narratives into a file, one on each line. Returns its size. */
export function writeNarratives(path, count) {
  const make = narrativeMaker();
  const file = openSync(path, "w");
  let bytes = 0;
  try {
    for (let done = 0; done < count; ) {
      const lines = Array.from({ length: Math.min(10_000, count - done) }, make);
      done += lines.length;
      bytes += writeSync(file, `${lines.join("\n")}\n`);
    }
  } finally {
    closeSync(file);
  }
  return bytes;
}
