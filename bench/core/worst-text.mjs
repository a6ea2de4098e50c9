// The longest a hostile text keeps the two finders busy, and whether that grows faster than the text.
import { importCore } from "./built-core.mjs";

const { findDigitalCues, findIdentifiers } = await importCore("narrative/index.js");

/** What is repeated: near-matches, long runs, and cues without end. */
const units = [
  "a",
  "1",
  "1 ",
  "123-",
  "943 476 591 ",
  "a.",
  "a@a.",
  "aa@",
  "SW1A ",
  "SW1A 1A",
  "31/12/",
  "07700 900",
  "+44 ",
  "it's'",
  "’",
  "\n",
  ". ",
  "   ",
  "A",
  "AbcdefAbcdef ",
  "not ",
  "wrong ",
  "system ",
  "epr ",
  "epr was down ",
  "could not ",
  "results not ",
  "electronic ",
  "electronic patient ",
  "sytsem ",
  "prescribign ",
  "the system had not ",
  "not show ",
  "wrong patient ",
  "e p ",
];
const sizes = [0.25, 0.5, 1];

function millisecondsOf(work) {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

function textOf(unit, megabytes) {
  const characters = megabytes * 1024 * 1024;
  return unit.repeat(Math.ceil(characters / unit.length)).slice(0, characters);
}

/** Returns for each finder the slowest text of 1 MB and its times at a quarter, a half and the whole. */
export function measureWorstText({ rounds }) {
  return Object.entries({ findDigitalCues, findIdentifiers }).map(([name, find]) => {
    const slowest = units
      .map((unit) => ({ unit, ms: millisecondsOf(() => find(textOf(unit, 0.25))) }))
      .sort((one, other) => other.ms - one.ms)
      .slice(0, 3);
    const timed = slowest.map(({ unit }) => {
      const texts = sizes.map((size) => textOf(unit, size));
      const times = sizes.map(() => []);
      for (let round = 0; round < rounds; round += 1) {
        for (const [index, text] of texts.entries()) times[index].push(millisecondsOf(() => find(text)));
      }
      // The least: what else the machine does only adds.
      const ms = times.map((each) => Math.min(...each));
      return { name, unit, megabytes: sizes, ms, growth: ms[2] / ms[0] };
    });
    return timed.sort((one, other) => other.ms[2] - one.ms[2])[0];
  });
}
