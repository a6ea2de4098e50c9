import { html, nothing, type TemplateResult } from "lit";
import { yellowCardQuestions } from "../components/yellow-card-questions.ts";
import type { FormState } from "../controllers/form-state.ts";
import { yellowCardInPlay } from "../controllers/yellow-card-in-play.ts";

/** Screen 4: whether a report has gone, or should go, to those who watch over devices and medicines. Nothing here is required. */
export function yellowCard(state: FormState): TemplateResult {
  const isAsked = state.isVisible("yellow-card");
  const { body, inPlay } = yellowCardInPlay(state);
  const words = state.strings.yellowCard;
  const { heading, what } = words.bodies[body];
  const because = inPlay[0]?.reasons.map(({ rule }) => words.because[rule]).find(Boolean);
  return html`<h2 part="heading" class="heading" tabindex="-1">${isAsked ? heading : words.factHeading}</h2>
    ${
      isAsked
        ? html`<p>${state.isForPublic && body === "yellow-card" ? words.publicWhat : what} ${because} ${words.both}</p>`
        : nothing
    }
    ${yellowCardQuestions(state)}`;
}
