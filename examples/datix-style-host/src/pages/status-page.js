import { html } from "hono/html";
import { incidentSystem, layout } from "./layout.js";

const finalStates = ["accepted", "rejected"];

/**
 * Returns the page of a report that came by classic form post: kept safe, and the national reference number when there
 * is one. Until then a script asks again; without scripts the page loads itself again.
 *
 * @param {import("../incident-store.js").KeptIncident} kept
 */
export function statusPage({ id, receivedAt, incident, delivery }) {
  const isWaiting = !finalStates.includes(delivery.state);
  return layout({
    title: "Your report",
    head: isWaiting ? html`<noscript><meta http-equiv="refresh" content="3"></noscript>` : "",
    scripts: isWaiting ? html`<script type="module" src="/public/report-status.js"></script>` : "",
    body: incidentSystem(html`<main id="main" class="single">
<h1>Your report</h1>
<div class="outcome outcome-${delivery.state === "rejected" ? "rejected" : "safe"}" id="outcome" data-delivery="/incidents/${id}/delivery">
  <h2>${delivery.state === "rejected" ? "Kept safe, but not taken by the national service" : "Your report is kept safe"}</h2>
  <div role="status">${deliveryText(delivery)}</div>
</div>
<dl class="facts">
  <dt>Received</dt><dd>${when(receivedAt)}</dd>
  <dt>Happened on</dt><dd>${day(incident.eventOn)}</dd>
  <dt>Sandbury’s number</dt><dd><code>${id}</code></dd>
</dl>
<p><a href="/?mode=classic">Report another incident</a></p>
</main>`),
  });
}

function deliveryText({ state, referenceNumber, messages = [] }) {
  switch (state) {
    case "accepted":
      return referenceNumber === undefined
        ? html`<p>The national service has it, and gave no reference number.</p>`
        : html`<p>National reference number</p><p class="reference">${referenceNumber}</p>`;
    case "rejected":
      return html`<p>The safety team will put it right. What the service said:</p>
<ul>${messages.map((message) => html`<li>${message}</li>`)}</ul>`;
    case "unknown":
      return html`<p>We could not tell whether the national service has it. The safety team will find out. You need not do anything.</p>`;
    default:
      return html`<p>It is on its way to the national service. The reference number will be shown here.</p>`;
  }
}

function when(instant) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "Europe/London" }).format(
    new Date(instant),
  );
}

function day(date) {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
}
