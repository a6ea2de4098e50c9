/** Returns a source of numbers from 0 up to 1 that gives the same ones for the same seed (mulberry32's recurrence). */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Returns a wait until the next event of a Poisson process, in the unit of 1 / rate. */
export function exponential(random, rate) {
  return -Math.log(1 - random()) / rate;
}

/** Returns a number of a log-normal distribution with this median and this spread (standard deviation of its logarithm). */
export function logNormal(random, median, spread) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(spread * normal);
}
