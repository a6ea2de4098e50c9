import type { Fault } from "./fault.ts";

/** Faults that wait for a request, first come first made. */
export interface FaultQueue {
  readonly add: (fault: Fault) => void;
  /** Takes the next fault, once; `undefined` if none waits. */
  readonly take: () => Fault | undefined;
  /** How many requests will still meet a fault. */
  readonly size: () => number;
  readonly clear: () => void;
}

/** Returns an empty queue. */
export function createFaultQueue(): FaultQueue {
  const waiting: { readonly fault: Fault; left: number }[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    take: () => {
      const first = waiting[0];
      if (first === undefined) return undefined;
      first.left -= 1;
      if (first.left === 0) waiting.shift();
      return first.fault;
    },
    size: () => waiting.reduce((sum, { left }) => sum + left, 0),
    clear: () => {
      waiting.length = 0;
    },
  };
}
