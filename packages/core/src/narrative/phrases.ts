import type { SystemTypeId } from "../factors/system-type.ts";
import { type CueKind, type CueWords, type WordRole, wordRoles } from "./cue-row.ts";
import { fillers, mendedWords } from "./cue-words.ts";
import { type KnownWords, productLike, Vocabulary } from "./words.ts";

/** Roles as one number: a bit for each. */
export type Roles = number;

/** The bits of some roles. */
export function rolesOf(...roles: readonly WordRole[]): Roles {
  return roles.reduce((bits, role) => bits | (1 << wordRoles.indexOf(role)), 0);
}

/** What a phrase of the table does. */
interface PhraseMeaning {
  readonly roles: Roles;
  readonly systemType: SystemTypeId | undefined;
  readonly kind: CueKind | undefined;
}

/** A phrase of the table in a sentence. */
export interface Phrase extends PhraseMeaning {
  /** How many phrases of the sentence stand before it. */
  readonly index: number;
  /** Index of its first UTF-16 code unit, and the index after its last. */
  readonly start: number;
  readonly end: number;
  /** How many words of the text stand before its first, and before its last. */
  readonly first: number;
  readonly last: number;
  readonly clause: number;
}

const product: PhraseMeaning = { roles: rolesOf("digital"), systemType: undefined, kind: undefined };
/** A phrase and the small words in it: more are not looked at. It bounds the work for each word. */
const longestPhrase = 12;

/**
 * The phrases of a table, and a reader that finds them in a text: at each word the longest, without overlap. Small words
 * such as "the" may stand inside a phrase that does not have them.
 */
export class PhraseBook {
  readonly #vocabulary: Vocabulary;
  /** For a node and the id of a word, as one number: the next node. The first node is 0. */
  readonly #next = new Map<number, number>();
  /** For the id of a word: the node after it at the beginning of a phrase, or 0. */
  readonly #begins: Int32Array;
  /** For the id of a word: the roles of the phrases that have it as their rarest word. */
  readonly #keyRoles: Int32Array;
  readonly #isFiller: Uint8Array;
  readonly #meanings: (PhraseMeaning | undefined)[] = [undefined];
  #steps = 0;

  constructor(rows: readonly CueWords[]) {
    const written = rows.flatMap((row) => row.phrases.split(", ").map((phrase) => ({ row, words: phrase.split(" ") })));
    const capitals = new Map(
      written.flatMap(({ words }) =>
        words.filter((word) => /[A-Z]/.test(word)).map((word) => [word.toLowerCase(), word]),
      ),
    );
    const inCapitals = written
      .filter(({ words }) => words.some((word) => capitals.has(word)))
      .map(({ row, words }) => ({ row, words: words.map((word) => capitals.get(word) ?? word) }));
    const phrases = [...written, ...inCapitals];
    this.#vocabulary = new Vocabulary([...phrases.flatMap(({ words }) => words), ...fillers], mendedWords);
    this.#begins = new Int32Array(this.#vocabulary.size);
    this.#keyRoles = new Int32Array(this.#vocabulary.size);
    this.#isFiller = new Uint8Array(this.#vocabulary.size);
    const uses = new Map<string, number>();
    for (const word of phrases.flatMap(({ words }) => words)) uses.set(word, (uses.get(word) ?? 0) + 1);
    for (const { row, words } of phrases) {
      this.#learn(row, words);
      const [key = ""] = [...words].sort((one, other) => (uses.get(one) ?? 0) - (uses.get(other) ?? 0));
      const id = this.#vocabulary.id(key) ?? 0;
      this.#keyRoles[id] = (this.#keyRoles[id] ?? 0) | rolesOf(row.role);
    }
    for (const filler of fillers) this.#isFiller[this.#vocabulary.id(filler) ?? 0] = 1;
    this.#keyRoles[productLike] = product.roles;
  }

  /** Steps of bounded work taken for the last text. */
  get steps(): number {
    return this.#vocabulary.steps + this.#steps;
  }

  /**
   * Reads the sentences of a text that may have what is sought.
   *
   * @param text - Any text.
   * @param mayHave - Tells from the roles in a sentence whether it is worth reading. They are asked for twice: before its
   *   phrases are put together, when there may be too many, and after.
   * @param read - Gets the phrases of each such sentence, in order.
   */
  read(text: string, mayHave: (roles: Roles) => boolean, read: (phrases: readonly Phrase[]) => void): void {
    const known = this.#vocabulary.read(text);
    const { count, sentences, ids } = known;
    this.#steps = count;
    for (let from = 0; from < count; ) {
      const sentence = sentences[from];
      let roles = 0;
      let to = from;
      for (; to < count && sentences[to] === sentence; to += 1) roles |= this.#keyRoles[ids[to] ?? 0] ?? 0;
      if (mayHave(roles)) {
        const phrases = this.#readSentence(known, from, to);
        if (mayHave(phrases.reduce((all, each) => all | each.roles, 0))) read(phrases);
      }
      from = to;
    }
  }

  #readSentence(known: KnownWords, from: number, to: number): readonly Phrase[] {
    const phrases: Phrase[] = [];
    for (let at = from; at < to; ) at = this.#readPhrase(known, at, phrases);
    return phrases;
  }

  #learn(row: CueWords, words: readonly string[]): void {
    const roles = rolesOf(row.role);
    const ids = words.map((word) => this.#vocabulary.id(word) ?? 0);
    const [first = 0, ...rest] = ids;
    let node = this.#begins[first] || this.#addNode();
    this.#begins[first] = node;
    for (const id of rest) {
      const key = this.#key(node, id);
      const next = this.#next.get(key) ?? this.#addNode();
      this.#next.set(key, next);
      node = next;
    }
    const before = this.#meanings[node];
    this.#meanings[node] = {
      roles: roles | (before?.roles ?? 0),
      systemType: before?.systemType ?? row.systemType,
      kind: before?.kind ?? row.kind,
    };
  }

  #addNode(): number {
    return this.#meanings.push(undefined) - 1;
  }

  #key(node: number, id: number): number {
    return node * this.#begins.length + id;
  }

  /** Adds the longest phrase that begins at a word, and returns where to read on. */
  #readPhrase(known: KnownWords, from: number, phrases: Phrase[]): number {
    const id = known.ids[from] ?? 0;
    let node = this.#begins[id] ?? 0;
    let meaning = id === productLike ? product : this.#meanings[node];
    let to = from;
    for (let at = from + 1; node !== 0 && at < known.count && at < from + longestPhrase; at += 1) {
      this.#steps += 1;
      if (known.places[at] !== (known.places[at - 1] ?? 0) + 1 || known.clauses[at] !== known.clauses[from]) break;
      const next = this.#next.get(this.#key(node, known.ids[at] ?? 0));
      if (next === undefined) {
        if (this.#isFiller[known.ids[at] ?? 0] === 1) continue;
        break;
      }
      node = next;
      if (this.#meanings[node] !== undefined) {
        meaning = this.#meanings[node];
        to = at;
      }
    }
    if (meaning === undefined) return from + 1;
    phrases.push({
      roles: meaning.roles,
      systemType: meaning.systemType,
      kind: meaning.kind,
      index: phrases.length,
      start: known.starts[from] ?? 0,
      end: known.ends[to] ?? 0,
      first: known.places[from] ?? 0,
      last: known.places[to] ?? 0,
      clause: known.clauses[from] ?? 0,
    });
    return to + 1;
  }
}
