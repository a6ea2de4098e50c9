import { html, nothing, type TemplateResult } from "lit";
import { type FoundIdentifier, type FreeTextId, freeTextOf, openIdentifiers } from "../answers/identifiers-kept.ts";
import type { FormState } from "../controllers/form-state.ts";

/** Renders the question about text that could identify someone: the first piece found, then the next. Nothing leaves the page. */
export function identifierGuard(state: FormState, linkId: FreeTextId): TemplateResult {
  const { answers, strings } = state;
  const [first] = openIdentifiers(answers, linkId);
  return html`<div role="status">
    ${
      first === undefined
        ? nothing
        : html`<div part="inset" class="inset reveal">
            <p>${strings.identifier[first.kind]} <b>${first.found}</b></p>
            <button part="button-secondary" type="button" class="secondary" @click=${() => remove(state, linkId, first)}>
              ${strings.identifier.remove}
            </button>
            <button
              part="button-secondary"
              type="button"
              class="secondary"
              @click=${() => {
                state.answer(linkId, {}, { kept: [...answers.kept, first.found] });
                state.focus(linkId);
              }}
            >
              ${strings.identifier.keep}
            </button>
          </div>`
    }
  </div>`;
}

function remove(state: FormState, linkId: FreeTextId, { start, end }: FoundIdentifier): void {
  const { draft } = state;
  const before = freeTextOf(draft, linkId);
  const text = `${before.slice(0, start).trimEnd()} ${before.slice(end).trimStart()}`.trim();
  if (linkId === "description") state.answer(linkId, { description: text });
  else {
    const [system, ...others] = draft.systems ?? [];
    state.answer(linkId, { systems: system && [{ ...system, name: text || undefined }, ...others] });
    state.search(text);
  }
  state.say(state.strings.identifier.removed);
  state.focus(linkId);
}
