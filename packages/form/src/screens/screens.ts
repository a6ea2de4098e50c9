import type { ScreenId } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import { buttons } from "../components/buttons.ts";
import type { FormState } from "../controllers/form-state.ts";
import { fill } from "../strings/strings.ts";
import { checkAnswers } from "./check-answers.ts";
import { partPlayed } from "./part-played.ts";
import { whatWentWrong } from "./what-went-wrong.ts";
import { whichFits } from "./which-fits.ts";
import { yellowCard } from "./yellow-card.ts";

const contentOf: Readonly<Record<ScreenId, (state: FormState) => TemplateResult>> = {
  "part-played": partPlayed,
  "what-went-wrong": whatWentWrong,
  "which-fits": whichFits,
  "yellow-card": yellowCard,
  "check-answers": (state) => checkAnswers(state, state.settings.layout === "pages"),
};

/** Layout `pages`: the screen the reporter is on, and the way on and back. */
export function screen(state: FormState): TemplateResult {
  const { strings, progress, screen } = state;
  const isCheck = screen === "check-answers";
  const forward = { label: isCheck ? strings.save : strings.continue, go: () => state.next() };
  const back = screen === "part-played" ? undefined : { label: strings.back, go: () => state.back() };
  return html`${progress === undefined ? nothing : html`<p part="progress" class="hint">${fill(strings.progress, progress)}</p>`}
    <div @keydown=${(event: KeyboardEvent) => moveOn(event, state)}>${contentOf[screen](state)}</div>
    ${buttons(forward, back)}`;
}

/** Layout `inline`: every screen of the path, one under another, as answers open them. */
export function everyScreen(state: FormState): TemplateResult {
  const { strings, draft } = state;
  return html`${state.openScreens.map((screen) => html`<div class="appear">${contentOf[screen](state)}</div>`)}
    ${draft.part === undefined ? nothing : buttons({ label: strings.save, go: () => state.complete() })}`;
}

/** Enter on a radio, checkbox or one-line box moves on, as in a form of one screen. */
function moveOn(event: KeyboardEvent, state: FormState): void {
  if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  state.next();
}
