import { createRelayClient, openIndexedDbStore } from "/digital-factors/digital-factors.js";
import { dateInBritain, readIncident, recordEntry } from "../src/incident.js";
import { incidentToAdverseEvent } from "../src/incident-to-adverse-event.js";
import { showDeliveries } from "./delivery-panel.js";

/**
 * Sends the form by script: a report is in this browser's outbox before anything is sent, and nobody waits for a network.
 *
 * @param {HTMLFormElement} form
 */
export function sendByScript(form) {
  // A computer that keeps nothing sends at once; then a person does wait, so not for long.
  const client = createRelayClient({ baseUrl: "/relay", outbox: openIndexedDbStore(), deadlineMs: 15_000 });
  const panel = showDeliveries(client, form);
  client.start();

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const entries = new FormData(form);
    const record = JSON.parse(entries.get(recordEntry));
    const adverseEvent = incidentToAdverseEvent(readIncident(entries), { today: dateInBritain(new Date()) });
    try {
      await panel.showKept(await client.submit(record, { adverseEvent }));
    } catch {
      panel.showNotKept();
    }
  });
}
