/** How the wait between tries grows. */
export interface BackOff {
  /** Longest wait after the first failure, in milliseconds. Doubles with each further one. */
  readonly baseMs: number;
  /** Longest wait there is, in milliseconds, unless `Retry-After` asks for more. */
  readonly capMs: number;
  /** Returns a number from 0 up to, not including, 1. */
  readonly random: () => number;
}

/**
 * Returns how long to wait before the next try: full jitter between 0 and a limit that doubles with each failure, and
 * never less than `Retry-After` asks.
 *
 * @param failures - Tries that failed in a row. Integer, 1 or more.
 * @param retryAfterMs - What the answer asked for, in milliseconds. Absent if it did not.
 * @returns Milliseconds.
 */
export function deliveryDelayMs(failures: number, backOff: BackOff, retryAfterMs = 0): number {
  const limitMs = Math.min(backOff.capMs, backOff.baseMs * 2 ** (failures - 1));
  return Math.round(retryAfterMs + backOff.random() * limitMs);
}
