import type { Clock } from "./clock.ts";

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due in its order, and lets what it set off come to rest. */
  readonly advance: (ms: number) => Promise<void>;
  /** Sets the time without running anything, as a person who changes the clock of a device does. */
  readonly jump: (ms: number) => void;
  /** Milliseconds until the next timer; `undefined` if none is set. */
  readonly nextTimerMs: () => number | undefined;
}

/** Lets everything that needs no timer of the clock finish. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
}

export function createManualClock(startMs = Date.parse("2026-03-02T09:20:00Z")): ManualClock {
  let wallMs = startMs;
  let runMs = 0;
  const timers = new Set<{ readonly atMs: number; readonly run: () => void }>();
  const first = () => [...timers].sort((a, b) => a.atMs - b.atMs)[0];
  return {
    now: () => wallMs,
    after: (delayMs, run) => {
      const timer = { atMs: runMs + delayMs, run };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance: async (ms) => {
      const endMs = runMs + ms;
      await settle();
      for (let timer = first(); timer !== undefined && timer.atMs <= endMs; timer = first()) {
        wallMs += timer.atMs - runMs;
        runMs = timer.atMs;
        timers.delete(timer);
        timer.run();
        await settle();
      }
      wallMs += endMs - runMs;
      runMs = endMs;
    },
    jump: (ms) => {
      wallMs += ms;
    },
    nextTimerMs: () => {
      const timer = first();
      return timer === undefined ? undefined : timer.atMs - runMs;
    },
  };
}
