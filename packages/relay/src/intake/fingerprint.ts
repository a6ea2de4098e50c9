import { createHash } from "node:crypto";

/**
 * Returns a hash of a JSON value that does not depend on the order of names or on white space: what a client sends again
 * has the same one, also after its storage or a proxy wrote it anew.
 *
 * @param value - A value from JSON text.
 * @returns SHA-256, hexadecimal.
 * @example
 * fingerprint({ a: 1, b: 2 }) === fingerprint({ b: 2, a: 1 }); // true
 */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value, withSortedNames)).digest("hex");
}

function withSortedNames(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  // Pairs, not an object: an object would move names that look like numbers to its front.
  return { pairs: Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)) };
}
