/**
 * Largest sizes that a record may have: characters (Unicode code points, as JSON Schema counts them; `maxlength` of a page
 * counts an emoji twice and so never lets too much through) and items.
 *
 * The limits are this project's. LFPSE publishes no length limit for the text that ours ends up in.
 *
 * @example
 * recordLimits.factors; // 3
 */
export const recordLimits = {
  /** Factors that one reporter may pick. */
  factors: 3,
  reviewFactors: 10,
  /** LFPSE takes 0 to 10 codes; there are seven. */
  involvement: 7,
  systems: 10,
  functions: 10,
  circumstances: 7,
  references: 4,
  descriptionCharacters: 2000,
  nameCharacters: 200,
  versionCharacters: 40,
  referenceCharacters: 100,
} as const;

/** Lists in which an entry given twice would be counted twice. */
export const listsWithoutRepeats = ["factors", "involvement"] as const;
