/**
 * English words that only the elements that stand alone show, `<yellow-card-prompt>` and `<reporting-routes>`. They are
 * apart from `stringsEn` so that a page with the form alone does not load them.
 *
 * @example
 * standaloneStringsEn.why; // "Why am I seeing this?"
 */
export const standaloneStringsEn = {
  /** Prompt: opens the reasons. */
  why: "Why am I seeing this?",
  /** Prompt: before the name of the page or law that a reason rests on. */
  source: "Source:",
  /** Prompt: why, for rules that no screen of the form explains. */
  because: {
    "lfpse-device-criteria":
      "We ask because a box was ticked for a medical device that may be faulty, fake or easy to get wrong.",
    "lfpse-medicine-criteria":
      "We ask because a box was ticked for a medicine that may have caused harm, or may be faulty, fake or easy to mix up.",
    "scotland-iric": "In Scotland, IRIC takes these reports from health staff.",
    "northern-ireland-niaic": "In Northern Ireland, NIAIC takes these reports from health staff.",
    "reference-covers-unknown":
      "A report has been sent. We do not know yet if it was for the system, the medicine or both.",
    "supplier-reports-to-mhra":
      "The maker of a device has its own way to tell the MHRA. A Yellow Card is for everyone else.",
  } as Readonly<Record<string, string>>,
  /** Prompt: where a device goes to IRIC or NIAIC, and a medicine is in play too. */
  medicineToo: "A medicine may have played a part too. For a medicine, a Yellow Card goes to the MHRA.",
  /** Routes: in place of everything else that could follow from a system. */
  noPart: "No system played a part, so nobody else needs to be told about one.",
  /** Routes: who acts, after the reason. */
  who: {
    system: "This goes by itself.",
    reporter: "This one is for you to send.",
    organisation: "Your organisation does this.",
    "clinical-safety-officer": "They add it to the hazard log.",
    "data-protection-officer": "They decide who has to be told.",
    "transfusion-team": "They report it.",
    supplier: "The maker of a device tells the MHRA itself.",
  },
  /** Routes: opens the list of pages and laws that the routes rest on. */
  sources: "Where this comes from",
};

/**
 * The words of one language that only the elements that stand alone show.
 *
 * @example
 * const words: StandaloneStrings = standaloneStringsEn;
 */
export type StandaloneStrings = typeof standaloneStringsEn;
