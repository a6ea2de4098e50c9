import { html, nothing, type TemplateResult } from "lit";
import type { FormState } from "../controllers/form-state.ts";

/** Renders the error summary: each link leads to its question. Where it takes the focus, that reads it out: as an alert too it would be read twice. */
export function errorSummary(state: FormState): TemplateResult | typeof nothing {
  const { shownFaults: faults, strings } = state;
  if (faults.length === 0) return nothing;
  return html`<div part="error-summary" class="error-summary" tabindex="-1" role=${state.isSummaryFocused ? "group" : "alert"} aria-labelledby="error-summary-title" aria-describedby="error-summary-list">
    <h2 id="error-summary-title">${strings.errors.title}</h2>
    <ul id="error-summary-list">
      ${faults.map(({ linkId, message }) =>
        linkId === undefined
          ? html`<li>${message}</li>`
          : html`<li>
              <a
                href="#${linkId}"
                @click=${(event: Event) => {
                  event.preventDefault();
                  state.goToQuestion(linkId);
                }}
                >${message}</a
              >
            </li>`,
      )}
    </ul>
  </div>`;
}
