import { findIdentifiers } from "./identifiers.ts";

/**
 * Returns the text with everything that {@link findIdentifiers} finds replaced, also what comes to light only once its
 * neighbour is gone. Names are not recognised.
 *
 * @param text - Free text of any length.
 * @param replacement - What stands in its place, such as `[removed]`.
 */
export function withoutIdentifiers(text: string, replacement: string): string {
  const spans = findIdentifiers(text);
  if (spans.length === 0) return text;
  const kept = [...spans, undefined].map((span, index) => text.slice(spans[index - 1]?.end ?? 0, span?.start));
  return kept.map((part) => withoutIdentifiers(part, replacement)).join(replacement);
}
