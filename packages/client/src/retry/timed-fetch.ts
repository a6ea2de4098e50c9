import type { Clock } from "./clock.ts";
import { retryAfterMs } from "./retry-after.ts";

/** An HTTP answer, read to its end. */
export interface ReadAnswer {
  readonly status: number;
  readonly isOk: boolean;
  /** Media type in lower case, without parameters; empty if none. */
  readonly mediaType: string;
  /** The body as parsed JSON, or `undefined` if it is none. */
  readonly json: unknown;
  readonly retryAfterMs?: number;
}

/** What became of one request. */
export type Exchange =
  | { readonly kind: "answered"; readonly answer: ReadAnswer }
  | { readonly kind: "failed"; readonly cause: unknown }
  | { readonly kind: "timed-out" }
  | { readonly kind: "aborted"; readonly isBeforeSending: boolean };

/** What {@link timedFetch} needs besides the request. */
export interface TimedFetchOptions {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  /** Limit from the start of the request to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Sends one request and reads the whole answer within the time limit. Never rejects. */
export async function timedFetch(
  url: string,
  init: RequestInit,
  { fetch, clock, timeoutMs, signal }: TimedFetchOptions,
): Promise<Exchange> {
  if (signal?.aborted) return { kind: "aborted", isBeforeSending: true };
  const ending = new AbortController();
  const end = () => ending.abort();
  let isTimedOut = false;
  const cancelTimer = clock.after(timeoutMs, () => {
    isTimedOut = true;
    end();
  });
  signal?.addEventListener("abort", end);
  try {
    const response = await fetch(url, { ...init, signal: ending.signal });
    const text = await response.text();
    const waitMs = retryAfterMs(response.headers.get("retry-after"), clock.now());
    return {
      kind: "answered",
      answer: {
        status: response.status,
        isOk: response.ok,
        mediaType: (response.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "",
        json: parseJson(text),
        ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
      },
    };
  } catch (cause) {
    if (isTimedOut) return { kind: "timed-out" };
    if (signal?.aborted) return { kind: "aborted", isBeforeSending: false };
    return { kind: "failed", cause };
  } finally {
    cancelTimer();
    signal?.removeEventListener("abort", end);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
