import {
  type Issue,
  type OperationOutcome,
  type OperationOutcomeIssue,
  toOperationOutcome,
} from "@digital-factors/core";
import type { Context } from "hono";
import { answer } from "./answer.ts";
import type { AppVariables } from "./app-variables.ts";

/** Media type of every error, and of every FHIR resource. */
export const fhirMediaType = "application/fhir+json";

/** Most entries in one answer: a body of nonsense must not make an answer of megabytes. */
const maxIssues = 50;

/**
 * Answers with an `OperationOutcome`, on Node's own response where there is one.
 *
 * @param status - HTTP status.
 * @param outcome - The outcome.
 * @param headers - Further headers.
 */
export function answerOutcome(
  context: Context<AppVariables>,
  status: number,
  outcome: OperationOutcome,
  headers?: Readonly<Record<string, string>>,
): Response {
  return answer(context, { status, mediaType: fhirMediaType, text: JSON.stringify(outcome), headers });
}

/**
 * Returns a response whose body is an `OperationOutcome`.
 *
 * @param status - HTTP status.
 * @param outcome - The outcome.
 * @param headers - Further headers.
 */
export function outcomeResponse(
  status: number,
  outcome: OperationOutcome,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(outcome), { status, headers: { "Content-Type": fhirMediaType, ...headers } });
}

/**
 * Returns an `OperationOutcome` for a fault of the request itself.
 *
 * @param code - FHIR issue type.
 * @param message - Rule and next step, without any answer.
 * @see FHIR R4, value set issue-type
 */
export function httpOutcome(code: string, message: string): OperationOutcome {
  return {
    resourceType: "OperationOutcome",
    issue: [{ severity: "error", code, details: { text: message }, diagnostics: message }],
  };
}

/** Returns an `OperationOutcome` of the issues, the first 50 of them. */
export function issuesOutcome(issues: readonly Issue[]): OperationOutcome {
  const shown = toOperationOutcome(issues.slice(0, maxIssues));
  if (issues.length <= maxIssues) return shown;
  const text = `${issues.length - maxIssues} more issues are not shown. Correct these first.`;
  const rest: OperationOutcomeIssue = {
    severity: "information",
    code: "too-long",
    details: { text },
    diagnostics: text,
  };
  return { ...shown, issue: [...shown.issue, rest] };
}
