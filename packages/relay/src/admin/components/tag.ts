import { html } from "hono/html";
import type { Markup } from "./markup.ts";

/** Colour of a tag. It only supports what the text says. */
export type TagColour = "red" | "orange" | "purple" | "blue" | "green" | "grey";

/** Renders a short word in a box. */
export function tag(text: string, colour: TagColour): Markup {
  return html`<strong class="tag ${colour}">${text}</strong>`;
}
