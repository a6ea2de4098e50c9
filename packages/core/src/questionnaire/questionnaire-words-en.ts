import { factorLabelsEn } from "../generated/factor-labels-en.ts";
import type { QuestionnaireWords } from "./questionnaire-words.ts";

/**
 * The words of the Questionnaire in English; the seven texts of `involvement` are LFPSE's own, as they stand in its
 * taxonomy v5.
 *
 * @example
 * questionnaireWordsEn.questions.part; // "Did a computer, phone, app or connected device play a part?"
 */
export const questionnaireWordsEn: QuestionnaireWords = {
  language: "en",
  title: "Digital factors in a patient safety event",
  labels: factorLabelsEn,
  screens: {
    "part-played": "Part played",
    "what-went-wrong": "What went wrong",
    "which-fits": "What fits best",
    "yellow-card-screen": "Yellow Card",
    "check-answers": "Check your answers",
  },
  questions: {
    part: "Did a computer, phone, app or connected device play a part?",
    system: "Which system?",
    group: "What went wrong with it?",
    factors: "Which of these fits best?",
    "still-happening": "Is it still happening?",
    "others-affected": "Could other patients be affected?",
    description: "In a few words, what did you see?",
    "medical-device": "Does the system work out doses, diagnose, monitor or guide treatment?",
    harm: "What did it mean for the patient?",
    "yellow-card": "Has a report been sent?",
    involvement: "How should we describe it to LFPSE?",
  },
  hints: {
    factors: "Pick up to three.",
    description: "Name the system and what it showed. No patient or staff names.",
    "medical-device": "If it does, it may be a medical device.",
    harm: "This decides who else should know.",
    "yellow-card-reference-value": "It is in the email from the MHRA. Leave this empty if you do not have it.",
  },
  systemName: "Its name, if you know it",
  reference: "Yellow Card reference",
  referenceCovers: "What is the number for?",
  noneOfThese: "None of these, or not sure",
  part: {
    main: "Yes, a main part",
    contributed: "Yes, it made it worse or more likely",
    possible: "It might have",
    helped: "It helped spot or stop it",
    none: "No",
    unknown: "Not sure",
  },
  yesNoUnknown: { yes: "Yes", no: "No", unknown: "Not sure" },
  harm: {
    actual: "Someone was harmed",
    "near-miss": "Someone was nearly harmed",
    "delayed-or-wrong-care": "Care was late or wrong",
    none: "No effect",
    unknown: "Not sure",
  },
  yellowCardStatus: {
    reported: "I have sent one",
    "reported-no-number": "I have sent one but don’t have the number",
    "someone-else-will": "Someone else will",
    "not-reported": "Not yet",
    unknown: "Not sure",
  },
  covers: { device: "The device or system", medicine: "The medicine", both: "Both", unknown: "Not sure" },
  involvement: {
    "1": "The wrong IT system or software was used",
    "2": "IT systems or software were used in a way they were not designed to be",
    "3": "IT systems or software were not used when they should have been",
    "4": "IT systems or software were faulty/malfunctioned",
    "5": "IT systems or software was not fit for purpose/did not perform adequately",
    "6": "Other",
    "7": "I don't know",
  },
};
