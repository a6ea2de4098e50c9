import { yellowCardSummary } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import type { YellowCardAnswering } from "../controllers/yellow-card-answering.ts";
import { yellowCardInPlay } from "../controllers/yellow-card-in-play.ts";
import { siteLink } from "./site-link.ts";

/** Renders what helps to send a report now: the site, a summary to paste, a reminder. Nothing is sent from here. */
export function yellowCardHandOff(state: YellowCardAnswering): TemplateResult {
  const { strings } = state;
  const words = strings.yellowCard;
  const { body, isBoth } = yellowCardInPlay(state);
  const summary = yellowCardSummary(state.record, { labels: strings.labels, words: strings.summary });
  // Elsewhere than in England and Wales a medicine goes to another place than a device.
  const isSplit = isBoth && body !== "yellow-card";
  return html`<p>
      ${isSplit ? `${words.covers.device}: ` : nothing}${siteLink(body, state.strings)}
      ${isSplit ? html`<br />${words.covers.medicine}: ${siteLink("yellow-card", state.strings)}` : nothing}
    </p>
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
async function copy(state: YellowCardAnswering, summary: string, { currentTarget }: Event): Promise<void> {
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
