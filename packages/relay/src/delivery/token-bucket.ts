import type { Room } from "./room.ts";

/** Requests that may leave, refilled as time passes. */
export interface TokenBucket {
  readonly room: () => Room;
  /** Takes one. Below zero it has to refill first. */
  readonly take: () => void;
  /** Gives one back: no request left. */
  readonly giveBack: () => void;
}

/** Share of a minute's requests that may leave at once after a rest. */
const burstShare = 0.1;

/**
 * Returns a bucket that lets `perMinute` requests through a minute, a tenth of them (one at least) at once.
 *
 * @param now - Monotonic time in milliseconds.
 * @throws {RangeError} if `perMinute` is not above 0.
 */
export function createTokenBucket(perMinute: number, now: () => number): TokenBucket {
  if (!(perMinute > 0)) throw new RangeError("The rate of requests a minute must be above 0.");
  const most = burstOf(perMinute);
  const msOfOne = 60_000 / perMinute;
  let tokens = most;
  let filledAtMs = now();

  function fill(): void {
    const nowMs = now();
    tokens = Math.min(most, tokens + Math.max(0, nowMs - filledAtMs) / msOfOne);
    filledAtMs = nowMs;
  }

  return {
    room: () => {
      fill();
      // Sums of fractions fall short of the whole by a hair.
      const free = Math.max(0, Math.floor(tokens + 1e-6));
      return { free, waitMs: free > 0 ? 0 : Math.ceil((1 - tokens) * msOfOne) };
    },
    take: () => {
      fill();
      tokens -= 1;
    },
    giveBack: () => {
      tokens = Math.min(most, tokens + 1);
    },
  };
}

/** Returns how many requests may leave at once after a rest. */
export function burstOf(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute * burstShare));
}
