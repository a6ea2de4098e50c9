import type { Issue } from "./issue.ts";

/**
 * A FHIR `OperationOutcome`, in the elements that STU3 and R4 share.
 *
 * @see https://hl7.org/fhir/R4/operationoutcome.html
 * @example
 * const outcome: OperationOutcome = {
 *   resourceType: "OperationOutcome",
 *   issue: [{ severity: "error", code: "required", diagnostics: "Say whether a digital system played a part." }],
 * };
 */
export interface OperationOutcome {
  readonly resourceType: "OperationOutcome";
  readonly issue: readonly OperationOutcomeIssue[];
}

/**
 * One entry of {@link OperationOutcome}.
 *
 * @example
 * const entry: OperationOutcomeIssue = { severity: "error", code: "login", diagnostics: "Send a valid token." };
 */
export interface OperationOutcomeIssue {
  readonly severity: "fatal" | "error" | "warning" | "information";
  /** FHIR issue type. */
  readonly code: string;
  readonly details?: {
    readonly text?: string;
    readonly coding?: readonly {
      readonly system?: string;
      readonly code?: string;
    }[];
  };
  readonly diagnostics?: string;
  /** FHIRPath of the place. */
  readonly expression?: readonly string[];
}

/** System of the `details.coding` entry that carries the question's linkId. */
const questionSystem = "urn:digital-factors:question";
/** System of the `details.coding` entry that carries the broken rule. */
const ruleSystem = "urn:digital-factors:rule";

/**
 * Returns the issues as a FHIR `OperationOutcome`: one entry each, the rule and the question in `details.coding`.
 *
 * @param issues - Issues as any `parse…` or `validate…` of this package returns them. 1 or more; none gives an empty list.
 * @example
 * const result = parseRecord({});
 * if (!result.ok) toOperationOutcome(result.issues).issue.length; // one for each missing field
 */
export function toOperationOutcome(issues: readonly Issue[]): OperationOutcome {
  return { resourceType: "OperationOutcome", issue: issues.map(toEntry) };
}

function toEntry(issue: Issue): OperationOutcomeIssue {
  const coding = [
    ...("rule" in issue ? [{ system: ruleSystem, code: issue.rule }] : []),
    ...(issue.linkId === undefined ? [] : [{ system: questionSystem, code: issue.linkId }]),
  ];
  return {
    severity: issue.severity,
    code: issue.code,
    details: { text: issue.message, ...(coding.length > 0 ? { coding } : {}) },
    diagnostics: issue.message,
    ...(issue.expression === undefined ? {} : { expression: [issue.expression] }),
  };
}

/**
 * Returns the issues that an `OperationOutcome` carries, each with its question where one is named: the way back from
 * {@link toOperationOutcome}, and what is readable in an outcome that another server wrote.
 *
 * @param outcome - Anything; what is not an `OperationOutcome` gives an empty list.
 * @example
 * issuesFromOperationOutcome({ resourceType: "OperationOutcome", issue: [{ severity: "error", code: "value", diagnostics: "Check the date." }] });
 */
export function issuesFromOperationOutcome(outcome: unknown): readonly Issue[] {
  if (!isObject(outcome) || outcome.resourceType !== "OperationOutcome" || !Array.isArray(outcome.issue)) return [];
  return outcome.issue.filter(isObject).map(fromEntry);
}

function fromEntry(entry: Readonly<Record<string, unknown>>): Issue {
  const details = isObject(entry.details) ? entry.details : {};
  const coding = Array.isArray(details.coding) ? details.coding.filter(isObject) : [];
  const codeOf = (system: string) => text(coding.find((each) => each.system === system)?.code);
  const linkId = codeOf(questionSystem);
  const expression = Array.isArray(entry.expression) ? text(entry.expression[0]) : undefined;
  return {
    severity: entry.severity === "warning" || entry.severity === "information" ? "warning" : "error",
    code: "value",
    rule: codeOf(ruleSystem) ?? text(entry.code) ?? "unknown",
    message: text(details.text) ?? text(entry.diagnostics) ?? "The receiving service did not say what is wrong.",
    ...(linkId === undefined ? {} : { linkId }),
    ...(expression === undefined ? {} : { expression }),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.length > 0 ? value : undefined;
}
