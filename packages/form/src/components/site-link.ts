import { html, type TemplateResult } from "lit";
import type { Strings } from "../strings/en.ts";

/** Renders the way to the site of one who takes reports. It opens beside the host's form, and says so. */
export function siteLink(
  body: keyof Strings["yellowCard"]["bodies"],
  { yellowCard: { bodies, newTab } }: Strings,
): TemplateResult {
  const { site, url } = bodies[body];
  return html`<a part="link" href=${url} target="_blank" rel="noopener noreferrer">${site} ${newTab}</a>`;
}
