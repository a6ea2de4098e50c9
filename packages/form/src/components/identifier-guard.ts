import { html, nothing, type TemplateResult } from "lit";
import type { FormState } from "../controllers/form-state.ts";
import { openIdentifiers } from "../controllers/validation.ts";

/** Renders the question about text that could identify someone: the first piece found, then the next. Nothing leaves the page. */
export function identifierGuard(state: FormState): TemplateResult {
  const { answers, strings } = state;
  const [first] = openIdentifiers(answers);
  return html`<div role="status">
    ${
      first === undefined
        ? nothing
        : html`<div part="inset" class="inset reveal">
            <p>${strings.identifier[first.kind]} <b>${first.found}</b></p>
            <button part="button-secondary" type="button" class="secondary" @click=${() => remove(state, first.start, first.end)}>
              ${strings.identifier.remove}
            </button>
            <button
              part="button-secondary"
              type="button"
              class="secondary"
              @click=${() => {
                state.answer("description", {}, { kept: [...answers.kept, first.found] });
                state.focus("description");
              }}
            >
              ${strings.identifier.keep}
            </button>
          </div>`
    }
  </div>`;
}

function remove(state: FormState, start: number, end: number): void {
  const text = state.draft.description ?? "";
  state.answer("description", {
    description: `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim(),
  });
  state.say(state.strings.identifier.removed);
  state.focus("description");
}
