import { CueReading, mayHaveCue } from "./cue-reading.ts";
import type { CueWords } from "./cue-row.ts";
import { cueWords } from "./cue-words.ts";
import type { DigitalCue } from "./digital-cue.ts";
import { PhraseBook } from "./phrases.ts";

/** A finder of cues, and how much work it was. */
export interface CueFinder {
  /** Finds the cues of a text. */
  readonly find: (text: string) => DigitalCue[];
  /** Steps of bounded work taken for the last text: in proportion to its length, whatever stands in it. */
  readonly steps: () => number;
}

/**
 * Returns a finder of cues for a table of one's own, as a measurement needs it.
 *
 * @param rows - The words and what they do.
 * @example
 * cueFinder([{ role: "cue", kind: "no-access", phrases: "locked out" }]).find("Locked out again."); // one cue
 */
export function cueFinder(rows: readonly CueWords[]): CueFinder {
  const book = new PhraseBook(rows);
  let readingSteps = 0;
  return {
    find: (text) => {
      const cues: DigitalCue[] = [];
      readingSteps = 0;
      book.read(text, mayHaveCue, (phrases) => {
        const reading = new CueReading(phrases);
        for (const cue of reading.cues()) cues.push(cue);
        readingSteps += reading.steps;
      });
      return cues;
    },
    steps: () => book.steps + readingSteps,
  };
}

/** Made when first asked: a page that only might scan a text does not wait for it. */
let inTable: CueFinder | undefined;

/**
 * Returns the spans of a narrative that suggest a digital system played a part, in order and without overlap: "EPR was
 * down", "couldn't log in", "results not showing". A reason to ask the reporter, never an answer: it misses some and is
 * wrong on some. Everyday words alone ("down", "system", "record") are no cue. Works on the device, in one pass.
 *
 * @param text - Free text of any length, English as written in UK services, slips of the finger included.
 * @see docs/narratives.md for how often it is right
 * @example
 * findDigitalCues("Meds late as EPR was down.").map(({ kind, systemType }) => [kind, systemType]); // [["system-failed", "epr"]]
 */
export function findDigitalCues(text: string): DigitalCue[] {
  inTable ??= cueFinder(cueWords);
  return inTable.find(text);
}
