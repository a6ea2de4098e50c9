import type { Clock } from "@digital-factors/client/lfpse";

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due in its order, and lets what it set off come to rest. */
  readonly advance: (ms: number) => Promise<void>;
  /** Milliseconds until the next timer; `undefined` if none is set. */
  readonly nextTimerMs: () => number | undefined;
}

/** Lets everything that needs no timer of the clock finish. */
export async function comeToRest(turns = 4): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function createManualClock(): ManualClock {
  let nowMs = 1_000_000;
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>();
  const first = () => [...timers].toSorted((one, other) => one.atMs - other.atMs)[0];
  return {
    now: () => nowMs,
    after: (delayMs, run) => {
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
