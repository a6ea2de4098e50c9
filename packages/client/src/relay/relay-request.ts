import { issuesFromOperationOutcome } from "@digital-factors/core";
import type { ClientError, Outcome } from "../errors/client-error.ts";
import type { Clock } from "../retry/clock.ts";
import { type ReadAnswer, timedFetch } from "../retry/timed-fetch.ts";

/** How requests reach the relay. */
export interface RelayConnection {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly token: () => Promise<string | undefined>;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly timeoutMs: number;
}

/** One request: its path, and what differs from a plain GET. */
export interface RelayRequest {
  readonly path: string;
  readonly method?: "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends one request to the relay, with the token if there is one, and returns the answer if it is in 200–299. Never
 * rejects. Every error is safe to retry, because the relay knows a record by its id.
 */
export async function askRelay(
  connection: RelayConnection,
  { path, headers, ...init }: RelayRequest,
  signal: AbortSignal | undefined,
): Promise<Outcome<ReadAnswer>> {
  let token: string | undefined;
  try {
    token = await connection.token();
  } catch {
    return failed(networkError("The token could not be had. Sign in again.", "token"));
  }
  const exchange = await timedFetch(
    connection.baseUrl + path,
    {
      ...init,
      headers: { ...headers, ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
      redirect: "error",
      cache: "no-store",
      referrerPolicy: "no-referrer",
    },
    { ...connection, signal },
  );
  switch (exchange.kind) {
    case "answered":
      return exchange.answer.isOk ? { ok: true, value: exchange.answer } : failed(refusalOf(exchange.answer));
    case "failed":
      return failed(networkError("The relay could not be reached. Check the network."));
    case "timed-out": {
      const { timeoutMs } = connection;
      return failed({ kind: "timeout", timeoutMs, ...safe, message: "The relay did not answer in time." });
    }
    case "aborted":
      return failed({ kind: "aborted", ...safe, message: "The request was stopped." });
  }
}

const safe = { isSafeToRetry: true } as const;

/** Returns a failed outcome. */
export function failed(error: ClientError): Outcome<never> {
  return { ok: false, error };
}

/** Returns the error of an answer that the relay cannot have given, such as the sign-in page of a guest network. */
export function strangeAnswer(): ClientError {
  return networkError("Something other than the relay answered. Check the address and the network.", "strange-answer");
}

function networkError(message: string, reason?: string): ClientError {
  return { kind: "network", ...(reason === undefined ? {} : { reason }), ...safe, message };
}

function refusalOf({ status, json, retryAfterMs }: ReadAnswer): ClientError {
  const issues = issuesFromOperationOutcome(json);
  const base = { status, issues, ...safe };
  const waiting = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 401 || status === 403) {
    return { kind: "auth", status, ...safe, message: "The relay refused the token. Give it a valid one." };
  }
  if (status === 429) {
    return { kind: "rate-limited", status, ...waiting, ...safe, message: "The relay asks for fewer requests." };
  }
  if (status >= 500) {
    return { kind: "server", ...base, ...waiting, message: "The relay failed. Try again later." };
  }
  // A proxy in front of the relay may be the one to refuse a body for its size, in words of its own.
  if (issues.length === 0 && status !== 413) return strangeAnswer();
  return status === 409
    ? { kind: "conflict", ...base, message: "The relay holds another report of this id." }
    : { kind: "rejected", ...base, message: "The relay refused the content. See issues." };
}
