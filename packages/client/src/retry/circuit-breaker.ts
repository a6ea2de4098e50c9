import type { Clock } from "./clock.ts";

/**
 * When a circuit opens, and for how long.
 *
 * @example
 * const options: CircuitBreakerOptions = { failuresToOpen: 3, openMs: 60_000 };
 */
export interface CircuitBreakerOptions {
  /** Failures in a row, of all calls together, that open the circuit. Integer, 1 or more. Default: 5. */
  readonly failuresToOpen?: number;
  /** How long nothing is sent once it is open, in milliseconds, 1 or more. Default: 30,000. */
  readonly openMs?: number;
}

/**
 * What a circuit does now.
 *
 * - `closed`: requests are sent. `failures` of them failed in a row.
 * - `open`: nothing is sent for another `retryAfterMs`.
 * - `half-open`: one request is let through, and what becomes of it decides.
 *
 * @example
 * const isSending = ({ state }: CircuitState) => state !== "open";
 */
export type CircuitState =
  | { readonly state: "closed"; readonly failures: number }
  | { readonly state: "open"; readonly retryAfterMs: number }
  | { readonly state: "half-open" };

/** What became of a request: the far side worked, it did not, or it was stopped before that could be seen. */
export type CircuitVerdict = "worked" | "failed" | "not-known";

/** A request that was let through and says once how it went, or the time until one will be. */
export type CircuitEntry =
  | { readonly isOpen: false; readonly leave: (verdict: CircuitVerdict) => void }
  | { readonly isOpen: true; readonly retryAfterMs: number };

/** Keeps requests from a far side that does not work. */
export interface CircuitBreaker {
  readonly state: () => CircuitState;
  readonly enter: () => CircuitEntry;
}

/**
 * Returns a circuit that is closed.
 *
 * What was under way when the circuit changed says nothing about the new state and is not counted.
 *
 * @throws {RangeError} if a number is below its least.
 */
export function createCircuitBreaker(clock: Clock, options: CircuitBreakerOptions = {}): CircuitBreaker {
  const { failuresToOpen = 5, openMs = 30_000 } = options;
  if (!Number.isInteger(failuresToOpen) || failuresToOpen < 1) throw new RangeError("failuresToOpen is 1 or more.");
  if (!(openMs >= 1)) throw new RangeError("openMs is 1 or more.");
  let failures = 0;
  let openedAtMs: number | undefined;
  let isProbing = false;
  /** Counts the changes of state, so that a late verdict is known as one. */
  let turn = 0;

  function untilProbeMs(): number {
    if (openedAtMs === undefined) return 0;
    const passedMs = clock.now() - openedAtMs;
    // A clock that was set back must not keep the circuit open for longer.
    return passedMs < 0 ? 0 : Math.max(0, openMs - passedMs);
  }

  function close(): void {
    turn += 1;
    failures = 0;
    openedAtMs = undefined;
  }

  function open(): void {
    turn += 1;
    openedAtMs = clock.now();
  }

  function leave(verdict: CircuitVerdict): void {
    isProbing = false;
    if (verdict === "not-known") return;
    if (verdict === "worked") {
      close();
      return;
    }
    failures += 1;
    if (openedAtMs !== undefined || failures >= failuresToOpen) open();
  }

  return {
    state: () => {
      if (openedAtMs === undefined) return { state: "closed", failures };
      const retryAfterMs = untilProbeMs();
      return retryAfterMs > 0 ? { state: "open", retryAfterMs } : { state: "half-open" };
    },
    enter: () => {
      const retryAfterMs = untilProbeMs();
      if (retryAfterMs > 0 || isProbing) return { isOpen: true, retryAfterMs };
      isProbing = openedAtMs !== undefined;
      const entered = turn;
      return {
        isOpen: false,
        leave: (verdict) => {
          if (entered === turn) leave(verdict);
        },
      };
    },
  };
}
