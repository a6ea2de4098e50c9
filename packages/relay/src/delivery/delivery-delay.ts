/** Longest wait between two attempts, unless LFPSE asks for more: what waits is sent within a minute of its return. */
const longestMs = 60_000;
/** Longest wait that LFPSE may ask for. */
export const longestRetryAfterMs = 86_400_000;

/**
 * Returns how long to wait before the next attempt: full jitter between 0 and a limit that starts at one second and
 * doubles with each attempt, after what LFPSE asked for.
 *
 * @param attempt - Attempts already made. Integer, 1 or more.
 * @param retryAfterMs - What LFPSE's `Retry-After` asked for, in milliseconds; more than a day counts as a day. Default: 0.
 * @param random - Source of the jitter, 0 up to 1. Default: `Math.random`.
 * @returns Milliseconds, 0 to 86,460,000.
 * @throws {@link RangeError} if `attempt` is below 1.
 * @see RFC 9110, section 10.2.3
 * @example
 * deliveryDelayMs(2, 0, () => 0.5); // 1000
 */
export function deliveryDelayMs(attempt: number, retryAfterMs = 0, random: () => number = Math.random): number {
  if (!(attempt >= 1)) throw new RangeError("attempt must be 1 or more.");
  const limitMs = Math.min(longestMs, 1000 * 2 ** (attempt - 1));
  return Math.min(longestRetryAfterMs, retryAfterMs) + Math.round(random() * limitMs);
}
