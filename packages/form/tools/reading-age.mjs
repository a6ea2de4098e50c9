/*
 * How hard a text is to read, by two published formulas.
 *
 * Flesch-Kincaid grade level: Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy
 * enlisted personnel", Naval Technical Training Command, Research Branch Report 8-75, 1975.
 * Coleman-Liau index: Coleman and Liau, "A computer readability formula designed for machine scoring", Journal of Applied
 * Psychology 60(2), 1975. It counts letters, so it needs no syllables.
 * Both give a school grade of the United States. A child in grade n is n + 5 to n + 6 years old; we write n + 5.5.
 */

/** Reading age, in years, of grade 0. */
export const yearsAtGradeZero = 5.5;

/** What the rule below gets wrong, of the words that are used here. */
const syllablesOf = {
  app: 1,
  apps: 1,
  idea: 3,
  area: 3,
  patient: 2,
  patients: 2,
  science: 2,
  people: 2,
  create: 2,
  created: 3,
  being: 2,
  doing: 2,
  seeing: 2,
  quiet: 2,
  radio: 3,
  diagnose: 3,
  diagnoses: 4,
  observations: 4,
  something: 2,
  someone: 2,
  sometimes: 2,
  somewhere: 2,
  care: 1,
  themselves: 2,
  themself: 2,
  used: 1,
  fewer: 2,
  here: 1,
};

/** Syllables of a word. Letters of an abbreviation are spoken one by one; a figure counts as one. */
export function countSyllables(word) {
  const plain = word.replace(/[’']s$/, "").replaceAll(/[^\p{L}\p{N}]/gu, "");
  if (plain === "" || /^\d+$/.test(plain)) return 1;
  if (/^[A-Z]{2,}s?$/.test(plain)) return plain.replace(/s$/, "").length;
  const lower = plain.toLowerCase();
  if (Object.hasOwn(syllablesOf, lower)) return syllablesOf[lower];
  const spoken = lower
    .replace(/(?:[^laeiouy]es|[^aeioudt]ed|[^laeiouy]e)$/, (ending) =>
      /(?:[sxz]es|[cg]es|shes|ches)$/.test(lower) ? ending : ending[0],
    )
    .replace(/^y/, "");
  const groups = spoken.match(/[aeiouy]+/g)?.length ?? 0;
  const apart = spoken.match(/i(?:a(?!l)|o(?!n|u)|us$)|eo(?!us)|ua(?!r)|uous|eate/g)?.length ?? 0;
  return Math.max(1, groups + apart);
}

/** The words of a text: figures count, signs do not. What is filled in counts as one short word. */
export function wordsOf(text) {
  return text.replaceAll(/\{\w+\}/g, "ten").match(/[\p{L}\p{N}][\p{L}\p{N}’'.@/-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu) ?? [];
}

/** The sentences of a text. A label without a full stop is one. */
export function sentencesOf(text) {
  return text
    .split(/(?<=[.?!:])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

/** Returns counts, and what the formulas make of them, for some texts together. Ages in years. */
export function readingAge(texts) {
  const sentences = texts.flatMap(sentencesOf);
  const words = sentences.flatMap(wordsOf);
  const syllables = words.reduce((total, word) => total + countSyllables(word), 0);
  const letters = words.join("").replaceAll(/[^\p{L}\p{N}]/gu, "").length;
  const perHundred = (count) => (100 * count) / words.length;
  const grade = 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
  const colemanLiau = 0.0588 * perHundred(letters) - 0.296 * perHundred(sentences.length) - 15.8;
  return {
    sentences: sentences.length,
    words: words.length,
    wordsPerSentence: words.length / sentences.length,
    syllablesPerWord: syllables / words.length,
    age: grade + yearsAtGradeZero,
    colemanLiauAge: colemanLiau + yearsAtGradeZero,
  };
}
