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

/** The issue of a submission that may or may not be at LFPSE. */
export const unknownOutcomeIssue: Issue = {
  severity: "error",
  code: "value",
  rule: "unknown-outcome",
  message: "LFPSE may or may not have this report. Somebody has to check before it is sent again.",
};
