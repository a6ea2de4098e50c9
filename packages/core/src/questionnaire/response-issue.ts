import type { Issue } from "../outcome/issue.ts";
import type { QuestionId } from "../questions/question.ts";

/** Where in a response: FHIRPath, and the question if it is known. */
export interface ResponsePlace {
  readonly expression: string;
  readonly linkId?: QuestionId | undefined;
}

const messages = {
  resource: "This is not a QuestionnaireResponse. Send the resource that the renderer gave.",
  questionnaire: "This answers another Questionnaire. Send a response to the one that toQuestionnaire gives.",
  completed: "This response is not completed. Send it once its status is completed or amended.",
  "same-record":
    "This response belongs to another record. Leave the id out of the base, or use the record it belongs to.",
  "is-array": "This must be a list.",
  "is-object": "This must be an object.",
  "unknown-item": "The Questionnaire has no such item here. Check the linkId and the group it stands in.",
  "item-repeats": "This item is there more often than the Questionnaire allows. Leave one out.",
  "one-answer": "This question takes one answer. Leave the others out.",
  "is-coding": "This question is answered with a code. Use valueCoding, with system and code.",
  "is-string": "This question is answered in words. Use valueString.",
  "system-first": "This is about a system, but no system is named. Answer which system it was.",
} as const;

/** Returns one fault of a response: what rule, where, and what to do. */
export function responseIssue(
  code: "structure" | "invariant" | "not-supported",
  rule: keyof typeof messages,
  place: ResponsePlace,
): Issue {
  return { severity: "error", code, rule, ...at(place), message: messages[rule] };
}

/** Returns the fault of a code that the question does not offer. */
export function responseCodeIssue(valueSet: string, place: ResponsePlace): Issue {
  return {
    severity: "error",
    code: "code-invalid",
    valueSet,
    ...at(place),
    message: "This is not one of the codes that the question offers. Use a code and system of its answerOption.",
  };
}

function at({ expression, linkId }: ResponsePlace) {
  return { ...(linkId === undefined ? {} : { linkId }), expression };
}
