import { html } from "hono/html";
import { type Markup, nothing } from "./markup.ts";

/** How a button looks: the one that does the thing, one beside it, or one that takes something away. */
export type ButtonLook = "primary" | "secondary" | "warning";

/** Renders a button that sends the form it is in. */
export function button(label: string, look: ButtonLook = "primary"): Markup {
  return html`<button type="submit" class="button ${look}">${label}</button>`;
}

/** Renders a link that looks like a button: it starts something, and changes nothing by itself. */
export function buttonLink(label: string, href: string, look: ButtonLook = "primary"): Markup {
  return html`<a class="button ${look}" href="${href}" draggable="false">${label}</a>`;
}

/** What {@link postForm} sends. */
export interface PostFormOptions {
  readonly action: string;
  /** Token of the session that the form must bring back. */
  readonly csrfToken: string;
  /** Further hidden fields. A field may come several times. */
  readonly hidden?: readonly (readonly [name: string, value: string])[];
  readonly body: Markup;
}

/** Renders a form that changes something. */
export function postForm({ action, csrfToken, hidden = [], body }: PostFormOptions): Markup {
  return html`<form method="post" action="${action}" novalidate autocomplete="off">
    ${hiddenFields([["csrf", csrfToken], ...hidden])}${body}
  </form>`;
}

function hiddenFields(fields: readonly (readonly [string, string])[]): Markup {
  if (fields.length === 0) return nothing;
  return html`${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;
}
