import { html } from "hono/html";
import { type Markup, nothing } from "./markup.ts";

/** What {@link pagination} shows. An address that is absent gives no link. */
export interface PaginationOptions {
  /** Name of the landmark. */
  readonly label: string;
  readonly first?: { readonly href: string; readonly text: string } | undefined;
  readonly next?: { readonly href: string; readonly text: string } | undefined;
}

/** Renders links to the first and the next page. There is no page before in a list that is read by cursor. */
export function pagination({ label, first, next }: PaginationOptions): Markup {
  if (first === undefined && next === undefined) return nothing;
  return html`<nav class="pagination" aria-label="${label}">
    ${first === undefined ? nothing : html`<a href="${first.href}"><span aria-hidden="true">← </span>${first.text}</a>`}
    ${next === undefined ? nothing : html`<a href="${next.href}" rel="next">${next.text}<span aria-hidden="true"> →</span></a>`}
  </nav>`;
}
