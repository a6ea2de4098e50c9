import { type FactorId, type RecordDraft, recordLimits, reporterFactors } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import { characterCount } from "../components/character-count.ts";
import { checkboxes, radios } from "../components/choices.ts";
import { question } from "../components/question.ts";
import type { FormState } from "../controllers/form-state.ts";

/** Screen 3: what fits, how far it reaches, and the reporter's own words. */
export function whichFits(state: FormState): TemplateResult {
  return html`${state.isVisible("factors") ? whatFits(state) : nothing}
  ${state.isVisible("still-happening") ? yesNo(state, "still-happening", "stillHappening") : nothing}
  ${state.isVisible("others-affected") ? yesNo(state, "others-affected", "othersAffected") : nothing}
  ${state.isVisible("description") ? characterCount(state, !state.isVisible("factors")) : nothing}`;
}

function whatFits(state: FormState): TemplateResult {
  const { strings, draft } = state;
  const { tooMany, none } = strings.questions.factors;
  const group = draft.group ?? "closing";
  const picked = draft.factors ?? [];
  const choices = reporterFactors(group).map(({ id }) => ({ value: id as string, ...strings.labels.factors[id] }));
  return checkboxes({
    ...question(state, "factors"),
    isHeading: true,
    choices: group === "closing" ? choices : [...choices, { value: "not-sure", label: none }],
    picked,
    after: html`<p class="error" role="alert">${state.hasTooManyFactors ? tooMany : nothing}</p>`,
    onPick: (value, input) => {
      const id = value as FactorId;
      const others = picked.filter((each) => each !== id);
      if (!input.checked) return state.answer("factors", { factors: others.length > 0 ? others : undefined });
      if (id === "not-sure") return state.answer("factors", { factors: [id] });
      const sure = others.filter((each) => each !== "not-sure");
      if (sure.length < recordLimits.factors) return state.answer("factors", { factors: [...sure, id] });
      input.checked = false;
      state.refuseFactor();
    },
  });
}

/** Renders a yes/no question whose answer stands in one field of the record. */
function yesNo(
  state: FormState,
  linkId: "still-happening" | "others-affected",
  field: "stillHappening" | "othersAffected",
): TemplateResult {
  const value = state.draft[field];
  return radios({
    ...question(state, linkId),
    look: "row",
    choices: (["yes", "no", "unknown"] as const).map((each) => ({ value: each, label: state.strings[each] })),
    picked: value === undefined ? [] : [value],
    onPick: (picked) => state.answer(linkId, { [field]: picked } as RecordDraft),
  });
}
