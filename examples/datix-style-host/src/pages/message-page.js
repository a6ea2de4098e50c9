import { html } from "hono/html";
import { incidentSystem, layout } from "./layout.js";

/**
 * Returns a page that says one thing.
 *
 * @param {string} title What happened.
 * @param {string} text What to do next.
 * @param {{ href: string, text: string }} [link] Default: back to the incident form.
 */
export function messagePage(title, text, link = { href: "/", text: "Go to the incident form" }) {
  return layout({
    title,
    body: incidentSystem(html`<main id="main" class="single">
<h1>${title}</h1>
<p>${text}</p>
<p><a href="${link.href}">${link.text}</a></p>
</main>`),
  });
}
