import type { factorLabelsEn } from "../generated/factor-labels-en.ts";

/**
 * Words of one concept of the tree.
 *
 * @example
 * const label: ConceptLabel = { label: "Screen", hint: "What you look at" };
 */
export interface ConceptLabel {
  readonly label: string;
  readonly hint?: string;
}

/**
 * Words of the whole tree in one language: `factorLabelsEn`, `factorLabelsCy`, or a host's own.
 *
 * @example
 * const labels: FactorLabels = factorLabelsEn;
 */
export type FactorLabels = {
  readonly [List in keyof typeof factorLabelsEn]: {
    readonly [Id in keyof (typeof factorLabelsEn)[List]]: ConceptLabel;
  };
};
