import { checkYellowCardReference, type DigitalFactorsRecord } from "@digital-factors/core";
import { html, type TemplateResult } from "lit";
import type { YellowCardAnswering } from "../controllers/yellow-card-answering.ts";
import { yellowCardInPlay } from "../controllers/yellow-card-in-play.ts";
import { radios } from "./choices.ts";

type Covers = DigitalFactorsRecord["yellowCard"]["references"][number]["covers"];

const coverages = ["device", "medicine", "both", "unknown"] as const;

/** Renders the reference box and, where two reports are in play, what the number is for. It warns, and never stops anyone. */
export function yellowCardReference(state: YellowCardAnswering): TemplateResult {
  const { answers, draft, strings } = state;
  const { body, isBoth, covers } = yellowCardInPlay(state);
  const words = strings.yellowCard;
  const text = answers.reference;
  const checked = checkYellowCardReference(text);
  const chosen = draft.yellowCard?.references?.[0]?.covers ?? (isBoth ? "unknown" : covers);
  const warning =
    text.trim() === "" || (checked.ok && (checked.isKnownShape || body !== "yellow-card"))
      ? ""
      : words.reference[checked.ok ? "unseen" : (checked.reason as Exclude<typeof checked.reason, "empty">)];
  const keep = (typed: string, about: Covers) => {
    const result = checkYellowCardReference(typed);
    const references = result.ok ? [{ covers: about, value: result.value }] : [];
    state.answer("yellow-card", { yellowCard: { status: "reported", references } }, { reference: typed });
  };
  return html`<label class="legend" for="yellow-card-reference">${words.bodies[body].reference}</label>
    <div class="hint" id="yellow-card-reference-hint">${words.bodies[body].hint}</div>
    <input
      part="input"
      id="yellow-card-reference"
      type="text"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="yellow-card-reference-hint yellow-card-reference-warning"
      .value=${text}
      @input=${({ currentTarget }: Event) => keep((currentTarget as HTMLInputElement).value, chosen)}
    />
    <p id="yellow-card-reference-warning" role="status">${warning}</p>
    ${
      isBoth && checked.ok
        ? radios({
            id: "covers",
            legend: words.covers.legend,
            errorPrefix: "",
            choices: coverages.map((value) => ({ value, label: words.covers[value] })),
            picked: [chosen],
            onPick: (value) => keep(text, value as Covers),
          })
        : ""
    }`;
}
