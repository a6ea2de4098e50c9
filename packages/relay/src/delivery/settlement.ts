import type { ClientError, Outcome, StoredEvent } from "@digital-factors/client/lfpse";
import type { Issue } from "@digital-factors/core";
import type { LfpseIdentity } from "../store/delivery-state.ts";
import type { Settlement } from "../store/delivery-store.ts";
import { deliveryDelayMs } from "./delivery-delay.ts";
import { unknownOutcomeIssue, withQuestions } from "./lfpse-issues.ts";
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
 * @param attempt - Attempts made, this one included.
 * @param random - Source of the jitter, 0 up to 1.
 */
export function toSettlement({ request, outcome }: LfpseAnswer, attempt: number, random: () => number): Settlement {
  if (outcome.ok) return doneBy(request, outcome.value);
  const { error } = outcome;
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
  const issues = "issues" in error ? withQuestions(error.issues) : [];
  const refused: Issue = { severity: "error", code: "value", rule: `lfpse-${error.kind}`, message: error.message };
  return { state: "rejected", issues: issues.length > 0 ? issues : [refused] };
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
    isWorking: error.kind === "rejected" || error.kind === "conflict" || isUnreadableUpdate(error),
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
 * of the service may have come after the event was stored, and LFPSE cannot be asked.
 */
function mayBeStored(error: ClientError): boolean {
  return error.kind === "unknown-outcome" || (error.kind === "server" && error.status !== 503);
}

/** Whether a FHIR service took an update and answered with something else than the event: it works, for others at least. */
function isUnreadableUpdate(error: ClientError): boolean {
  return error.kind === "unknown-outcome" && error.isSafeToRetry && error.reason !== "not-an-event";
}

function retryAfterMsOf(error: ClientError): number {
  return "retryAfterMs" in error ? (error.retryAfterMs ?? 0) : 0;
}
