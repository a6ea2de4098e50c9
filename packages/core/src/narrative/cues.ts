import type { SystemTypeId } from "../factors/system-type.ts";
import { type CueKind, type CueWords, cueWords, mendedWords, routineVerbs, type WordRole } from "./cue-words.ts";
import { spellingOf, type Word, wordsOf } from "./words.ts";

/**
 * A span of a narrative that suggests a digital system played a part.
 *
 * @example
 * const cue: DigitalCue = { kind: "system-failed", systemType: "epr", strength: "strong", start: 0, end: 12 };
 */
export interface DigitalCue {
  readonly kind: CueKind;
  /** The kind of system the words name; absent if they name none. A suggestion to show first, never an answer. */
  readonly systemType?: SystemTypeId;
  /**
   * `strong`: something went wrong with it, or it was used wrongly. `weak`: a system is only named, or the wrong
   * record, which may be on paper.
   */
  readonly strength: "strong" | "weak";
  /** Index of the first UTF-16 code unit. */
  readonly start: number;
  /** Index after the last UTF-16 code unit. */
  readonly end: number;
}

interface PhraseNode {
  readonly next: Map<string, PhraseNode>;
  rows: CueWords[];
}

/** A phrase of the table in the text: the words `from` up to, not with, `to`. */
interface Phrase {
  readonly rows: readonly Pick<CueWords, "role" | "systemType" | "kind">[];
  readonly from: number;
  readonly to: number;
}

function phraseTreeOf(rows: readonly CueWords[]): PhraseNode {
  const tree: PhraseNode = { next: new Map(), rows: [] };
  for (const row of rows) {
    for (const phrase of row.phrases.split(", ")) {
      let node = tree;
      for (const word of phrase.split(" ")) {
        const next = node.next.get(word) ?? { next: new Map(), rows: [] };
        node.next.set(word, next);
        node = next;
      }
      node.rows.push(row);
    }
  }
  return tree;
}

const mend = spellingOf(mendedWords);
const product: Phrase["rows"] = [{ role: "digital" }];

/** How many words may stand between the two parts of a cue. It bounds the work for each phrase. */
const reach = { faultAfter: 8, faultBefore: 4, machineFault: 4, act: 3, arrival: 7, record: 3 };

/** The longest phrase of the table at each word, without overlap. */
function phrasesOf(words: readonly Word[], tree: PhraseNode): Phrase[] {
  const phrases: Phrase[] = [];
  for (let from = 0; from < words.length; ) {
    let rows: Phrase["rows"] = [];
    let to = from;
    let node: PhraseNode | undefined = tree;
    for (let at = from; node !== undefined; at += 1) {
      if (node.rows.length > 0) {
        rows = node.rows;
        to = at;
      }
      const word: Word | undefined = words[at];
      if (word === undefined || word.sentence !== words[from]?.sentence) break;
      node = node.next.get(word.text) ?? node.next.get(mend(word.text));
    }
    if (rows.length === 0 && words[from]?.isProductLike) {
      rows = product;
      to = from + 1;
    }
    if (rows.length > 0) phrases.push({ rows, from, to });
    from = Math.max(to, from + 1);
  }
  return phrases;
}

const hasRole = ({ rows }: Phrase, ...roles: readonly WordRole[]) => rows.some(({ role }) => roles.includes(role));

/** Tells whether the words before a system only say where something was written down: "documented on EPR". */
function isRoutine(words: readonly Word[], { from }: Phrase): boolean {
  const [verb, preposition] = [words[from - 2]?.text ?? "", words[from - 1]?.text ?? ""];
  return (
    (["on", "in", "onto", "into", "via"].includes(preposition) && routineVerbs.has(verb)) ||
    (preposition === "per" && verb === "as") ||
    preposition === "see"
  );
}

/** One text while it is read: its words, its phrases, and what was found. */
class Reading {
  readonly #words: readonly Word[];
  readonly #phrases: readonly Phrase[];
  readonly #found: DigitalCue[] = [];
  /** For each phrase that begins with "not": the phrase that ends the failed act, with what it is. */
  readonly #failed = new Map<Phrase, Phrase>();
  readonly #faults = new Set<Phrase>();

  constructor(text: string, tree: PhraseNode) {
    this.#words = wordsOf(text);
    this.#phrases = phrasesOf(this.#words, tree);
  }

