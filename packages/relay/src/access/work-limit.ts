/** Runs costly work a few at a time; the rest waits in line, up to a length. */
export interface WorkLimit {
  /** Returns the result, or `undefined` at once if the line is full. Rejects as the work rejects. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T | undefined>;
}

/**
 * Returns a limit on work under way.
 *
 * @param limits - `atOnce`: most under way. `inLine`: most that wait for their turn.
 */
export function createWorkLimit({ atOnce, inLine }: { readonly atOnce: number; readonly inLine: number }): WorkLimit {
  const line: (() => void)[] = [];
  let running = 0;
  return {
    run: async (work) => {
      if (running >= atOnce && line.length >= inLine) return undefined;
      // A place is handed on, so that nobody who comes meanwhile takes it.
      if (running >= atOnce) await new Promise<void>((start) => line.push(start));
      else running += 1;
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
  };
}
