/** One word of a text: as it is looked up, and where it stands. */
export interface Word {
  /** Lower case, without apostrophes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Counts the sentences before it: a cue never reaches from one sentence into the next. */
  readonly sentence: number;
  /** Written like the name of a product: two capitals with small letters between, as in "ExampleMeds". */
  readonly isProductLike: boolean;
}

// Each repeat is over one class of characters and what follows it is not in that class: no text makes it go back.
const wordPattern = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu;
const productLike = /^\p{Lu}\p{Ll}{3,20}(?:\p{Lu}\p{Ll}{2,20}|GP)$/u;
const sentenceEnd = /[.!?;](?=\s)|\n/;
const longestName = 44;

/** Returns the words of a text in order; one pass. */
export function wordsOf(text: string): Word[] {
  const found: Word[] = [];
  let sentence = 0;
  let end = 0;
  for (const match of text.matchAll(wordPattern)) {
    const start = match.index;
    if (start - end > 1 ? sentenceEnd.test(text.slice(end, start)) : text[end] === "\n") sentence += 1;
    end = start + match[0].length;
    found.push({
      text: match[0].toLowerCase().replace(/['’]/, ""),
      start,
      end,
      sentence,
      isProductLike: match[0].length <= longestName && productLike.test(match[0]),
    });
  }
  return found;
}

const shortestMended = 5;
const longestMended = 14;

/** A word with one letter left out, for every letter but the first and the last. */
function withoutOneLetter(word: string): string[] {
  return Array.from(
    { length: Math.max(0, word.length - 2) },
    (_, index) => word.slice(0, index + 1) + word.slice(index + 2),
  );
}

/**
 * Returns a function that mends one slip inside a word (a letter too few, too many, or two the wrong way round), for the
 * words given. First and last letter must be right, and short or very long words are left as they are.
 */
export function spellingOf(known: readonly string[]): (word: string) => string {
  const exact = new Set(known);
  const outerLetters = (word: string) => word.slice(0, 1) + word.slice(-1);
  const outer = new Set(known.map(outerLetters));
  const byGap = new Map<string, string>();
  const mendable = known.filter(({ length }) => length >= shortestMended && length <= longestMended);
  for (const word of mendable) for (const gap of withoutOneLetter(word)) byGap.set(gap, word);
  return (word) => {
    if (word.length < shortestMended - 1 || word.length > longestMended + 1 || !outer.has(outerLetters(word)))
      return word;
    const tooShort = byGap.get(word);
    if (tooShort !== undefined) return tooShort;
    for (const gap of withoutOneLetter(word)) {
      if (gap.length >= shortestMended && exact.has(gap)) return gap;
      const near = byGap.get(gap);
      if (near !== undefined && near.length === word.length && hasSameLetters(near, word)) return near;
    }
    return word;
  };
}

function hasSameLetters(one: string, other: string): boolean {
  return [...one].sort().join("") === [...other].sort().join("");
}
