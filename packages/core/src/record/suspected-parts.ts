/**
 * The answers to "did digital play a part" that suspect it of contributing: something went wrong with it, or may have.
 *
 * @example
 * suspectedParts.includes("possible"); // true
 */
export const suspectedParts = ["main", "contributed", "possible"] as const;

/**
 * Tells whether digital is suspected of contributing, by the part it played.
 *
 * @param part - `part` of a record or a draft; missing is not suspected.
 * @example
 * isSuspectedPart("helped"); // false
 */
export function isSuspectedPart(part: string | undefined): boolean {
  return suspectedParts.some((each) => each === part);
}
