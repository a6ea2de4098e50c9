import type { ClientError, Outcome, StoredEvent } from "@digital-factors/client/lfpse";
import type { Issue } from "@digital-factors/core";
import type { Settlement } from "../store/store.ts";
import { deliveryDelayMs } from "./delivery-delay.ts";
import { unknownOutcomeIssue, withQuestions } from "./lfpse-issues.ts";

/**
 * Returns what LFPSE's answer means for a submission: accepted; waiting for another attempt, where that cannot make a
 * second event; parked as unknown; or rejected.
 *
 * @param outcome - What the LFPSE client returned for the create.
 * @param attempt - Attempts made, this one included.
 * @param nowMs - The present, milliseconds since 1970.
 * @param random - Source of the jitter, 0 up to 1.
 */
export function toSettlement(
  outcome: Outcome<StoredEvent>,
  attempt: number,
  nowMs: number,
  random: () => number,
): Settlement {
  if (outcome.ok) {
    const { id, versionId, referenceNumber } = outcome.value;
    return {
      state: "accepted",
      lfpse: {
        id,
        ...(versionId === undefined ? {} : { versionId }),
        ...(referenceNumber === undefined ? {} : { referenceNumber }),
      },
    };
  }
  const { error } = outcome;
  if (mayBeStored(error)) {
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
    const dueAtMs = nowMs + deliveryDelayMs(attempt, retryAfterMsOf(error), random);
    return { state: "waiting", dueAtMs, issues: [issue] };
  }
  const issues = "issues" in error ? withQuestions(error.issues) : [];
  const refused: Issue = { severity: "error", code: "value", rule: `lfpse-${error.kind}`, message: error.message };
  return { state: "rejected", issues: issues.length > 0 ? issues : [refused] };
}

/**
 * Whether LFPSE may hold the event in spite of the error. A 503 says that the request was not handled; any other failure
 * of the service may have come after the event was stored, and LFPSE cannot be asked.
 */
function mayBeStored(error: ClientError): boolean {
  return error.kind === "unknown-outcome" || (error.kind === "server" && error.status !== 503);
}

/** Returns what LFPSE asked to wait, in milliseconds; 0 if it did not. */
export function retryAfterMsOf(error: ClientError): number {
  return "retryAfterMs" in error ? (error.retryAfterMs ?? 0) : 0;
}
