import {
  type DigitalFactorsRecord,
  type InvolvementCode,
  involvementNeedsConfirming,
  reportingRoutes,
} from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import { checkboxes } from "../components/choices.ts";
import { question } from "../components/question.ts";
import { routeGroups, shownRoutes } from "../components/routes.ts";
import { summaryList } from "../components/summary-list.ts";
import type { FormState } from "../controllers/form-state.ts";
import { fill } from "../strings/strings.ts";

const codes: readonly InvolvementCode[] = ["1", "2", "3", "4", "5", "6", "7"];
const dontKnow: InvolvementCode = "7";

/** Screen 5: the answers, what is sent to LFPSE, who else should know, and what goes with the report. */
export function checkAnswers(state: FormState, withAnswers: boolean): TemplateResult {
  const { record, strings } = state;
  const routes = shownRoutes(reportingRoutes(record), state.isForPublic);
  return html`<h2 part="heading" class="heading" tabindex="-1">${withAnswers ? strings.check.heading : strings.check.next}</h2>
    ${withAnswers ? summaryList(state, true) : nothing}
    ${routes.some(({ route }) => route === "lfpse") && involvementNeedsConfirming(record.factors) ? involvement(state, record) : nothing}
    ${routeGroups(routes, strings)} ${context(state, record)}`;
}

function involvement(state: FormState, record: DigitalFactorsRecord): TemplateResult {
  const { strings } = state;
  const picked = record.involvement;
  if (!state.isChangingInvolvement) {
    return html`<div part="inset" class="inset" id="involvement">
      <p>${strings.check.involvement} <b>${picked.map((code) => strings.involvement[code]).join("; ")}</b></p>
      <button type="button" class="link" @click=${() => state.changeInvolvement(true)}>
        ${strings.check.change}<span class="unseen"> ${strings.questions.involvement.short}</span>
      </button>
    </div>`;
  }
  return checkboxes({
    ...question(state, "involvement"),
    choices: codes.map((value) => ({ value, label: strings.involvement[value] })),
    picked,
    after: html`<button part="button-secondary" type="button" class="secondary" @click=${() => state.changeInvolvement(false)}>
      ${strings.check.done}
    </button>`,
    onPick: (value, input) => {
      const code = value as InvolvementCode;
      const others = picked.filter((each) => each !== code && (code === dontKnow) === (each === dontKnow));
      const next = input.checked ? [...others, code].sort() : picked.filter((each) => each !== code);
      // With nothing ticked, what the factors stand for is sent.
      state.answer(
        "involvement",
        { involvement: next.length > 0 ? next : undefined },
        { isInvolvementChosen: next.length > 0 },
      );
    },
  });
}

function context(state: FormState, { context }: DigitalFactorsRecord) {
  const { strings } = state;
  const items = Object.entries(context) as [keyof typeof context, string][];
  if (items.length === 0) return nothing;
  return html`<h3 id="context" tabindex="-1">${strings.check.contextHeading}</h3>
    <p class="hint">${strings.check.contextHint}</p>
    <dl part="summary-list" class="summary-list">
      ${items.map(([key, value]) => {
        const name = strings.context[key];
        return html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
          <dd class="action">
            <button type="button" class="link" @click=${() => state.removeContext(key, fill(strings.check.removed, { name }))}>
              ${strings.check.remove}<span class="unseen"> ${name}</span>
            </button>
          </dd>
        </div>`;
      })}
    </dl>`;
}
