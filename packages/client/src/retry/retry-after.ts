/**
 * Returns the wait that a `Retry-After` header asks for, in milliseconds, or `undefined` if there is none or it cannot be
 * read.
 *
 * @param header - Raw header: whole seconds, or an HTTP date.
 * @param nowMs - The present, milliseconds since 1970. A date in the past gives 0.
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1_000;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
