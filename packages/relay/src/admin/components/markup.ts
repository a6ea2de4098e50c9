import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

/** A piece of HTML in which every value that was put in is escaped. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** No markup at all. */
export const nothing: Markup = raw("");

/** Returns `aria-describedby` with the ids that are there; nothing if none is. */
export function describedBy(...ids: readonly (string | undefined)[]): Markup {
  const present = ids.filter((id) => id !== undefined);
  return present.length === 0 ? nothing : html` aria-describedby="${present.join(" ")}"`;
}
