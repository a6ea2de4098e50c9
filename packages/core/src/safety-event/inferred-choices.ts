import type { OtherWordElement } from "./other-words.ts";

/**
 * What {@link toAdverseEvent} does where no source of NHS England says what LFPSE wants. The defaults
 * follow one vendor's client or sample, save that psychological harm is never left out; none is confirmed.
 *
 * @see docs/safety-event.md, "What is inferred"
 * @example
 * const choices: InferredChoices = { suspectEntity: false, otherWords: { ReporterRole: "with-code" } };
 */
export interface InferredChoices {
  /** Inferred: `category` is written as `AE`, or left out. Default: `"AE"`. */
  readonly category?: "AE" | "left-out";
  /** Inferred: `subject` refers to the contained Patient. Default: `true`. */
  readonly subject?: boolean;
  /** Inferred: `suspectEntity` refers to the contained medications and devices. Default: `true`. */
  readonly suspectEntity?: boolean;
  /**
   * Inferred, for each element with a code "Other": its words go with the code, or instead of it. Default: instead of it for
   * `ReporterRole`, `ReporterInvolvement` and `DetectionPoint`, with it for the others.
   */
  readonly otherWords?: Readonly<Partial<Record<OtherWordElement, "with-code" | "instead-of-code">>>;
  /**
   * Inferred: an age in days and an age bracket do not go together. Of a patient with both, `days` or `bracket` is sent and
   * the other returned as lost; `as-given` sends both. Default: `"days"`.
   */
  readonly age?: "days" | "bracket" | "as-given";
  /** Inferred: psychological harm is left out, and returned as lost, where physical harm is fatal. Default: `"sent"`. */
  readonly psychologicalHarmWithFatal?: "sent" | "left-out";
}

/** What is done where a caller chooses nothing. */
export const inferredDefaults = {
  category: "AE",
  subject: true,
  suspectEntity: true,
  otherWords: {
    RiskTimeframe: "with-code",
    GoodCareDetectionFactor: "with-code",
    DetectionPoint: "instead-of-code",
    ReporterType: "with-code",
    ReporterRole: "instead-of-code",
    ReporterInvolvement: "instead-of-code",
  },
  age: "days",
  psychologicalHarmWithFatal: "sent",
} as const satisfies InferredChoices;
