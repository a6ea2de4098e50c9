import type { FactorLabels } from "../factors/factor-labels.ts";
import type { QuestionId } from "../questions/question.ts";
import type { recordValues } from "../record/record-values.ts";

/** Words for each code of a list. */
type WordsOf<List extends keyof typeof recordValues> = Readonly<Record<(typeof recordValues)[List][number], string>>;

/**
 * Every word of the Questionnaire in one language: `questionnaireWordsEn`, `questionnaireWordsCy`, or a host's own.
 *
 * @example
 * const words: QuestionnaireWords = { ...questionnaireWordsEn, title: "Digital systems in this event" };
 */
export interface QuestionnaireWords {
  /** BCP 47 language, for `Questionnaire.language`. */
  readonly language: string;
  readonly title: string;
  /** Words of the factor tree: systems, tiles and factors. */
  readonly labels: FactorLabels;
  /** Headings of the screens. */
  readonly screens: Readonly<
    Record<"part-played" | "what-went-wrong" | "which-fits" | "yellow-card-screen" | "check-answers", string>
  >;
  /** Questions by linkId. */
  readonly questions: Readonly<Record<QuestionId, string>>;
  readonly hints: Readonly<Partial<Record<QuestionId | "yellow-card-reference-value", string>>>;
  readonly systemName: string;
  readonly reference: string;
  readonly referenceCovers: string;
  /** Last choice of every tile. */
  readonly noneOfThese: string;
  readonly part: WordsOf<"part">;
  readonly yesNoUnknown: WordsOf<"yesNoUnknown">;
  readonly harm: WordsOf<"harmKind">;
  readonly yellowCardStatus: WordsOf<"yellowCardStatus">;
  readonly covers: WordsOf<"covers">;
  /** LFPSE `ITSystemsInvolvementFactors`. */
  readonly involvement: WordsOf<"involvement">;
}
