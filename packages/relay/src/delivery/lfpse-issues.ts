import type { Issue, QuestionId } from "@digital-factors/core";

/** Elements that the form's questions fill, by their names in LFPSE's taxonomy. */
const questionOfElement: readonly (readonly [element: string, question: QuestionId])[] = [
  ["YellowCardReference", "yellow-card"],
  ["ITSystemsInvolvementFactors", "involvement"],
  ["ProblemDescriptionSystemsSoftware", "description"],
  ["InvolvedAgents", "part"],
  ["DeviceType", "medical-device"],
];

/**
 * Returns the issues with the question each belongs to, where its expression names an element that a question fills.
 *
 * @param issues - As LFPSE or `validateAdverseEvent` gave them.
 */
export function withQuestions(issues: readonly Issue[]): Issue[] {
  return issues.map((issue) => {
    const question = questionOfElement.find(([element]) => issue.expression?.includes(element))?.[1];
    return issue.linkId !== undefined || question === undefined ? issue : { ...issue, linkId: question };
  });
}

/** The issue of a create that may or may not have been carried out. */
export const unknownOutcomeIssue: Issue = {
  severity: "error",
  code: "value",
  rule: "unknown-outcome",
  message: "LFPSE may or may not have this report. Somebody has to check before it is sent again.",
};

/** The issue of a record that this release cannot read. */
export const unreadableIssue: Issue = {
  severity: "error",
  code: "not-supported",
  rule: "stored-form",
  message: "This release of the relay cannot read the stored record. Ask whoever runs the relay.",
};

/** The issue of a record that waits for its organisation's key. */
export const noKeyIssue: Issue = {
  severity: "warning",
  code: "not-supported",
  rule: "no-key",
  message:
    "The relay has no LFPSE key for this organisation. It will be sent by itself once whoever runs the relay sets one.",
};

/** The issue of an operation whose handling failed, and is tried again. */
export const failedIssue: Issue = {
  severity: "warning",
  code: "value",
  rule: "relay-failed",
  message: "The relay failed while it handled this. It will be tried again by itself.",
};

/** The issue of an operation that is parked, because LFPSE took it again and again and never said that it was done. */
export const unreadableAnswerIssue: Issue = {
  severity: "error",
  code: "value",
  rule: "unreadable-answer",
  message:
    "LFPSE took this each time it was sent, and no answer says that it was done. Somebody has to check what LFPSE has.",
};

/** The issue of an operation that is parked, because LFPSE failed at it again and again, and at no other. */
export const keepsFailingIssue: Issue = {
  severity: "error",
  code: "value",
  rule: "keeps-failing",
  message:
    "LFPSE failed at this each time it was sent, though it worked for others. Somebody has to find out why before it is sent again.",
};

/** The issue of an operation that is parked, because handling it failed again and again. */
export const crashesIssue: Issue = {
  severity: "error",
  code: "value",
  rule: "crashes",
  message: "The relay failed each time it handled this. Tell whoever runs the relay; somebody has to decide on it.",
};
