import type { Clock } from "@digital-factors/client/lfpse";

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due in its order. Time stands still while anything is under way that needs no timer. */
  readonly advance: (ms: number) => Promise<void>;
  /** Milliseconds until the next timer; `undefined` if none is set. */
  readonly nextTimerMs: () => number | undefined;
}

/** Turns of the event loop in which nobody asks the clock, after which nothing is under way any more. */
const quietTurns = 8;

export function createManualClock(): ManualClock {
  let nowMs = 1_000_000;
  let timesAsked = 0;
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>();
  const first = () => [...timers].toSorted((one, other) => one.atMs - other.atMs)[0];

  async function comeToRest(): Promise<void> {
    for (let turns = 0; turns < quietTurns; turns += 1) {
      const before = timesAsked;
      await new Promise((resolve) => setImmediate(resolve));
      if (timesAsked > before) turns = 0;
    }
  }

  return {
    now: () => {
      timesAsked += 1;
      return nowMs;
    },
    after: (delayMs, run) => {
      timesAsked += 1;
      const timer = { atMs: nowMs + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: async (ms) => {
      const endMs = nowMs + ms;
      await comeToRest();
      for (let timer = first(); timer !== undefined && timer.atMs <= endMs; timer = first()) {
        nowMs = timer.atMs;
        timers.delete(timer);
        timer.run();
        await comeToRest();
      }
      nowMs = endMs;
    },
    nextTimerMs: () => {
      const timer = first();
      return timer === undefined ? undefined : Math.max(0, timer.atMs - nowMs);
    },
  };
}
