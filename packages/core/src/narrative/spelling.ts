/** The shortest word that is mended: in shorter ones a slip makes another word. */
export const shortestMended = 5;
/** From this length on a wrong letter inside is mended too. */
const longWord = 8;

/**
 * Tells whether a word is another with one slip of the finger inside: a letter too few or too many, two the wrong way
 * round, or, in a long word, a wrong one. First and last letter must be right. One pass over the two, no copy.
 */
export function isOneSlipFrom(known: string, written: string): boolean {
  const difference = written.length - known.length;
  if (known.length < shortestMended || Math.abs(difference) > 1) return false;
  let same = 0;
  while (same < written.length && written[same] === known[same]) same += 1;
  let sameAtEnd = 0;
  while (sameAtEnd < known.length && written.at(-1 - sameAtEnd) === known.at(-1 - sameAtEnd)) sameAtEnd += 1;
  if (same === 0 || sameAtEnd === 0) return false;
  const between = known.length - same - sameAtEnd;
  if (difference !== 0) return between <= (difference > 0 ? 0 : 1);
  if (between === 2) return written[same] === known[same + 1] && written[same + 1] === known[same];
  return between === 1 && known.length >= longWord;
}