  cues(): DigitalCue[] {
    for (const [index, phrase] of this.#phrases.entries())
      if (hasRole(phrase, "not")) this.#readFailedAct(index, phrase);
    for (const phrase of this.#phrases) if (this.#isFault(phrase)) this.#faults.add(phrase);
    for (const [index, phrase] of this.#phrases.entries()) this.#readPhrase(index, phrase);
    return withoutOverlap(this.#found);
  }

  #readFailedAct(index: number, not: Phrase): void {
    const act = this.#nearest(index, reach.act, "after", (each) =>
      hasRole(each, "act", "machine-act", "digital-act", "arrival"),
    );
    if (act === undefined) return;
    this.#failed.set(not, act);
    if (!hasRole(act, "digital-act")) return;
    const verb = this.#words[act.from]?.text ?? "";
    this.#add(/^(?:log|sign)/.test(verb) ? "no-access" : "not-shown", "strong", not, act);
  }

  #readPhrase(index: number, phrase: Phrase): void {
    for (const { role, kind, systemType } of phrase.rows) {
      if (role === "cue" && kind !== undefined && !this.#isDenied(phrase)) this.#add(kind, "strong", phrase, phrase);
      else if (role === "system" || role === "digital") this.#readSystem(index, phrase, role, systemType);
      else if (role === "ambiguous") this.#readMachine(index, phrase, systemType);
      else if (role === "information") this.#readInformation(index, phrase);
      else if (role === "wrong") {
        const record = this.#nearest(index, reach.record, "after", (each) => hasRole(each, "person-record"));
        if (record !== undefined) this.#add("wrong-record", "weak", phrase, record);
      }
    }
  }

  #readSystem(index: number, phrase: Phrase, role: WordRole, systemType?: SystemTypeId): void {
    if (isRoutine(this.#words, phrase)) return;
    const isFault = (each: Phrase) => this.#faults.has(each);
    const fault =
      this.#nearest(index, reach.faultAfter, "after", isFault) ??
      this.#nearest(index, reach.faultBefore, "before", isFault);
    if (fault !== undefined) {
      this.#add("system-failed", "strong", phrase, this.#failed.get(fault) ?? fault, systemType, fault);
    } else if (role === "system") this.#add("system-named", "weak", phrase, phrase, systemType);
  }

  #readMachine(index: number, phrase: Phrase, systemType?: SystemTypeId): void {
    const isMachineFault = (each: Phrase) => hasRole(each, "machine-fault") && this.#faults.has(each);
    const isMachineAct = (each: Phrase) => this.#hasFailed(each, "machine-act", "digital-act");
    const fault =
      this.#nearest(index, reach.machineFault, "after", isMachineFault) ??
      this.#nearest(index, reach.machineFault, "before", isMachineFault) ??
      this.#nearest(index, reach.machineFault, "after", isMachineAct);
    if (fault === undefined) return;
    this.#add("system-failed", "strong", phrase, this.#failed.get(fault) ?? fault, systemType, fault);
  }

  #readInformation(index: number, phrase: Phrase): void {
    const not = this.#nearest(index, reach.arrival, "after", (each) => this.#hasFailed(each, "arrival"));
    const arrival = not && this.#failed.get(not);
    if (arrival !== undefined) this.#add("not-shown", "strong", phrase, arrival);
  }

  #hasFailed(not: Phrase, ...roles: readonly WordRole[]): boolean {
    const act = this.#failed.get(not);
    return act !== undefined && hasRole(act, ...roles);
  }

  #isFault(phrase: Phrase): boolean {
    if (this.#failed.has(phrase) || hasRole(phrase, "wrong")) return true;
    return hasRole(phrase, "fault", "machine-fault") && !this.#isDenied(phrase);
  }

  /** Tells whether the word before says that it was not so: "never offline", "no error message". */
  #isDenied({ from }: Phrase): boolean {
    return /^(?:not|no|never|isnt|wasnt|without)$/.test(this.#words[from - 1]?.text ?? "");
  }

  /** The nearest phrase of the same sentence on one side, at most `distance` words away, that is accepted. */
  #nearest(
    index: number,
    distance: number,
    side: "before" | "after",
    accepts: (phrase: Phrase) => boolean,
  ): Phrase | undefined {
    const here = this.#phrases[index];
    if (here === undefined) return undefined;
    const sentence = this.#words[here.from]?.sentence;
    const step = side === "after" ? 1 : -1;
    for (let at = index + step; ; at += step) {
      const other = this.#phrases[at];
      if (other === undefined || this.#words[other.from]?.sentence !== sentence) return undefined;
      if ((step > 0 ? other.from - here.to : here.from - other.to) > distance) return undefined;
      if (accepts(other)) return other;
    }
  }

  #add(
    kind: CueKind,
    strength: DigitalCue["strength"],
    first: Phrase,
    last: Phrase,
    systemType?: SystemTypeId,
    middle: Phrase = last,
  ): void {
    const from = Math.min(first.from, last.from, middle.from);
    const to = Math.max(first.to, last.to, middle.to);
    const [start, end] = [this.#words[from]?.start, this.#words[to - 1]?.end];
    if (start === undefined || end === undefined) return;
    const isKnown = systemType !== undefined && systemType !== "not-sure";
    this.#found.push({ kind, ...(isKnown ? { systemType } : {}), strength, start, end });
  }
}

/** In order of place; of two that overlap the strong one stays, then the one that names a system, then the first. */
function withoutOverlap(cues: readonly DigitalCue[]): DigitalCue[] {
  const worth = ({ strength, systemType }: DigitalCue) => (strength === "strong" ? 2 : 0) + (systemType ? 1 : 0);
  const kept: DigitalCue[] = [];
  for (const cue of [...cues].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept.at(-1);
    if (last === undefined || cue.start >= last.end) kept.push(cue);
    else if (worth(cue) > worth(last)) kept[kept.length - 1] = cue;
  }
  return kept;
}

/**
 * Returns a finder of cues for a table of one's own, as a measurement needs it.
 *
 * @param rows - The words and what they do.
 * @example
 * cueFinder([{ role: "cue", kind: "no-access", phrases: "locked out" }])("Locked out again."); // one cue
 */
export function cueFinder(rows: readonly CueWords[]): (text: string) => DigitalCue[] {
  const tree = phraseTreeOf(rows);
  return (text) => new Reading(text, tree).cues();
}

const findInTable = cueFinder(cueWords);

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
  return findInTable(text);
}
