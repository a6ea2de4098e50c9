import { html, raw } from "hono/html";
import { recordEntry } from "../incident.js";

/**
 * The element itself, as a vendor writes it.
 *
 * @param {{ lang: "en" | "cy", layout: "pages" | "inline" }} look
 */
export function digitalFactorsElement({ lang, layout }) {
  return html`<digital-factors-form
  id="${recordEntry}"
  name="${recordEntry}"
  nation="england"
  reporter="staff"
  layout="${layout}"
  lang="${lang}"
  required
></digital-factors-form>`;
}

/** The form's one script, and its Welsh words where they are asked for. */
export function digitalFactorsScripts(lang) {
  return html`<script type="module" src="/digital-factors/digital-factors.js"></script>${
    lang === "cy" ? html`<script type="module" src="/digital-factors/digital-factors.cy.js"></script>` : ""
  }`;
}

/**
 * What the page's script gives to the element again when a report came back: its answers, and what is wrong with them.
 *
 * @param {string | undefined} recordText As it came.
 * @param {readonly import("@digital-factors/core").Issue[]} issues
 */
export function keptAnswers(recordText, issues) {
  if (!recordText) return "";
  // A data block is text to the browser; only "<" could end it early.
  const safe = JSON.stringify({ recordText, issues }).replaceAll("<", "\\u003c");
  return html`<script type="application/json" id="kept-answers">${raw(safe)}</script>`;
}

/** What the element makes, for developers. */
export function recordForDevelopers() {
  return html`<details class="developer-json">
  <summary>For developers: the record as JSON</summary>
  <p>This is the entry <code>${recordEntry}</code> of the form, as it would be sent now.</p>
  <pre id="record-json" tabindex="0" aria-label="The record as JSON">Nothing answered yet.</pre>
</details>`;
}
