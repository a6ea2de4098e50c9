import {
  type FactorLabels,
  factorLabelsEn,
  reportAddresses,
  type YellowCardSummaryWords,
  yellowCardSummaryWordsEn,
} from "@digital-factors/core";
import type { NudgeStrings } from "./nudge-en.ts";
import type { StandaloneStrings } from "./standalone-en.ts";

/**
 * Every English word that the element shows. `{…}` marks what is filled in. Comments say where each text is shown.
 *
 * @example
 * stringsEn.questions.part.legend; // "Did a computer, phone, app or connected device play a part?"
 */
export const stringsEn = {
  /** `lang` attribute inside the element. */
  lang: "en",
  /** Tiles, factors and systems, in the words of the factor tree. */
  labels: factorLabelsEn as FactorLabels,
  /** Labels of the summary for the Yellow Card site. */
  summary: yellowCardSummaryWordsEn as YellowCardSummaryWords,

  /** Answers to every yes/no question. */
  yes: "Yes",
  no: "No",
  unknown: "Not sure",

  /** Questions by linkId: `legend` on the screen, `short` on the check screen, `error` when an answer is missing. */
  questions: {
    part: {
      legend: "Did a computer, phone, app or connected device play a part?",
      short: "Played a part",
      error: "Select whether a system played a part",
    },
    system: {
      legend: "Which system?",
      short: "System",
      error: "Select which system it was, or select not sure",
    },
    group: {
      legend: "What went wrong with it?",
      short: "What went wrong",
      error: "Select what went wrong, or select something else",
    },
    factors: {
      legend: "Which of these fits best?",
      hint: "Pick up to three.",
      short: "What fits best",
      error: "Select what fits best, or select not sure",
      /** When a fourth box is ticked. */
      tooMany: "You have picked three. Untick one to pick another",
      /** Last box of every tile but the closing one. */
      none: "None of these, or not sure",
    },
    "still-happening": { legend: "Is it still happening?", short: "Still happening" },
    "others-affected": { legend: "Could other patients be affected?", short: "Could affect others" },
    description: {
      legend: "In a few words, what did you see?",
      /** Legend when the system helped. */
      helped: "In a few words, how did it help?",
      hint: "Name the system and what it showed. No patient or staff names.",
      short: "What you saw",
      error: "Shorten what you saw to {max} characters or fewer",
    },
    "medical-device": {
      legend: "Does the system work out doses, diagnose, monitor or guide treatment?",
      hint: "If it does, it may be a medical device.",
      short: "Doses, diagnoses, monitors or guides",
    },
    harm: {
      legend: "What did it mean for the patient?",
      hint: "This decides who else should know.",
      short: "Effect on the patient",
    },
    "yellow-card": { legend: "Has a report been sent?", short: "Report sent" },
    involvement: { legend: "How should we describe it to LFPSE?", short: "Sent to LFPSE as" },
  },

  /** Radios of the first screen. */
  part: {
    main: "Yes, a main part",
    contributed: "Yes, it made it worse or more likely",
    possible: "It might have",
    helped: "It helped spot or stop it",
    none: "No",
    unknown: "Not sure",
  },
  /** Radios of the question on harm. */
  harm: {
    actual: "Someone was harmed",
    "near-miss": "Someone was nearly harmed",
    "delayed-or-wrong-care": "Care was late or wrong",
    none: "No effect",
    unknown: "Not sure",
  },

  system: {
    /** Radio that opens the search. */
    other: "Another system",
    search: "Search for the system",
    /** Legend of what the search finds. */
    found: "Systems found",
    /** Under the search box, read out as the list changes. */
    matches: "{n} systems match",
    oneMatch: "1 system matches",
    /** Last choice under the search: keeps the name as typed. */
    asTyped: "Use the name “{name}”",
    /** Before the version from the host's list. */
    version: "version {version}",
  },

  /** Under the text box. */
  count: {
    left: "You have {n} characters left",
    over: "You have {n} characters too many",
  },

  /** Asked under the text box when it holds what could identify someone. */
  identifier: {
    "nhs-number": "This looks like an NHS number. Remove it?",
    email: "This looks like an email address. Remove it?",
    phone: "This looks like a phone number. Remove it?",
    postcode: "This looks like a postcode. Remove it?",
    date: "This looks like a date of birth. Remove it?",
    remove: "Remove",
    keep: "Keep",
    error: "Choose whether to remove or keep what could identify someone",
    removed: "Removed",
  },

  /** Screen 4. */
  yellowCard: {
    /** Heading when only a fact is asked that decides whether a report is needed. */
    factHeading: "One more question",
    /** By the body that takes the report. `what`: first sentence. `hint`: under the reference box. */
    bodies: {
      "yellow-card": {
        heading: "This may need a Yellow Card",
        what: "A Yellow Card tells the MHRA, who check that medicines and medical devices are safe, that something went wrong.",
        reference: "Yellow Card reference",
        hint: "It is in the email from the MHRA. Leave this empty if you do not have it.",
        site: "Open the Yellow Card site",
        url: reportAddresses["yellow-card"],
      },
      iric: {
        heading: "This may need a report to IRIC",
        what: "In Scotland, health staff report problems with medical devices to IRIC, who pass them on to the MHRA.",
        reference: "IRIC reference",
        hint: "It came when the report was sent. Leave this empty if you do not have it.",
        site: "Open the IRIC site",
        url: reportAddresses.iric,
      },
      niaic: {
        heading: "This may need a report to NIAIC",
        what: "In Northern Ireland, health staff report problems with medical devices to NIAIC, who pass them on to the MHRA.",
        reference: "NIAIC reference",
        hint: "It came when the report was sent. Leave this empty if you do not have it.",
        site: "Open the NIAIC site",
        url: reportAddresses.niaic,
      },
    },
    /** First sentence for a patient or a member of the public. */
    publicWhat:
      "A Yellow Card is a report that anyone can send to the MHRA, who check that medicines and medical devices are safe.",
    /** Second sentence, by the rule that asks. */
    because: {
      "device-suspected-harm":
        "We ask because this system may be a medical device, and it may have played a part in harm or poor care.",
      "device-hazard": "We ask because this system may be a medical device, and it could harm someone next time.",
      "device-unknown": "We ask because this system could be a medical device. You do not need to be sure.",
      "harm-unknown": "We ask because this system may be a medical device. You do not need to know yet what it led to.",
      "device-made-in-house": "We ask because this system may work as a medical device, even if it was made here.",
      "availability-only":
        "We ask because this system may be a medical device, and it could not be used when it was needed.",
      "medicine-reaction": "We ask because a medicine may have caused harm.",
      "medicine-defective-or-fake": "We ask because a medicine may be faulty or fake.",
      "medicine-involvement-unknown": "We ask because a medicine may have played a part.",
    } as Readonly<Record<string, string>>,
    /** Third sentence. */
    both: "Both reports matter, and this one goes ahead whatever you answer here.",
    /** Radios. */
    status: {
      reported: "I have sent one",
      "reported-no-number": "I have sent one but don’t have the number",
      "someone-else-will": "Someone else will",
      "not-reported": "Not yet",
      unknown: "Not answered",
    },
    /** Which of the two the number is for, when a device and a medicine are in play. */
    covers: {
      legend: "What is the number for?",
      device: "The device or system",
      medicine: "The medicine",
      both: "Both",
      unknown: "Not sure",
    },
    /** Under the reference box; none of them stops anyone. */
    reference: {
      unseen: "We have not seen a number like this before. Check it. You can keep it as it is.",
      "too-short": "This is too short to be a reference. Check it, or leave it empty.",
      "too-long": "This is too long to be a reference. Check it, or leave it empty.",
      "no-digit": "A reference has a number in it. Check it, or leave it empty.",
      characters: "This has characters that a reference does not have. Check it, or leave it empty.",
      "web-address-or-email": "This looks like a web or email address. Enter the reference, or leave it empty.",
      "nhs-number": "This looks like an NHS number. Take it out. Enter the reference, or leave it empty.",
      /** Check screen, when what was typed cannot be a reference. */
      notAdded: "Not added. Please check it",
    },
    /** After the name of the site. */
    newTab: "(opens in a new tab)",
    summaryLabel: "Summary you can paste",
    summaryHint: "Read it first. It leaves out numbers that could identify someone, but not names.",
    copy: "Copy the summary",
    copied: "Summary copied",
    copyByHand: "The summary is selected. Press Ctrl and C to copy it",
    remind: "Remind me",
    reminded: "A reminder has been set",
    notReminded: "Reminders are not set up here. Please make a note to send one",
  },

  /** LFPSE's own seven texts, as they stand in its taxonomy v5; shown on the check screen. */
  involvement: {
    "1": "The wrong IT system or software was used",
    "2": "IT systems or software were used in a way they were not designed to be",
    "3": "IT systems or software were not used when they should have been",
    "4": "IT systems or software were faulty/malfunctioned",
    "5": "IT systems or software was not fit for purpose/did not perform adequately",
    "6": "Other",
    "7": "I don't know",
  },

  /** Screen 5. */
  check: {
    heading: "Check your answers",
    /** Heading in the inline layout, where the answers stand above. */
    next: "What happens next",
    change: "Change",
    done: "Done",
    notAnswered: "Not answered",
    /** Above the LFPSE wording, when it is a judgement. */
    involvement: "We will send this to LFPSE, the national safety service, as:",
    /** Who else should know: whom we tell, what the organisation does, what the reporter may do. */
    system: "We will also tell",
    organisation: "Your organisation will also need to tell",
    organisationMay: "Your organisation may also need to tell",
    reporter: "You may want to tell",
    when: "When: {clock}.",
    contextHeading: "Sent with your report",
    contextHint: "This helps find the fault. Remove anything you do not want to send.",
    remove: "Remove",
    removed: "{name} removed",
  },

  /** Routes on the check screen, by id: what it is called and why it is there. */
  routes: {
    lfpse: { name: "LFPSE", why: "The national service that learns from patient safety events in England." },
    local: { name: "Your incident system", why: "Your own safety team learns from it." },
    "yellow-card-device": { name: "The MHRA, with a Yellow Card", why: "The system may be a medical device." },
    "yellow-card-medicine": {
      name: "The MHRA, with a Yellow Card for the medicine",
      why: "A medicine may have caused harm.",
    },
    iric: { name: "IRIC", why: "The system may be a medical device, and you are in Scotland." },
    niaic: { name: "NIAIC", why: "The system may be a medical device, and you are in Northern Ireland." },
    manufacturer: { name: "The supplier of the system", why: "Only they can fix it for everyone." },
    "hazard-log": { name: "The clinical safety officer", why: "They keep the list of hazards for each system." },
    "national-service-desk": { name: "The National Service Desk", why: "A national NHS service may be at fault." },
    "national-back-office": { name: "The National Back Office", why: "Two patients’ details may be mixed up." },
    cyber: { name: "The cyber security team", why: "It may be an attack." },
    nis: { name: "The regulator for essential services", why: "Care may have been badly disrupted." },
    ico: { name: "The data protection officer", why: "Personal data may be lost, wrong or seen by the wrong person." },
    "sabre-shot": { name: "The transfusion team", why: "Blood may be involved." },
  },
  /** When a route has to be told, in words, for the time limits the rules give. Others are shown as they are. */
  clocks: {} as Readonly<Record<string, string>>,

  /** Names of the context items. */
  context: {
    product: "Product",
    version: "Version",
    module: "Part of the product",
    screen: "Screen",
    correlationId: "Trace number",
    device: "Device",
    lastErrorId: "Last error",
  },

  /** Buttons. */
  continue: "Continue",
  back: "Back",
  save: "Save and continue",
  /** Above the question. */
  progress: "Question {n} of about {total}",
  /** With `draft` on. `{time}` is hours and minutes. */
  savedOnComputer: "Saved on this computer at {time}",
  savedInTab: "Saved in this tab at {time}",
  /** In its place, by what is the matter, and read out once. */
  draftProblems: {
    notKept: "Nothing can be kept on this computer until you send your report.",
    keptElsewhere: "This form is open in another tab. Nothing here is kept until you send your report.",
    notOpened: "An earlier draft could not be opened. Nothing new is kept until you send your report.",
  },

  errors: {
    title: "There is a problem",
    /** Read before each message at its field. */
    prefix: "Error:",
    /** When the host brings a record of a format that is not known here. */
    unknownFormat:
      "The earlier answers come from another version of this form and cannot be shown. They have not been changed.",
  },

  /** After the last screen. */
  done: {
    thanks: "Thank you. There is nothing more to answer here.",
    saved: "Your answers are saved",
    change: "Change answers",
  },

  /** After sending. */
  delivery: {
    safe: "Your report is safe",
    waiting: "Saved on this computer. It will be sent by itself.",
    sending: "It is being sent now.",
    accepted: "It has been sent.",
    rejected: "It is kept, but it could not be sent. Tell the team who look after this form.",
    unknown: "It is kept. We are checking that it arrived.",
    reference: "National reference number:",
    oneWaiting: "1 report is waiting to be sent.",
    manyWaiting: "{n} reports are waiting to be sent.",
  },
};

/**
 * The words of one language: `stringsEn`, `stringsCy`, or a host's own.
 *
 * @example
 * const words: Strings = stringsEn;
 */
export type Strings = typeof stringsEn & {
  /** What only the elements that stand alone show; English where a language has none. */
  readonly standalone?: StandaloneStrings;
  /** What only the narrative nudge shows; English where a language has none. */
  readonly nudge?: NudgeStrings;
};
