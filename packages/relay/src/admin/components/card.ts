import { html } from "hono/html";
import { type Markup, nothing } from "./markup.ts";

/** What {@link card} shows. */
export interface CardOptions {
  readonly count: number;
  /** What is counted; the link's text. */
  readonly title: string;
  readonly href: string;
  /** What it means and what to do. */
  readonly text: string;
  /** Whether somebody has to do something. Default: no. */
  readonly isUrgent?: boolean;
  /** Read out after the title where it is urgent, so that the colour is not alone in saying so. */
  readonly urgentText?: string;
}

/** Renders a count with what it means, as a link to what was counted. */
export function card({ count, title, href, text, isUrgent = false, urgentText }: CardOptions): Markup {
  return html`<li class="card${isUrgent ? " urgent" : ""}">
    <h3><span class="count">${count}</span> <a href="${href}">${title}</a></h3>
    ${isUrgent && urgentText !== undefined ? html`<p class="flag">${urgentText}</p>` : nothing}
    <p>${text}</p>
  </li>`;
}

/** Renders cards side by side. */
export function cards(items: readonly Markup[]): Markup {
  return html`<ul class="cards">${items}</ul>`;
}
