import { html } from "hono/html";
import type { Markup } from "./markup.ts";

/** One line of a summary list: what it is, and its value. */
export type SummaryLine = readonly [key: string, value: Markup | string | number];

/** Renders facts about one thing, one below the other. */
export function summaryList(lines: readonly SummaryLine[]): Markup {
  return html`<dl class="summary-list">
    ${lines.map(([key, value]) => html`<div><dt>${key}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}
