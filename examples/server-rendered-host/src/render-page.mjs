// Renders an incident page with the first screen of the element in it, as Lit's own package does it.
import { createHash } from "node:crypto";
import { render } from "@lit-labs/ssr";
import { collectResult } from "@lit-labs/ssr/lib/render-result.js";
import { html } from "lit";
import "@digital-factors/form/define";

/**
 * Lit writes `.checked=${false}` of a template as `checked="false"`, which HTML reads as checked: until the script runs,
 * the last answer of each group would look chosen.
 */
const wronglyChecked = /\s+checked="false"/g;

function incidentForm({ nation }) {
  return html`<form method="post" action="/incidents">
    <h1>Report an incident</h1>
    <digital-factors-form name="digital-factors" nation=${nation} lang="en"></digital-factors-form>
    <button>Send report</button>
  </form>`;
}

const sourceOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Returns the page, and the policy to serve it under: the style of the element is in the page, so its hash is named. */
export async function renderPage({ nation }) {
  const rendered = (await collectResult(render(incidentForm({ nation })))).replaceAll(wronglyChecked, "");
  const styles = [...rendered.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => sourceOf(text));
  return {
    policy: [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' ${[...new Set(styles)].join(" ")}`,
      "img-src data:",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types lit-html",
    ].join("; "),
    text: `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Report an incident</title>
    <link rel="icon" href="data:," />
    <script type="module" src="/elements.js"></script>
  </head>
  <body>${rendered}</body>
</html>
`,
  };
}
