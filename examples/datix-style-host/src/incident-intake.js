import { parseRecordJson } from "@digital-factors/core";
import { checkIncident, dateInBritain, readIncident, recordEntry } from "./incident.js";
import { incidentToAdverseEvent } from "./incident-to-adverse-event.js";
import { incidentPage } from "./pages/incident-page.js";
import { intranetPage } from "./pages/intranet-page.js";
import { messagePage } from "./pages/message-page.js";

/**
 * Receives an incident that came by classic form post: checks it, keeps it, and answers with the address of its page.
 * What cannot be taken comes back as the same form, with the answers kept and what to do on top.
 *
 * @param {import("hono").Context} context
 * @param {{ store: Awaited<ReturnType<import("./incident-store.js").openIncidentStore>>, delivery: { add(id: string): void } }} parts
 */
export async function receiveIncident(context, { store, delivery }) {
  if (!/^application\/x-www-form-urlencoded\b/.test(context.req.header("content-type") ?? "")) {
    return context.html(
      messagePage("This is not a form post", "Send the incident form as it is. Nothing was kept."),
      415,
    );
  }
  const entries = new URLSearchParams(await context.req.text());
  const incident = readIncident(entries);
  const recordText = entries.get(recordEntry);
  const parsed = parseRecordJson(recordText ?? "{}");
  const faults = [...checkIncident(incident), ...(recordText ? [] : [unanswered]), ...faultsOf(recordText, parsed)];
  if (faults.length > 0 || !parsed.ok)
    return context.html(samePage(entries, incident, { recordText, parsed, faults }), 422);

  const record = parsed.value;
  const receivedAt = new Date();
  const kept = {
    id: record.id,
    receivedAt: receivedAt.toISOString(),
    incident,
    record,
    adverseEvent: incidentToAdverseEvent(incident, { today: dateInBritain(receivedAt) }),
    delivery: { state: "waiting" },
  };
  if (!(await store.add(kept)) && !isSameReport(await store.read(record.id), kept)) {
    return context.html(
      messagePage(
        "This report was sent before",
        "It was sent with other answers, and those were kept. Start a new report to tell us more.",
        { href: `/incidents/${record.id}`, text: "See the report that was kept" },
      ),
      409,
    );
  }
  delivery.add(record.id);
  return context.redirect(`/incidents/${record.id}`, 303);
}

const unanswered = { control: recordEntry, message: "Answer the questions in Digital systems" };

function faultsOf(recordText, parsed) {
  if (!recordText || parsed.ok) return [];
  return parsed.issues.map(({ message }) => ({ control: recordEntry, message: `Digital systems: ${message}` }));
}

/** A button pressed twice, or a page sent again after a lost answer. */
function isSameReport(before, now) {
  return (
    before !== undefined &&
    JSON.stringify([before.incident, before.record]) === JSON.stringify([now.incident, now.record])
  );
}

function samePage(entries, incident, { recordText, parsed, faults }) {
  const page = entries.get("look") === "intranet" ? intranetPage : incidentPage;
  const lang = entries.get("lang") === "cy" ? "cy" : "en";
  const issues = parsed.ok ? [] : parsed.issues;
  return page({ lang, mode: "classic", incident, recordText: recordText ?? "", issues, faults });
}
