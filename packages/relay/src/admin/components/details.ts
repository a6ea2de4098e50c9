import { html } from "hono/html";
import type { Markup } from "./markup.ts";

/** Renders text behind a heading that opens it, without any script. */
export function details(summary: string, body: Markup): Markup {
  return html`<details>
    <summary><span>${summary}</span></summary>
    <div class="behind">${body}</div>
  </details>`;
}
