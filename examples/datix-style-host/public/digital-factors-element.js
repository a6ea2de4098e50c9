import { answersForRecord, readIncident, recordEntry } from "../src/incident.js";

/**
 * Keeps the element in step with the form around it: what the form asks is never asked twice. Also gives it back the
 * answers of a report that came back, and shows its record to developers.
 *
 * @param {HTMLFormElement} form
 * @returns {HTMLElement} The element.
 */
export function keepInStep(form) {
  const element = document.getElementById(recordEntry);
  const kept = keptAnswers();
  if (kept !== undefined) {
    element.record = kept.record;
    element.issues = kept.issues;
  }

  let given = "";
  const giveAnswers = () => {
    const answers = answersForRecord(readIncident(new FormData(form)));
    const now = JSON.stringify(answers);
    if (now === given) return;
    given = now;
    element.record = answers;
  };
  form.addEventListener("change", (event) => {
    if (event.target !== element) giveAnswers();
  });
  giveAnswers();

  const shown = document.getElementById("record-json");
  const show = () => {
    shown.textContent = JSON.stringify(element.record, null, 2);
  };
  element.addEventListener("digital-factors-changed", show);
  form.addEventListener("change", show);
  form.addEventListener("reset", () => {
    // The fields are empty only after this event.
    setTimeout(() => {
      given = "";
      giveAnswers();
      show();
    });
  });
  show();
  return element;
}

/** What the server sent back with the form; nothing if the answers cannot be read. */
function keptAnswers() {
  try {
    const { recordText, issues } = JSON.parse(document.getElementById("kept-answers")?.textContent ?? "");
    return { record: JSON.parse(recordText), issues };
  } catch {
    return undefined;
  }
}
