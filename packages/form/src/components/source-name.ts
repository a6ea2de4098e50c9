import { type RuleSourceId, ruleSources } from "@digital-factors/core";
import { html, type TemplateResult } from "lit";
import type { Strings } from "../strings/en.ts";

/** Renders the name of the page or law that a rule rests on, as a link where a public page was read. The names are English. */
export function sourceName(id: RuleSourceId, { yellowCard: { newTab } }: Strings): TemplateResult {
  const source: { readonly title: string; readonly address?: string } = ruleSources[id];
  const title = html`<span lang="en">${source.title}</span>`;
  if (source.address === undefined) return title;
  return html`<a part="link" href=${source.address} target="_blank" rel="noopener noreferrer">${title} ${newTab}</a>`;
}
