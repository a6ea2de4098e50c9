import { html } from "hono/html";
import type { Markup } from "./markup.ts";

/** Renders what was just done. It takes the focus, so that it is read out first. */
export function notice(title: string, text: string): Markup {
  return html`<div class="notice" role="group" aria-labelledby="notice-title" tabindex="-1" autofocus>
    <h2 id="notice-title">${title}</h2>
    <p>${text}</p>
  </div>`;
}

/** Renders what somebody should know before going on. */
export function warning(hiddenTitle: string, text: Markup | string): Markup {
  return html`<div class="warning">
    <span class="mark" aria-hidden="true">!</span>
    <p><span class="unseen">${hiddenTitle} </span>${text}</p>
  </div>`;
}

/** Renders text that stands out a little. */
export function inset(body: Markup | string): Markup {
  return html`<div class="inset">${body}</div>`;
}
