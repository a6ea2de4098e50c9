import { issuesFromOperationOutcome } from "@digital-factors/core";
import type { ClientError } from "../errors/client-error.ts";
import { connectionFailure } from "../errors/connection-failure.ts";
import type { Exchange, ReadAnswer } from "../retry/timed-fetch.ts";
import { isObject, objectsOf } from "./json-object.ts";

/**
 * What a request does at the far side. A `create` that may have been carried out must not be repeated; an `update` or a
 * `delete` of a known id may, and so may a `read`.
 */
export type LfpseRequestKind = "create" | "update" | "delete" | "read";

/** Returns why a request did not succeed; `undefined` for an answer in 200–299, which the caller reads. */
export function lfpseFailure(exchange: Exchange, kind: LfpseRequestKind, timeoutMs: number): ClientError | undefined {
  if (exchange.kind === "answered") {
    const { answer } = exchange;
    if (!answer.isOk) return refusalOf(answer, kind);
    // The answer to a delete has no content that would tell LFPSE from a sign-in page that answers everything with 200.
    return kind === "delete" && isPage(answer) ? notLfpse("not-fhir") : undefined;
  }
  const isCreate = kind === "create";
  switch (exchange.kind) {
    case "failed": {
      const { reason, isBeforeSending } = connectionFailure(exchange.cause);
      if (isCreate && !isBeforeSending) return unknownOutcome(reason);
      return unreachable(reason);
    }
    case "timed-out":
      if (isCreate) return unknownOutcome("timed-out");
      return { kind: "timeout", timeoutMs, isSafeToRetry: true, message: "LFPSE did not answer in time." };
    case "aborted":
      if (isCreate && !exchange.isBeforeSending) return unknownOutcome("aborted");
      return { kind: "aborted", isSafeToRetry: true, message: "The caller stopped the request." };
  }
}

function isPage({ mediaType }: ReadAnswer): boolean {
  return mediaType === "text/html" || mediaType === "application/xhtml+xml";
}

function unreachable(reason: string | undefined): ClientError {
  if (reason === "answer-too-large") return notLfpse(reason);
  return {
    kind: "network",
    ...(reason === undefined ? {} : { reason }),
    isSafeToRetry: true,
    message: "LFPSE could not be reached. Check the address and the network.",
  };
}

/** Returns the error of an answer that is not what LFPSE gives. */
export function notLfpse(reason: "redirect" | "not-fhir" | "answer-too-large"): ClientError {
  return {
    kind: "network",
    reason,
    isSafeToRetry: true,
    message: "Something other than LFPSE answered, or more than is read. Check the address and the network.",
  };
}

/** Returns the error of a request that was not sent, because the service failed too often just before. */
export function circuitOpen(retryAfterMs: number): ClientError {
  return {
    kind: "network",
    reason: "circuit-open",
    retryAfterMs,
    isSafeToRetry: true,
    message: "LFPSE failed several times in a row, so nothing was sent. Try again after the wait.",
  };
}

/** Returns the error of a create of which nobody can say whether it was carried out. */
export function unknownOutcome(reason: string | undefined, answer?: ReadAnswer): ClientError {
  return {
    kind: "unknown-outcome",
    ...(reason === undefined ? {} : { reason }),
    ...(answer === undefined ? {} : { status: answer.status }),
    issues: issuesFromOperationOutcome(answer?.json),
    isSafeToRetry: false,
    message: "LFPSE may or may not hold this event. Do not send it again before somebody has checked.",
  };
}

/** Returns the error of an update that LFPSE took, with an answer that is not the event. */
export function unreadableUpdate(reason: string, answer: ReadAnswer): ClientError {
  return {
    ...unknownOutcome(reason, answer),
    isSafeToRetry: true,
    message: "LFPSE answered an update with something other than the event. The same update can be sent again.",
  };
}

/** Returns the error of a delete whose answer in 200–299 says that it failed; `undefined` if it does not say so. */
export function failedDelete(answer: ReadAnswer): ClientError | undefined {
  const { json } = answer;
  if (!isObject(json) || json.resourceType !== "OperationOutcome") return undefined;
  if (!objectsOf(json.issue).some(({ severity }) => severity === "error" || severity === "fatal")) return undefined;
  return {
    ...unknownOutcome("operation-outcome", answer),
    isSafeToRetry: true,
    message: "LFPSE answered a withdrawal with an error. The same withdrawal can be sent again.",
  };
}

function refusalOf(answer: ReadAnswer, kind: LfpseRequestKind): ClientError {
  const { status } = answer;
  const issues = issuesFromOperationOutcome(answer.json);
  const waiting = answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs };
  if (status === 401 || status === 403) {
    return { kind: "auth", status, isSafeToRetry: true, message: "LFPSE refused the subscription key. Check the key." };
  }
  if (status === 429) {
    return { kind: "rate-limited", status, ...waiting, isSafeToRetry: true, message: "LFPSE asks for fewer requests." };
  }
  if (status === 409 || status === 412) {
    return { kind: "conflict", status, issues, isSafeToRetry: false, message: "LFPSE holds something else here." };
  }
  if (status >= 400 && status < 500 && status !== 408) {
    const message =
      status === 404 ? "LFPSE knows no such address or id. Check both." : "LFPSE refused the content. See issues.";
    return { kind: "rejected", status, issues, isSafeToRetry: false, message };
  }
  if (status < 400) {
    // 307 and 308 ask for the same request elsewhere: nothing was done. Others may point to what was created.
    const isUndone = status === 307 || status === 308;
    return kind === "create" && !isUndone ? unknownOutcome("redirect", answer) : notLfpse("redirect");
  }
  // 503 says that the request was not handled. After any other failure the event may be stored.
  if (kind === "create" && status !== 503) return unknownOutcome(undefined, answer);
  return { kind: "server", status, issues, ...waiting, isSafeToRetry: true, message: "LFPSE failed. Try again later." };
}
