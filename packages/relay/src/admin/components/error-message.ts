import { html } from "hono/html";
import { type Markup, nothing } from "./markup.ts";

/** Renders the fault of one field beside it. `prefix` is read out before it. */
export function errorMessage(id: string, prefix: string, message: string | undefined): Markup {
  if (message === undefined) return nothing;
  return html`<p class="error-message" id="${id}-error"><span class="unseen">${prefix} </span>${message}</p>`;
}
