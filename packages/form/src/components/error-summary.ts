import { html, nothing, type TemplateResult } from "lit";
import type { FormState } from "../controllers/form-state.ts";

/** Renders the error summary: it takes the focus, and each link leads to its question. */
export function errorSummary(state: FormState): TemplateResult | typeof nothing {
  const { shownFaults: faults, strings } = state;
  if (faults.length === 0) return nothing;
  return html`<div part="error-summary" class="error-summary" tabindex="-1" role="alert" aria-labelledby="error-summary-title">
    <h2 id="error-summary-title">${strings.errors.title}</h2>
    <ul>
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
