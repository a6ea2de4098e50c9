import type { ClientError, Outcome } from "../errors/client-error.ts";
import type { CircuitBreaker, CircuitVerdict } from "../retry/circuit-breaker.ts";
import { type Clock, wait } from "../retry/clock.ts";
import { deliveryDelayMs } from "../retry/delivery-delay.ts";
import { limitedFetch } from "../retry/limited-fetch.ts";
import { type ReadAnswer, timedFetch } from "../retry/timed-fetch.ts";
import { circuitOpen, type LfpseRequestKind, lfpseFailure, notLfpse } from "./read-lfpse-answer.ts";

/** One request: what it does at the far side, and where it goes. */
export interface LfpseRequest {
  readonly kind: LfpseRequestKind;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly body?: string;
}

/** How requests reach LFPSE, with every default filled in. */
export interface LfpseConnection {
  readonly subscriptionKey: string;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxAttempts: number;
  readonly maxAnswerBytes: number;
  /** Absent: never opens. */
  readonly breaker: CircuitBreaker | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Sends a request, again where that cannot make a second event and the deadline allows it, and returns the answer if it
 * is in 200–299. Never rejects.
 */
export async function callLfpse(
  connection: LfpseConnection,
  request: LfpseRequest,
  signal: AbortSignal | undefined,
): Promise<Outcome<ReadAnswer>> {
  const { clock, breaker, timeoutMs, deadlineMs, maxAttempts, random } = connection;
  const endsAtMs = clock.now() + deadlineMs;
  let last: Outcome<ReadAnswer> | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const entry = breaker?.enter();
    if (entry?.isOpen) return last ?? { ok: false, error: circuitOpen(entry.retryAfterMs) };
    const outcome = await tryOnce(connection, request, Math.min(timeoutMs, endsAtMs - clock.now()), signal);
    entry?.leave(verdictOf(outcome));
    last = outcome;
    if (outcome.ok || !isWorthRetrying(outcome.error) || attempt >= maxAttempts) return outcome;
    const delayMs = deliveryDelayMs(attempt, { baseMs: 1_000, capMs: 30_000, random }, retryAfterOf(outcome.error));
    if (clock.now() + delayMs >= endsAtMs) return outcome;
    await wait(clock, delayMs, signal);
    if (signal?.aborted) return outcome;
  }
}

async function tryOnce(
  { subscriptionKey, maxAnswerBytes, fetch, clock }: LfpseConnection,
  { kind, method, url, body }: LfpseRequest,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Outcome<ReadAnswer>> {
  const exchange = await timedFetch(
    url,
    {
      method,
      // A connection of its own: on a kept one, a request can meet the far side's closing and be of unknown outcome.
      headers: {
        "Ocp-Apim-Subscription-Key": subscriptionKey,
        Accept: "application/json, application/fhir+json",
        Connection: "close",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      redirect: "manual",
      ...(body === undefined ? {} : { body }),
    },
    { fetch: limitedFetch(fetch, maxAnswerBytes), clock, timeoutMs, signal },
  );
  const error = lfpseFailure(exchange, kind, timeoutMs);
  if (error !== undefined) return { ok: false, error };
  return exchange.kind === "answered"
    ? { ok: true, value: exchange.answer }
    : { ok: false, error: notLfpse("not-fhir") };
}

/** Whoever answers a request with a refusal works. */
function verdictOf(outcome: Outcome<unknown>): CircuitVerdict {
  if (outcome.ok) return "worked";
  const { kind } = outcome.error;
  switch (kind) {
    case "aborted":
      return "not-known";
    case "unknown-outcome":
      return outcome.error.reason === "aborted" ? "not-known" : "failed";
    case "network":
    case "timeout":
    case "server":
      return "failed";
    case "rate-limited":
    case "auth":
    case "rejected":
    case "conflict":
      return "worked";
  }
}

function isWorthRetrying(error: ClientError): boolean {
  return error.isSafeToRetry && error.kind !== "auth" && error.kind !== "aborted";
}

function retryAfterOf(error: ClientError): number | undefined {
  return "retryAfterMs" in error ? error.retryAfterMs : undefined;
}
