/** Returns a place in a list as text that a client hands back. */
export function cursorOf(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/**
 * Returns the place in a cursor.
 *
 * @throws RangeError if it is not one of ours.
 */
export function readCursor<Place>(cursor: string, isPlace: (value: unknown) => value is Place): Place {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    // Told below.
  }
  if (!isPlace(value)) throw new RangeError("after must be the next of a page before.");
  return value;
}
