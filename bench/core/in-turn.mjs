// Timing in turn: A B C, A B C …, so that a machine whose speed drifts treats all alike, and ratios are taken round by round.

/** Runs `work` over and over for about `ms` milliseconds and returns how many runs that makes in a second. */
function rateOf(work, ms) {
  const startedAt = performance.now();
  let runs = 0;
  let batch = 1;
  let passedMs = 0;
  while (passedMs < ms) {
    for (let index = 0; index < batch; index += 1) work();
    runs += batch;
    passedMs = performance.now() - startedAt;
    batch = Math.max(1, Math.min(1000, Math.floor((runs / Math.max(passedMs, 1)) * 5)));
  }
  return (runs / passedMs) * 1000;
}

/**
 * Returns for each subject its rates, one for each round.
 *
 * @param subjects - Name → function that does one unit of work, without waiting.
 * @param rounds - Rounds that count; each subject also has one warm-up that does not.
 * @param ms - Length of each turn.
 */
export function ratesInTurn(subjects, { rounds, ms }) {
  const entries = Object.entries(subjects);
  for (const [, work] of entries) rateOf(work, ms);
  const rates = Object.fromEntries(entries.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of entries) rates[name].push(rateOf(work, ms));
  }
  return rates;
}

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Least, middle and most of some numbers. */
export function spreadOf(numbers) {
  return { min: Math.min(...numbers), median: median(numbers), max: Math.max(...numbers) };
}

/** The spread of one row of figures over another, pair by pair. */
export function ratioOf(numbers, others) {
  return spreadOf(numbers.map((each, round) => each / others[round]));
}
