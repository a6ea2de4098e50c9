import type { ClientError, Outcome, StoredEvent } from "@digital-factors/client/lfpse";
import type { Issue } from "@digital-factors/core";
import type { LfpseIdentity } from "../store/delivery-state.ts";
import type { Settlement } from "../store/delivery-store.ts";
import { deliveryDelayMs } from "./delivery-delay.ts";
import type { AnsweredFailure } from "./failure-count.ts";
import { keepsFailingIssue, unknownOutcomeIssue, unreadableAnswerIssue, withQuestions } from "./lfpse-issues.ts";
import type { LfpseRequest } from "./lfpse-request.ts";
import type { LfpseCondition } from "./lfpse-senders.ts";

/** What LFPSE was asked for and what the client made of the answer. */
export interface LfpseAnswer {
  readonly request: LfpseRequest;
  /** A withdrawal has no event. */
  readonly outcome: Outcome<StoredEvent | undefined>;
}

/**
 * Returns what LFPSE's answer means for an operation: done; waiting for another attempt, where that cannot make a second
 * event; parked as unknown, which only a create can be; or rejected.
 *
 * An event that is not there any more is withdrawn if an earlier attempt may have done it. Before that it was never there.
 *
 * @param attempt - Attempts made, this one included.
 * @param random - Source of the jitter, 0 up to 1.
 */
export function toSettlement({ request, outcome }: LfpseAnswer, attempt: number, random: () => number): Settlement {
  if (outcome.ok) return doneBy(request, outcome.value);
  const { error } = outcome;
  if (request.kind === "withdraw" && attempt > 1 && isNotThere(error)) return { state: "withdrawn" };
  if (request.kind === "create" && mayBeStored(error)) {
    const issues = "issues" in error ? error.issues : [];
    return { state: "unknown", issues: [unknownOutcomeIssue, ...withQuestions(issues)] };
  }
  if (error.isSafeToRetry) {
    const issue: Issue = {
      severity: "warning",
      code: "value",
      rule: `lfpse-${error.kind}`,
      message: `${error.message} It will be sent again by itself.`,
    };
    const delayMs = error.kind === "aborted" ? 0 : deliveryDelayMs(attempt, retryAfterMsOf(error), random);
    return { state: "waiting", delayMs, issues: [issue] };
  }
  return { state: "rejected", issues: reasonsOf(error) };
}

/**
 * Returns how LFPSE's answer failed an operation that waits for another attempt; `undefined` if the answer says nothing of
 * this operation: none came, or it asks to wait, or for another key.
 */
export function toAnsweredFailure({ outcome }: LfpseAnswer): AnsweredFailure | undefined {
  if (outcome.ok) return undefined;
  const { error } = outcome;
  if (isUnreadable(error)) return "unreadable";
  switch (error.kind) {
    case "server":
      return error.status === 503 ? undefined : "failed";
    case "auth":
      return error.status === 403 ? "failed" : undefined;
    case "network":
      return isFromElsewhere(error.reason) ? "failed" : undefined;
    case "unknown-outcome":
      return error.status === undefined ? undefined : "failed";
    default:
      return undefined;
  }
}

/** Returns the end of an operation that LFPSE's answers failed too often. */
export function toParked({ outcome }: LfpseAnswer, failure: AnsweredFailure): Settlement {
  const issue = failure === "unreadable" ? unreadableAnswerIssue : keepsFailingIssue;
  return { state: "parked", issues: [issue, ...(outcome.ok ? [] : reasonsOf(outcome.error))] };
}

/** Returns what an answer, or that none came, shows of LFPSE. */
export function toCondition({ outcome }: LfpseAnswer): LfpseCondition {
  if (outcome.ok) return { isAsked: true, isReached: true, isWorking: true, retryAfterMs: 0 };
  const { error } = outcome;
  const status = "status" in error ? error.status : undefined;
  const isAborted = error.kind === "aborted" || ("reason" in error && error.reason === "aborted");
  // Without a status, the client itself refused to send it.
  const isUnsent = error.kind === "rejected" && status === undefined;
  if (isAborted || isUnsent) return { isAsked: !isUnsent, retryAfterMs: 0 };
  return {
    isAsked: true,
    isReached: status !== undefined,
    isWorking: error.kind === "rejected" || error.kind === "conflict" || isUnreadable(error),
    retryAfterMs: retryAfterMsOf(error),
  };
}

function doneBy(request: LfpseRequest, event: StoredEvent | undefined): Settlement {
  if (request.kind === "withdraw" || event === undefined) return { state: "withdrawn" };
  const before: Partial<LfpseIdentity> = request.kind === "update" ? request.lfpse : {};
  const referenceNumber = event.referenceNumber ?? before.referenceNumber;
  return {
    state: "accepted",
    lfpse: {
      id: before.id ?? event.id,
      ...(event.versionId === undefined ? {} : { versionId: event.versionId }),
      ...(referenceNumber === undefined ? {} : { referenceNumber }),
    },
  };
}

/**
 * Whether LFPSE may hold the event in spite of the error. A 503 says that the request was not handled; any other failure
 * of the service may have come after the event was stored, and LFPSE cannot be asked. A conflict may be with the event
 * itself, from an attempt before.
 */
function mayBeStored(error: ClientError): boolean {
  if (error.kind === "server") return error.status !== 503;
  return error.kind === "unknown-outcome" || error.kind === "conflict";
}

/** Whether LFPSE itself says that it has no such event, not something in front of it. */
function isNotThere(error: ClientError): boolean {
  return error.kind === "rejected" && error.status === 404 && error.issues.length > 0;
}

/** Whether something other than LFPSE may have answered, or more came than is read. */
function isFromElsewhere(reason: string | undefined): boolean {
  return reason === "redirect" || reason === "not-fhir" || reason === "answer-too-large";
}

/** Returns LFPSE's reasons or, without any, what the client makes of the answer. */
function reasonsOf(error: ClientError): readonly Issue[] {
  const issues = "issues" in error ? withQuestions(error.issues) : [];
  if (issues.length > 0) return issues;
  return [{ severity: "error", code: "value", rule: `lfpse-${error.kind}`, message: error.message }];
}

/** Whether a FHIR service took a change and its answer does not say that it was done: it works, for others at least. */
function isUnreadable(error: ClientError): boolean {
  return error.kind === "unknown-outcome" && error.isSafeToRetry && error.reason !== "not-an-event";
}

function retryAfterMsOf(error: ClientError): number {
  return "retryAfterMs" in error ? (error.retryAfterMs ?? 0) : 0;
}
