import { isOneSlipFrom, shortestMended } from "./spelling.ts";

/** The id of a word that is written like a product: two capitals with small letters after each, as in "ExampleMeds". */
export const productLike = 1;

const productPattern = /^\p{Lu}\p{Ll}{3,20}(?:\p{Lu}\p{Ll}{2,20}|GP)$/u;
const [shortestProduct, longestProduct] = [6, 44];
/** A length for which there is a bit. */
const longestMended = 30;

/** For each ASCII code: 1 to 36 for a letter in either case or a digit, 0 for what stands between words. */
const letterOfCode = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  return /[a-z0-9]/i.test(character) ? Number.parseInt(character, 36) + 1 : 0;
});
/** A letter that no word of a table has. */
const otherLetter = 37;
const letters = 38;

/** The number of a letter beyond ASCII. Symbols, punctuation and halves of emoji stand between words. */
function letterBeyondAscii(code: number): number {
  const isBetween =
    code < 0xc0 ||
    code === 0xd7 ||
    code === 0xf7 ||
    (code >= 0x2000 && code <= 0x2bff) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xd800 && code <= 0xf8ff) ||
    code >= 0xfe00;
  return isBetween ? 0 : otherLetter;
}

/** The number of the letter at a place of the text; 0 if none stands there, or at the end. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code > 127 ? letterBeyondAscii(code) : (letterOfCode[code] ?? 0);
}

const isApostrophe = (code: number) => code === 0x27 || code === 0x2019;

function isProductLike(text: string, start: number, end: number): boolean {
  const length = end - start;
  return length >= shortestProduct && length <= longestProduct && productPattern.test(text.slice(start, end));
}

const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;

/** A comma, colon, semicolon or bracket. */
const endsClause = (code: number) => code === 0x2c || code === 0x3a || code === 0x3b || code === 0x28 || code === 0x29;

/** A full stop and its like before a space, or a new line. */
function endsSentence(code: number, text: string, at: number): boolean {
  if (code === 0x0a) return true;
  return (code === 0x2e || code === 0x21 || code === 0x3f || code === 0x3b) && isSpace(text.charCodeAt(at + 1));
}

/**
 * The words of one text that the vocabulary knows, in order, in arrays that the next text writes over: reading makes no
 * object for a word. Whatever reads a text does it to the end before the next.
 */
export class KnownWords {
  count = 0;
  /** The vocabulary's id of each word. */
  ids = new Int32Array(256);
  /** Index of its first UTF-16 code unit, and the index after its last. */
  starts = new Int32Array(256);
  ends = new Int32Array(256);
  /** How many words of the text, known or not, stand before it. */
  places = new Int32Array(256);
  /** How many sentences and clauses end before it: a cue never reaches from one sentence into the next. */
  sentences = new Int32Array(256);
  clauses = new Int32Array(256);

  /** Makes room for every word of a text of this length. */
  makeRoomFor(characters: number): void {
    const words = Math.ceil(characters / 2);
    if (words <= this.ids.length) return;
    this.ids = new Int32Array(words);
    this.starts = new Int32Array(words);
    this.ends = new Int32Array(words);
    this.places = new Int32Array(words);
    this.sentences = new Int32Array(words);
    this.clauses = new Int32Array(words);
  }
}

/**
 * The words that a table looks for, each with an id, and a reader that finds them in a text in one pass, letter by letter:
 * without regard to case and apostrophes, in the singular or plural of the table, with one slip mended in the words that say so.
 *
 * A word that the table writes in capitals ("IT") is found only in capitals, and only in a text that has small letters too.
 */
export class Vocabulary {
  /** Steps of bounded work taken for the last text. A test holds them to the length of the text. */
  steps = 0;
  readonly #ids = new Map<string, number>();
  /** For a state (the letters of a word so far) and a letter, as one number: the next state. 0 is no word, 1 its beginning. */
  readonly #next: Uint16Array | Uint32Array;
  /** For a state: the id of the word that ends here, or 0. */
  readonly #idOfState: Uint16Array;
  /** For the id of a word in small letters the id of the same word in capitals, or 0. */
  readonly #capitals: Uint16Array;
  /** For the first and last letter of words that are mended: those words. */
  readonly #mended = new Map<number, string[]>();
  /** For the first and last letter: a bit for each length of a word that may be a slip of one of those. */
  readonly #mendedLengths = new Int32Array(letters * letters);
  readonly #known = new KnownWords();
  /** Whether the text has any small letter; not known until a word in capitals asks. */
  #hasSmallLetters: boolean | undefined;

