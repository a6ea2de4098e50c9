import { html } from "hono/html";
import { digitalFactorsElement, digitalFactorsScripts, keptAnswers, recordForDevelopers } from "./digital-factors.js";
import { layout } from "./layout.js";

/**
 * Returns the bare page of a trust's intranet: a few plain fields, one script tag, `layout="inline"`, and the form's own
 * post. Nothing here is styled but by the browser and a handful of rules.
 *
 * @param {Parameters<typeof import("./incident-page.js").incidentPage>[0]} look
 */
export function intranetPage({ lang, incident = {}, recordText, issues = [], faults = [] }) {
  const title = "Tell us when a system lets you down";
  return layout({
    title: faults.length > 0 ? `Error: ${title}` : title,
    styles: ["/public/intranet.css"],
    scripts: html`${digitalFactorsScripts(lang)}
<script type="module" src="/public/intranet.js"></script>`,
    body: html`<body>
<header><p><a href="/intranet">Sandbury staff intranet</a></p></header>
<main>
<h1>${title}</h1>
<p>Two minutes. It goes to the safety team and, without your name, to the national service.</p>
${
  faults.length === 0
    ? ""
    : html`<section role="alert" aria-labelledby="faults-title" class="faults">
<h2 id="faults-title">This was not sent</h2>
<ul>${faults.map(({ control, message }) => html`<li><a href="#${control}">${message}</a></li>`)}</ul>
</section>`
}
<form method="post" action="/incidents" id="incident-form">
<input type="hidden" name="look" value="intranet">
<input type="hidden" name="lang" value="${lang}">
<input type="hidden" name="event-type" value="incident">
<p><label for="event-on">When did it happen?</label><br>
<input type="date" id="event-on" name="event-on" required value="${incident.eventOn ?? ""}"></p>
<p><label for="description">What happened?</label><br>
<textarea id="description" name="description" rows="4" required aria-describedby="description-hint">
${incident.description ?? ""}</textarea><br>
<small id="description-hint">No names of patients or staff.</small></p>
<p><label for="effect">What did it do to the patient?</label><br>
<select id="effect" name="effect" required>
<option value="">Choose</option>
${[
  ["harm", "Harmed them"],
  ["delayed-or-wrong-care", "No harm seen, but care was late or wrong"],
  ["near-miss", "Caught before it reached them"],
  ["none", "Nothing"],
  ["unknown", "Not known yet"],
].map(
  ([code, text]) => html`<option value="${code}"${code === incident.effect ? html` selected` : ""}>${text}</option>`,
)}
</select></p>
${digitalFactorsElement({ lang, layout: "inline" })}
<p><button type="submit">Send</button></p>
</form>
${keptAnswers(recordText, issues)}
${recordForDevelopers()}
</main>
<footer><p><small>Sandbury is not a real trust. An example of Digital Factors on a bare page: <a href="/">the incident form</a> is the other look.</small></p></footer>
</body>`,
  });
}
