import { deliveryDelayMs, longestRetryAfterMs } from "./delivery-delay.ts";
import type { Room } from "./room.ts";

/** How a far side was found. */
export interface Finding {
  /** Absent: nothing was learnt. */
  readonly isWorking: boolean | undefined;
  /** Milliseconds for which it asked for no further requests; 0 if it did not. */
  readonly retryAfterMs: number;
}

/** Keeps requests from a far side that does not work. */
export interface LfpseBreaker {
  readonly room: () => Room;
  /** Counts a request as under way, until the function it returns is told what was found. */
  readonly enter: () => (finding: Finding) => void;
}

/** How a breaker judges. */
export interface LfpseBreakerOptions {
  /** Failures in a row before requests are held back. Integer, 1 or more. */
  readonly failuresToOpen: number;
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
  /** Source of the jitter, 0 up to 1. */
  readonly random: () => number;
  /** Called whenever it begins to hold back, and when it stops. */
  readonly onChange?: (isHolding: boolean) => void;
}

/** Pauses grow up to half a minute. */
const mostDoublings = 6;

/**
 * Returns a breaker that is closed. While the far side fails, one request at a time is let through, after pauses that
 * double up to half a minute or as long as the far side asked, so that few creates are left in doubt.
 */
export function createLfpseBreaker({ failuresToOpen, now, random, onChange }: LfpseBreakerOptions): LfpseBreaker {
  let failuresInARow = 0;
  let underWay = 0;
  let notBeforeMs = 0;

  const isHolding = () => failuresInARow >= failuresToOpen;

  function learn({ isWorking, retryAfterMs }: Finding, seen: number): void {
    if (isWorking === undefined) return;
    const wasHolding = isHolding();
    // Requests that were under way together count as one failure.
    failuresInARow = isWorking ? 0 : Math.max(failuresInARow, seen + 1);
    if (isHolding()) {
      const pauseMs = deliveryDelayMs(Math.min(failuresInARow - failuresToOpen + 1, mostDoublings), 0, random);
      notBeforeMs = Math.max(notBeforeMs, now() + Math.max(Math.min(retryAfterMs, longestRetryAfterMs), pauseMs));
    } else {
      notBeforeMs = 0;
    }
    if (wasHolding !== isHolding()) onChange?.(isHolding());
  }

  return {
    room: () => {
      if (!isHolding()) return { free: Number.POSITIVE_INFINITY, waitMs: 0 };
      const waitMs = notBeforeMs - now();
      if (waitMs > 0) return { free: 0, waitMs };
      return underWay > 0 ? { free: 0, waitMs: Number.POSITIVE_INFINITY } : { free: 1, waitMs: 0 };
    },
    enter: () => {
      const seen = failuresInARow;
      underWay += 1;
      return (finding) => {
        underWay -= 1;
        learn(finding, seen);
      };
    },
  };
}
