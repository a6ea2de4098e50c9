import { assessYellowCard } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import { yellowCardInPlay } from "../controllers/yellow-card-in-play.ts";
import type { YellowCardPromptState } from "../controllers/yellow-card-prompt-state.ts";
import { sourceName } from "./source-name.ts";

/** Renders why the question is asked: each rule in plain words, with the page or law it rests on. */
export function yellowCardReasons(state: YellowCardPromptState): TemplateResult | typeof nothing {
  const { strings, draft, criteria, settled } = state;
  const words: Readonly<Record<string, string>> = { ...strings.standalone.because, ...strings.yellowCard.because };
  const { inPlay } = yellowCardInPlay(state);
  // While only a fact is asked, nothing is in play yet.
  const asking =
    inPlay.length > 0 ? inPlay : [assessYellowCard({ ...draft, yellowCard: settled }, { criteria }).device];
  const reasons = asking.flatMap(({ reasons }) => reasons).filter(({ rule }) => words[rule] !== undefined);
  if (reasons.length === 0) return nothing;
  return html`<details part="why">
    <summary><span>${strings.standalone.why}</span></summary>
    <div class="behind">
      ${reasons.map(
        ({ rule, source }) =>
          html`<p>${words[rule]}<br />${strings.standalone.source} ${sourceName(source, strings)}</p>`,
      )}
    </div>
  </details>`;
}
