import type { RecordDraft, YellowCardCriterion } from "@digital-factors/core";
import { html, nothing, type TemplateResult } from "lit";
import { criteriaFrom } from "../answers/criteria-from.ts";
import { draftFrom } from "../answers/draft-from.ts";
import { yellowCardInPlay } from "../controllers/yellow-card-in-play.ts";
import { type PromptSettings, YellowCardPromptState } from "../controllers/yellow-card-prompt-state.ts";
import { send } from "../events/events.ts";
import { standaloneWordsFor } from "../strings/standalone.ts";
import { formStyles } from "./digital-factors-form.styles.ts";
import { FormControlElement } from "./form-control-element.ts";
import { headingLevelFrom } from "./heading-level.ts";
import { markEmpty } from "./mark-empty.ts";
import { standaloneStyles } from "./standalone.styles.ts";
import { yellowCardQuestions } from "./yellow-card-questions.ts";
import { yellowCardReasons } from "./yellow-card-reasons.ts";

/**
 * `<yellow-card-prompt>`: the Yellow Card question on its own, for a form that has its own questions. Shows nothing while
 * neither a device nor a medicine needs a report.
 *
 * A form control: inside a `<form>` it posts the answer as JSON (`{ status, references }`) under `name`. It never holds the
 * form back, and sends nothing anywhere by itself.
 *
 * @see packages/form/README.md for attributes, properties, events, parts and custom properties
 * @example
 * import { YellowCardPrompt } from "@digital-factors/form";
 * customElements.define("my-yellow-card-prompt", class extends YellowCardPrompt {});
 */
export class YellowCardPrompt extends FormControlElement<PromptSettings> {
  static override readonly styles = [formStyles, standaloneStyles];
  static override readonly properties = {
    ...FormControlElement.properties,
    name: {},
    nation: {},
    reporter: {},
    headingLevel: { attribute: "heading-level" },
    criteria: { attribute: false },
    record: { attribute: false, noAccessor: true },
    value: { attribute: false, noAccessor: true },
  };

  /** Name of the entry in the host's form. Default: `yellow-card`. */
  declare name: string;
  /** `england` (default), `wales`, `scotland` or `northern-ireland`. What the record says comes first. */
  declare nation: string;
  /** `staff` (default), `patient`, `public`, `safety-officer` or `supplier`. What the record says comes first. */
  declare reporter: string;
  /** Level of the heading in the host's outline, `1` to `6`. Default: `3`. */
  declare headingLevel: string | number;
  /** Codes ticked in LFPSE's own Yellow Card criteria question, where the host asks it. Default: none. */
  declare criteria: readonly YellowCardCriterion[];

  readonly #state: YellowCardPromptState;

  constructor() {
    super();
    this.name = "yellow-card";
    this.nation = this.reporter = this.headingLevel = "";
    this.criteria = [];
    const settings = () => this.settings;
    this.#state = new YellowCardPromptState({
      get settings() {
        return settings();
      },
      changed: () => {
        this.#keep();
        this.requestUpdate();
      },
      factAnswered: (detail) => {
        send(this, "digital-factors-fact-answered", detail);
      },
      yellowCardAnswered: (yellowCard, remindMe) =>
        !send(this, "digital-factors-yellow-card-answered", { yellowCard, remindMe }),
    });
  }

  /** What the host knows, with what was answered here on top. */
  get record(): RecordDraft {
    return this.#state.record;
  }

  /**
   * Takes what the host knows, in place of what it passed before. What is unknown or wrong in it is left out; it never
   * throws. A `yellowCard` in it that covers something settles that; it is not asked again.
   */
  set record(input: unknown) {
    this.#state.setHost(draftFrom(input));
  }

  /** The answer as JSON, as it is posted; empty where nothing was answered, or nothing is asked. */
  get value(): string {
    const { yellowCard } = this.#state;
    return yellowCard === undefined ? "" : JSON.stringify(yellowCard);
  }

  /** Takes an answer that was posted before. Anything else clears the answer; it never throws. */
  set value(input: unknown) {
    this.#state.setYellowCard(parsed(input));
  }

  /** Clears what was answered here, as the host form's reset does. */
  override reset(): void {
    this.#state.reset();
  }

  formStateRestoreCallback(state: unknown): void {
    this.#state.restore(state);
  }

  protected override willUpdate(): void {
    this.#keep();
    markEmpty(this.internals, this.#state.isEmpty);
  }

  protected override readSettings(): PromptSettings {
    const { nation = "england", reporter = "staff" } = draftFrom(this);
    return {
      nation,
      reporter,
      criteria: criteriaFrom(this.criteria),
      headingLevel: headingLevelFrom(this.headingLevel),
      strings: standaloneWordsFor(this.language, this.strings),
    };
  }

  protected override render(): TemplateResult {
    const state = this.#state;
    return this.frame(state.strings.lang, state.isEmpty ? nothing : this.#prompt());
  }

  #prompt(): TemplateResult {
    const state = this.#state;
    const { yellowCard: words, standalone } = state.strings;
    const isAsked = state.isVisible("yellow-card");
    const { body, isBoth } = yellowCardInPlay(state);
    const { heading, what } = words.bodies[body];
    const isMedicineApart = isBoth && body !== "yellow-card";
    return html`<div part="prompt" class="prompt" role="group" aria-labelledby="heading" @change=${() => state.settle()}>
        <h3 part="heading" class="heading" id="heading" aria-level=${this.settings.headingLevel}>
          ${isAsked ? heading : words.factHeading}
        </h3>
        ${
          isAsked
            ? html`<p>
                ${state.isForPublic && body === "yellow-card" ? words.publicWhat : what}
                ${isMedicineApart ? standalone.medicineToo : nothing} ${words.both}
              </p>`
            : nothing
        }
        ${yellowCardReasons(state)} ${yellowCardQuestions(state)}
      </div>
      <p class="unseen" role="status">${state.announcement}</p>`;
  }

  /** Keeps the value in the host's form true to the answer. */
  #keep(): void {
    const { value } = this;
    const entries = new FormData();
    if (value !== "") entries.append(this.name, value);
    this.internals.setFormValue(entries, this.#state.saved);
  }
}

function parsed(input: unknown): unknown {
  try {
    return typeof input === "string" ? JSON.parse(input) : undefined;
  } catch {
    return undefined;
  }
}
