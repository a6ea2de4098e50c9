import { describe, expect, it } from "vitest";
import { parseRecord } from "../record/parse-record.ts";
import { issuesFromOperationOutcome, toOperationOutcome } from "./operation-outcome.ts";

describe("toOperationOutcome", () => {
  it("carries place, rule, question and words of each issue", () => {
    const outcome = toOperationOutcome([
      {
        severity: "error",
        code: "invariant",
        rule: "max-items",
        linkId: "factors",
        expression: "factors",
        message: "Keep this to 3 entries or fewer.",
      },
    ]);
    expect(outcome).toEqual({
      resourceType: "OperationOutcome",
      issue: [
        {
          severity: "error",
          code: "invariant",
          details: {
            text: "Keep this to 3 entries or fewer.",
            coding: [
              { system: "urn:digital-factors:rule", code: "max-items" },
              { system: "urn:digital-factors:question", code: "factors" },
            ],
          },
          diagnostics: "Keep this to 3 entries or fewer.",
          expression: ["factors"],
        },
      ],
    });
  });
});

describe("issuesFromOperationOutcome", () => {
  it("gives back question, place and words of what toOperationOutcome wrote", () => {
    const result = parseRecord({ part: "yes" });
    if (result.ok) throw new Error("this record is not valid");
    const back = issuesFromOperationOutcome(JSON.parse(JSON.stringify(toOperationOutcome(result.issues))));
    expect(back.map(({ linkId, expression, message }) => [linkId, expression, message])).toEqual(
      result.issues.map(({ linkId, expression, message }) => [linkId, expression, message]),
    );
  });

  it("reads what another server wrote, as far as it is there", () => {
    const issue = [
      { severity: "information", diagnostics: "Remark" },
      { severity: "fatal", code: "exception" },
      "nonsense",
    ];
    expect(issuesFromOperationOutcome({ resourceType: "OperationOutcome", issue })).toMatchObject([
      { severity: "warning", message: "Remark" },
      { severity: "error", rule: "exception" },
    ]);
  });

  it.each([
    null,
    undefined,
    5,
    "x",
    [],
    {},
    { resourceType: "Bundle" },
    { resourceType: "OperationOutcome", issue: {} },
  ])("finds nothing in %j", (input) => {
    expect(issuesFromOperationOutcome(input)).toEqual([]);
  });
});
