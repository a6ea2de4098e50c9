import { html } from "hono/html";

/**
 * Returns a whole page of the incident system.
 *
 * @param {object} parts
 * @param {string} parts.title Of the browser tab; the trust's name is added.
 * @param {unknown} parts.body
 * @param {readonly string[]} [parts.styles] Addresses of style sheets.
 * @param {unknown} [parts.scripts] Script tags, in the order they run.
 * @param {unknown} [parts.head] What else belongs in the head.
 */
export function layout({ title, body, styles = ["/public/incident-form.css"], scripts = "", head = "" }) {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} - Sandbury NHS Foundation Trust</title>
<link rel="icon" href="/public/sandbury.svg" type="image/svg+xml">
${styles.map((address) => html`<link rel="stylesheet" href="${address}">`)}
${head}${scripts}
</head>
${body}
</html>`;
}

/** Top and bottom of every page of the incident system, around its own part. */
export function incidentSystem(content) {
  return html`<body>
<a class="skip" href="#main">Skip to the form</a>
<header class="bar">
  <p class="trust"><img src="/public/sandbury.svg" alt="" width="26" height="26"> Sandbury NHS Foundation Trust</p>
  <p class="product">Incident reporting</p>
  <p class="who">Rowan Finch, staff nurse</p>
</header>
${content}
<footer class="foot">
  <p>Sandbury is not a real trust, and everybody here is made up. An example of Digital Factors in an incident system.</p>
</footer>
</body>`;
}
