import * as z from "zod/mini";

/** A UUID as it may come: in small letters or capitals. */
export const uuidSchema = z.uuid();

/**
 * Returns a UUID in small letters, the form in which it is a key here; `undefined` for any other text. A host that keeps ids
 * in a database may get them back in capitals.
 *
 * @see RFC 9562, section 4
 */
export function uuidOf(text: string | undefined): string | undefined {
  return text !== undefined && uuidSchema.safeParse(text).success ? text.toLowerCase() : undefined;
}
