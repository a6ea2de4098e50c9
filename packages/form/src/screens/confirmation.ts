import { html, nothing, type TemplateResult } from "lit";
import type { FormState } from "../controllers/form-state.ts";
import { fill } from "../strings/strings.ts";

/**
 * Where the record is on its way, as the host tells it.
 *
 * @example
 * const delivery: Delivery = { state: "waiting", waitingCount: 2 };
 */
export interface Delivery {
  /** `waiting`: kept here. `expired` counts as `rejected`. */
  readonly state: "waiting" | "sending" | "accepted" | "rejected" | "expired" | "unknown";
  /** Number the national service gave. */
  readonly referenceNumber?: string | undefined;
  /** Reports that are kept here and wait, this one included. */
  readonly waitingCount?: number | undefined;
}

/** After the last screen, before the host has sent anything. */
export function answersSaved(state: FormState): TemplateResult {
  const { strings, draft } = state;
  return panel(
    strings.done.saved,
    html`${draft.part === "none" ? html`<p>${strings.done.thanks}</p>` : nothing}
      <button type="button" class="link" @click=${() => state.changeAnswers()}>${strings.done.change}</button>`,
  );
}

/** After sending: the report is safe, whether or not the network is there. */
export function confirmation(
  { state, referenceNumber, waitingCount = 0 }: Delivery,
  { strings }: FormState,
): TemplateResult {
  const words = strings.delivery;
  return panel(
    words.safe,
    html`<p>${words[state === "expired" ? "rejected" : state]}</p>
      ${referenceNumber ? html`<p>${words.reference} <b part="reference-number">${referenceNumber}</b></p>` : nothing}
      ${waitingCount > 0 ? html`<p>${waitingCount === 1 ? words.oneWaiting : fill(words.manyWaiting, { n: waitingCount })}</p>` : nothing}`,
  );
}

function panel(heading: string, content: TemplateResult): TemplateResult {
  return html`<div part="panel" class="panel">
    <h2 class="heading" tabindex="-1">${heading}</h2>
    ${content}
  </div>`;
}
