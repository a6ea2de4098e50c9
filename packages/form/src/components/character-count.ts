import { recordLimits } from "@digital-factors/core";
import { html, type TemplateResult } from "lit";
import type { FormState } from "../controllers/form-state.ts";
import { fill } from "../strings/strings.ts";
import { describedBy, hintAndError } from "./fieldset.ts";
import { identifierGuard } from "./identifier-guard.ts";

/** Renders the question in the reporter's own words, with the characters left and the identifier guard. */
export function characterCount(state: FormState, isHeading: boolean): TemplateResult {
  const { strings, draft } = state;
  const id = "description";
  const { hint, legend, helped } = strings.questions.description;
  const text = draft.description ?? "";
  const left = recordLimits.descriptionCharacters - text.length;
  const error = state.faultOf(id);
  const label = draft.part === "helped" ? helped : legend;
  const field = { id, hint, error, errorPrefix: strings.errors.prefix };
  const labelled = html`<label part="legend" class=${isHeading ? "" : "legend"} for="description-text">${label}</label>`;
  return html`<div id=${id} part="field" class="field ${error ? "faulty" : ""}">
    ${isHeading ? html`<h2 class="heading" tabindex="-1">${labelled}</h2>` : labelled}
    ${hintAndError(field)}
    <textarea
      part="input"
      id="description-text"
      rows="4"
      autocomplete="off"
      aria-describedby="${describedBy(field) ?? ""} description-count"
      aria-invalid=${error ? "true" : "false"}
      .value=${text}
      @input=${({ currentTarget }: Event) =>
        state.answer(id, { description: (currentTarget as HTMLTextAreaElement).value })}
    ></textarea>
    <div id="description-count" class=${left < 0 ? "error" : "hint"} aria-live=${left < 200 ? "polite" : "off"}>
      ${fill(left < 0 ? strings.count.over : strings.count.left, { n: Math.abs(left).toLocaleString("en-GB") })}
    </div>
    ${identifierGuard(state, "description")}
  </div>`;
}
