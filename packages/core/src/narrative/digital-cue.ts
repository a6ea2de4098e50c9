import type { SystemTypeId } from "../factors/system-type.ts";
import type { CueKind } from "./cue-row.ts";

/**
 * A span of a narrative that suggests a digital system played a part.
 *
 * @example
 * const cue: DigitalCue = { kind: "system-failed", systemType: "epr", strength: "strong", start: 0, end: 12 };
 */
export interface DigitalCue {
  readonly kind: CueKind;
  /** The kind of system the words name; absent if they name none. A suggestion to show first, never an answer. */
  readonly systemType?: SystemTypeId;
  /**
   * `strong`: something went wrong with it, or it was used wrongly. `weak`: a system is only named, or the words may be
   * about paper, such as the wrong record.
   */
  readonly strength: "strong" | "weak";
  /** Index of the first UTF-16 code unit. */
  readonly start: number;
  /** Index after the last UTF-16 code unit. */
  readonly end: number;
}
