/**
 * The English words of the narrative nudge.
 *
 * @example
 * nudgeStringsEn.yes; // "Yes, tell us more"
 */
export const nudgeStringsEn = {
  /** In front of the first question; `{words}` are the reporter's own, from the host's narrative. */
  question: "You wrote “{words}”. Did a computer system play a part?",
  /** Buttons. The first takes the reporter to the question, the next two answer it, the last puts the nudge aside. */
  yes: "Yes, tell us more",
  no: "No",
  unknown: "Not sure",
  dismiss: "Hide this",
};

/**
 * The words of the narrative nudge in one language.
 *
 * @example
 * const words: NudgeStrings = nudgeStringsEn;
 */
export type NudgeStrings = typeof nudgeStringsEn;
