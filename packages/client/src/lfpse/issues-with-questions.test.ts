import type { AdverseEvent, Issue } from "@digital-factors/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { issuesWithQuestions } from "./issues-with-questions.ts";

const event: AdverseEvent = {
  resourceType: "AdverseEvent",
  extension: [
    {
      url: "https://example.org/adverse-event-agent-5",
      extension: [
        { url: "InvolvedAgents", valueCode: "9" },
        { url: "YellowCardReference", valueString: "example 1" },
      ],
    },
  ],
};
const at = (expression: string): Issue => ({ severity: "error", code: "value", rule: "x", message: "m", expression });
const questionAt = (expression: string) => issuesWithQuestions([at(expression)], event)[0]?.linkId;

describe("issuesWithQuestions", () => {
  it.each([
    ["AdverseEvent.extension[0].extension[0].valueCode", "part"],
    ["AdverseEvent.extension[0].extension[1]", "yellow-card"],
    ["AdverseEvent.extension.extension.valueCode", "part"],
    ["AdverseEvent.extension[0].extension.where(url = 'ITSystemsInvolvementFactors').value", "involvement"],
    ["AdverseEvent.date", undefined],
    ["AdverseEvent.extension[7].extension[0]", undefined],
    ["AdverseEvent.__proto__.constructor", undefined],
  ])("finds the question of %s: %s", (expression, linkId) => {
    expect(questionAt(expression)).toBe(linkId);
  });

  it("leaves the question that an issue names already", () => {
    const issue = { ...at("AdverseEvent.extension[0].extension[0]"), linkId: "own" };
    expect(issuesWithQuestions([issue], event)).toEqual([issue]);
  });

  it("takes any text for a place", () => {
    fc.assert(fc.property(fc.string(), (text) => void questionAt(`AdverseEvent.${text}`)));
  });
});