  constructor(words: Iterable<string>, mended: readonly string[]) {
    const spellings = new Map<string, number>();
    const capitals: [small: number, inCapitals: number][] = [];
    for (const word of words) this.#learn(word);
    for (const [word, id] of [...this.#ids]) {
      const small = word.toLowerCase();
      spellings.set(small, this.#learn(small));
      if (small !== word) capitals.push([this.#learn(small), id]);
    }
    this.#capitals = new Uint16Array(this.size);
    for (const [small, inCapitals] of capitals) this.#capitals[small] = inCapitals;
    for (const [word, id] of [...spellings])
      if (word.length > 3 && !word.endsWith("s") && !spellings.has(`${word}s`)) spellings.set(`${word}s`, id);
    const states = [...spellings.keys()].reduce((sum, { length }) => sum + length, 2);
    this.#next = states > 0xffff ? new Uint32Array(states * letters) : new Uint16Array(states * letters);
    this.#idOfState = new Uint16Array(states);
    let count = 2;
    for (const [word, id] of spellings) {
      let state = 1;
      for (let at = 0; at < word.length; at += 1) {
        const edge = state * letters + letterAt(word, at);
        state = this.#next[edge] || count;
        this.#next[edge] = state;
        if (state === count) count += 1;
      }
      this.#idOfState[state] = id;
    }
    for (const word of mended.filter((each) => each.length >= shortestMended && each.length < longestMended)) {
      const outer = letterAt(word, 0) * letters + letterAt(word, word.length - 1);
      this.#mended.set(outer, [...(this.#mended.get(outer) ?? []), word]);
      this.#mendedLengths[outer] = (this.#mendedLengths[outer] ?? 0) | (0b111 << (word.length - 1));
    }
  }

  /** One more than the greatest id. */
  get size(): number {
    return this.#ids.size + productLike + 1;
  }

  /** The id of a word as the table writes it; `undefined` if the table has no such word. */
  id(word: string): number | undefined {
    return this.#ids.get(word);
  }

  /** Returns the known words of a text. They stand until the next text is read. */
  read(text: string): KnownWords {
    const known = this.#known;
    known.makeRoomFor(text.length);
    const { ids, starts, ends, places, sentences, clauses } = known;
    const [next, idOfState, capitals, mendedLengths] = [
      this.#next,
      this.#idOfState,
      this.#capitals,
      this.#mendedLengths,
    ];
    const length = text.length;
    this.steps = length;
    this.#hasSmallLetters = undefined;
    let [count, place, sentence, clause] = [0, 0, 0, 0];
    for (let at = 0; at < length; ) {
      const code = text.charCodeAt(at);
      const first = code < 128 ? (letterOfCode[code] ?? 0) : letterBeyondAscii(code);
      if (first === 0) {
        if (code !== 0x20) {
          const isSentenceEnd = endsSentence(code, text, at);
          if (isSentenceEnd) sentence += 1;
          if (isSentenceEnd || endsClause(code)) clause += 1;
        }
        at += 1;
        continue;
      }
      const start = at;
      let last = first;
      let state = next[letters + first] ?? 0;
      for (at += 1; at < length; at += 1) {
        const letter = letterAt(text, at);
        if (letter !== 0) {
          state = next[state * letters + letter] ?? 0;
          last = letter;
        } else if (!isApostrophe(text.charCodeAt(at)) || at + 1 === length || letterAt(text, at + 1) === 0) break;
      }
      let id = idOfState[state] ?? 0;
      if (id !== 0) {
        if (capitals[id] !== 0) id = this.#asWritten(id, text, start, at);
      } else {
        const isMendable = (((mendedLengths[first * letters + last] ?? 0) >> (at - start)) & 1) !== 0;
        if (isMendable) id = this.#mend(text, start, at, first * letters + last);
        if (id === 0 && (code < 0x61 || code > 0x7a) && isProductLike(text, start, at)) id = productLike;
      }
      if (id !== 0) {
        ids[count] = id;
        starts[count] = start;
        ends[count] = at;
        places[count] = place;
        sentences[count] = sentence;
        clauses[count] = clause;
        count += 1;
      }
      place += 1;
    }
    known.count = count;
    return known;
  }

  #learn(word: string): number {
    const id = this.#ids.get(word) ?? this.size;
    this.#ids.set(word, id);
    return id;
  }

  /** The id of the word in capitals, if it is written so in a text that has small letters; else the same id. */
  #asWritten(id: number, text: string, start: number, end: number): number {
    const word = text.slice(start, end);
    if (word !== word.toUpperCase()) return id;
    this.#hasSmallLetters ??= /[a-z]/.test(text);
    return this.#hasSmallLetters ? (this.#capitals[id] ?? id) : id;
  }

  /** The id of the word of which this one is a slip, or 0. */
  #mend(text: string, start: number, end: number, outer: number): number {
    const written = text.slice(start, end).toLowerCase().replace(/['’]/, "");
    for (const word of this.#mended.get(outer) ?? []) {
      this.steps += longestMended;
      if (isOneSlipFrom(word, written)) return this.#ids.get(word) ?? 0;
    }
    return 0;
  }
}
