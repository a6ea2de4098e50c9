/**
 * Returns the address of one of our resources or code systems. The project has no domain of its own, so that every
 * address is a URN; this is the one place that knows its beginning.
 *
 * @param name - What stands after the beginning, such as `factor`.
 * @example
 * canonical("factor"); // "urn:digital-factors:factor"
 */
export function canonical<const Name extends string>(name: Name): `urn:digital-factors:${Name}` {
  return `urn:digital-factors:${name}`;
}
