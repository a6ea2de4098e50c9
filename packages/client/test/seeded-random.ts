/** Numbers from 0 up to 1, the same ones for the same seed. */
export interface SeededRandom {
  readonly next: () => number;
  /** A whole number from 0 up to, not including, `end`. */
  readonly below: (end: number) => number;
  readonly pick: <Value>(values: readonly [Value, ...Value[]]) => Value;
}

/** Mulberry32: 32 bits of state, good enough to choose faults. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick: ([first, ...others]) =>
      others.length === 0 ? first : ([first, ...others][below(others.length + 1)] ?? first),
  };
}

/** The seed of this run: `DIGITAL_FACTORS_TEST_SEED`, or one that is always the same. */
export const testSeed = Number(process.env.DIGITAL_FACTORS_TEST_SEED ?? 20_260_302);
