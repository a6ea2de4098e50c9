import type { TrafficEntry } from "../traffic/traffic-entry.ts";

/** What a check saw: how often it had something to look at, and the numbers of the requests that broke it. */
export interface Evidence {
  readonly met: number;
  /** Numbers of the requests, in the order they came. */
  readonly failedAt: readonly number[];
}

/** A promise of a good client that the sandbox can see from its side. */
export interface ConformanceCheck {
  readonly id: string;
  /** The promise, as a sentence. */
  readonly title: string;
  /** Why it matters, and what the sandbox cannot see. */
  readonly why: string;
  readonly look: (entries: readonly TrafficEntry[]) => Evidence;
}

/** Returns the evidence of a check that looks at each request alone. */
export function ofEach(
  entries: readonly TrafficEntry[],
  concerns: (entry: TrafficEntry) => boolean,
  isBroken: (entry: TrafficEntry) => boolean,
): Evidence {
  const met = entries.filter(concerns);
  return { met: met.length, failedAt: met.filter(isBroken).map(({ number }) => number) };
}

/**
 * Returns the evidence of a check that looks at what followed a request.
 *
 * @param begins - Whether a request is one to look at.
 * @param verdict - The numbers of what broke the promise, of the later requests about the same thing in the same run; or
 *   `undefined` if nothing can be said.
 */
export function ofWhatFollowed(
  entries: readonly TrafficEntry[],
  begins: (entry: TrafficEntry) => boolean,
  verdict: (entry: TrafficEntry, later: readonly TrafficEntry[]) => readonly number[] | undefined,
): Evidence {
  const verdicts = entries.flatMap((entry, index) => {
    if (!begins(entry)) return [];
    const found = verdict(
      entry,
      entries.slice(index + 1).filter((later) => isAboutTheSame(entry, later)),
    );
    return found === undefined ? [] : [found];
  });
  return { met: verdicts.length, failedAt: [...new Set(verdicts.flat())] };
}

/** Tells whether a later request is about the same: same method and address, and for a create the same event. */
function isAboutTheSame(entry: TrafficEntry, later: TrafficEntry): boolean {
  return (
    later.run === entry.run &&
    later.method === entry.method &&
    later.path === entry.path &&
    later.target === entry.target &&
    (entry.target !== undefined || (entry.event !== undefined && later.event === entry.event))
  );
}
