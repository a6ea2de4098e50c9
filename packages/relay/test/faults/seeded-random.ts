/** Returns numbers from 0 up to 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Returns the seed of this run: the one that is asked for, or a new one. */
export function chosenSeed(): number {
  return Number(process.env.DIGITAL_FACTORS_TEST_SEED ?? Date.now() % 1_000_000);
}

/** Returns what to set to see the same run again, to stand beside a failure. */
export function seedHint(seed: number): string {
  return `with DIGITAL_FACTORS_TEST_SEED=${seed}`;
}
