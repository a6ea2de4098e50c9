import { type Fault, type FaultName, faultNames } from "./fault.ts";

/**
 * Faults that come by chance, the same ones in the same order for the same seed.
 *
 * @example
 * const randomFaults: RandomFaults = { rate: 0.2, seed: 7 };
 */
export interface RandomFaults {
  /** Share of AdverseEvent requests that meet a fault, 0 to 1. */
  readonly rate: number;
  /** Start of the sequence. Integer, 0 to 4,294,967,295. */
  readonly seed: number;
  /** Which faults come. Default: all but `black-hole` and `slow-body`, which last as long as the client lets them. */
  readonly faults?: readonly FaultName[];
}

/** A sequence of faults. */
export interface RandomFaultSource {
  /** Returns the fault of the next request, or `undefined` for none. */
  readonly take: () => Fault | undefined;
  /** Begins the sequence again. */
  readonly restart: () => void;
}

const lasting: readonly FaultName[] = ["black-hole", "slow-body"];

/**
 * Returns the faults of a seed.
 *
 * @throws {RangeError} if the rate or the seed is outside its bounds, or there is no fault to choose from.
 */
export function createRandomFaults(options: RandomFaults): RandomFaultSource {
  const { rate, seed, faults = faultNames.filter((name) => !lasting.includes(name)) } = options;
  if (!(rate >= 0 && rate <= 1)) throw new RangeError("The rate of random faults must be from 0 to 1.");
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new RangeError("The seed must be an integer from 0 to 4294967295.");
  }
  if (faults.length === 0) throw new RangeError("Name at least one fault to choose from.");
  let next = sequence(seed);
  return {
    take: () => {
      const isFaulty = next() < rate;
      const fault = faults[Math.floor(next() * faults.length)];
      return isFaulty && fault !== undefined ? { fault } : undefined;
    },
    restart: () => {
      next = sequence(seed);
    },
  };
}

/** Returns numbers from 0 up to 1: a Weyl sequence put through the finaliser of MurmurHash3. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000;
  };
}
