import { yellowCardSummary } from "@digital-factors/core";
import { html, type TemplateResult } from "lit";
import type { FormState } from "../controllers/form-state.ts";
import { yellowCardInPlay } from "../controllers/yellow-card-in-play.ts";

/** Renders what helps to send a report now: the site, a summary to paste, a reminder. Nothing is sent from here. */
export function yellowCardHandOff(state: FormState): TemplateResult {
  const { strings } = state;
  const words = strings.yellowCard;
  const { site, url } = words.bodies[yellowCardInPlay(state).body];
  const summary = yellowCardSummary(state.record, { labels: strings.labels, words: strings.summary });
  return html`<p><a part="link" href=${url} target="_blank" rel="noopener noreferrer">${site} ${words.newTab}</a></p>
    <label class="legend" for="yellow-card-summary">${words.summaryLabel}</label>
    <div class="hint" id="yellow-card-summary-hint">${words.summaryHint}</div>
    <textarea
      part="input"
      id="yellow-card-summary"
      aria-describedby="yellow-card-summary-hint"
      rows=${summary.split("\n").length + 3}
      readonly
      .value=${summary}
    ></textarea>
    <div class="buttons">
      <button part="button-secondary" type="button" class="secondary" @click=${(event: Event) => copy(state, summary, event)}>
        ${words.copy}
      </button>
      <button
        part="button-secondary"
        type="button"
        class="secondary"
        @click=${() => state.say(state.remind() ? words.reminded : words.notReminded)}
      >
        ${words.remind}
      </button>
    </div>
    <p class="said">${state.announcement}</p>`;
}

/** On plain http there is no clipboard: the text is selected, to be copied by hand. */
async function copy(state: FormState, summary: string, { currentTarget }: Event): Promise<void> {
  const words = state.strings.yellowCard;
  const root = (currentTarget as HTMLElement).getRootNode() as ShadowRoot;
  try {
    await navigator.clipboard.writeText(summary);
    state.say(words.copied);
  } catch {
    root.querySelector<HTMLTextAreaElement>("#yellow-card-summary")?.select();
    state.say(words.copyByHand);
  }
}
