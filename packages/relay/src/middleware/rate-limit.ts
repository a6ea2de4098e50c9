import { createMiddleware } from "hono/factory";
import type { AppVariables } from "../routes/app-variables.ts";
import { answerOutcome, httpOutcome } from "../routes/outcome-response.ts";

/** Counts one more for a key. Returns 0 if it may happen, or the milliseconds until it may. */
export type RateLimit = (key: string) => number;

/**
 * Returns a limit of `perMinute` for each key: as many at once (one at least), and then one more every 60 000 /
 * `perMinute` milliseconds. Kept in the memory of this relay: several relays each allow as much, and a restart begins
 * anew.
 *
 * @param options - `nowMs`: a clock that never goes back. Default: `performance.now`. `maxKeys`: most keys remembered, the
 *   one unused for longest is forgotten first. Default: 10 000.
 * @see https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm
 */
export function createRateLimit(options: {
  readonly perMinute: number;
  readonly nowMs?: () => number;
  readonly maxKeys?: number;
}): RateLimit {
  const { perMinute, nowMs = () => performance.now(), maxKeys = 10_000 } = options;
  const everyMs = 60_000 / perMinute;
  const burstMs = Math.max(0, Math.floor(perMinute) - 1) * everyMs;
  /** When all that a key has taken will be given back. In the order of their last use. */
  const restedAtMs = new Map<string, number>();

  return (key) => {
    const now = nowMs();
    const rested = Math.max(now, restedAtMs.get(key) ?? now);
    const waitMs = Math.max(0, rested - now - burstMs);
    restedAtMs.delete(key);
    restedAtMs.set(key, waitMs === 0 ? rested + everyMs : rested);
    const oldest = restedAtMs.keys().next().value;
    if (restedAtMs.size > maxKeys && oldest !== undefined) restedAtMs.delete(oldest);
    return waitMs;
  };
}

/** Answers 429 with `Retry-After` to a principal that asks too often. Comes after the token was checked. */
export function limitRate(limit: RateLimit) {
  return createMiddleware<AppVariables>(async (context, next) => {
    const waitMs = limit(context.get("principal").id);
    if (waitMs === 0) return await next();
    const outcome = httpOutcome("throttled", "These are too many requests. Wait as long as Retry-After says.");
    return answerOutcome(context, 429, outcome, { "Retry-After": String(Math.ceil(waitMs / 1000)) });
  });
}
