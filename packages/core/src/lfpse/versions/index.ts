export { type AnswerMatch, type ConditionalRule, conditionalRules } from "../conditional-rules.ts";
export { compareTaxonomies, type TaxonomyDifference } from "./compare-taxonomies.ts";
export { lfpse4 } from "./lfpse-4.ts";
export { type LfpseConcept, parseLfpseCode } from "./lfpse-code.ts";
export { type LoadTaxonomyOptions, loadTaxonomy } from "./load-taxonomy.ts";
