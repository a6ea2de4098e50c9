/** Returns `{ min, median, max }`. */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = Number.isInteger(middle) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[Math.floor(middle)];
  return { min: sorted[0], median, max: sorted.at(-1) };
}

/** Returns the spread of one form's figures over another's, round by round: what slowed a round slowed both. */
export function pairedRatio(visits, others, measure) {
  const pairs = visits.map((visit, round) => [visit[measure], others[round]?.[measure]]);
  return spread(pairs.filter(([, other]) => other > 0).map(([own, other]) => own / other));
}
