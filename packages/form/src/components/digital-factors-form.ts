import type { Issue, RecordDraft } from "@digital-factors/core";
import { html, nothing, type PropertyValues } from "lit";
import { restored, withRecord } from "../answers/answers.ts";
import { contextFrom, draftFrom, systemsFrom } from "../answers/draft-from.ts";
import type { FormListener, FormSettings } from "../controllers/answer-state.ts";
import { focusOn } from "../controllers/focus.ts";
import { FormState } from "../controllers/form-state.ts";
import { FormValue } from "../controllers/form-value.ts";
import { type DraftMode, SavedDraft } from "../controllers/saved-draft.ts";
import { send } from "../events/events.ts";
import { answersSaved, confirmation, type Delivery } from "../screens/confirmation.ts";
import { everyScreen, screen } from "../screens/screens.ts";
import { registerStrings, stringsFor } from "../strings/strings.ts";
import { errorSummary } from "./error-summary.ts";
import { FormControlElement } from "./form-control-element.ts";
import { summaryList } from "./summary-list.ts";

/**
 * `<digital-factors-form>`: asks whether a digital system played a part in a patient safety event, and makes the record.
 *
 * A form control: inside a `<form>` it posts the record as JSON under `name`, takes part in validation, reset, disabled
 * fieldsets and restored state. It sends nothing anywhere by itself.
 *
 * @see packages/form/README.md for attributes, properties, events, parts and custom properties
 * @example
 * import { DigitalFactorsForm } from "@digital-factors/form";
 * customElements.define("my-digital-factors", class extends DigitalFactorsForm {});
 */
export class DigitalFactorsForm extends FormControlElement<FormSettings> {
  static override readonly properties = {
    ...FormControlElement.properties,
    name: {},
    nation: {},
    reporter: {},
    eventType: { attribute: "event-type" },
    layout: {},
    draft: {},
    lfpseVersion: { attribute: "lfpse-version" },
    required: { type: Boolean },
    record: { attribute: false, noAccessor: true },
    systems: { attribute: false },
    context: { attribute: false },
    delivery: { attribute: false },
    issues: { attribute: false },
    fieldMap: { attribute: false },
  };

  /** Makes the words of a language known. See {@link registerStrings}; here for pages without modules. */
  static readonly registerStrings: typeof registerStrings = registerStrings;

  /** Name of the entry in the host's form. Default: `digital-factors`. */
  declare name: string;
  /** `england` (default), `wales`, `scotland` or `northern-ireland`. */
  declare nation: string;
  /** `staff` (default), `patient`, `public`, `safety-officer` or `supplier`. */
  declare reporter: string;
  /** `incident` (default), `outcome`, `risk` or `good-care`. */
  declare eventType: string;
  /** `pages` (default): one screen at a time. `inline`: one under another. */
  declare layout: string;
  /** Where answers are saved while they are given: `off` (default), `session` or `local`. */
  declare draft: DraftMode;
  /** LFPSE taxonomy that the record is meant for: `4`, `5` (default) or `6`. */
  declare lfpseVersion: string;
  /** The first question must be answered before the host's form can be sent. */
  declare required: boolean;
  /** The host's own list of systems: the first eight are shown, the rest can be searched. */
  declare systems: readonly NonNullable<RecordDraft["systems"]>[number][];
  /** Facts about where the host's software is, on the allow-list of the record; shown to the reporter, who can remove each. */
  declare context: RecordDraft["context"];
  /** Where the record is on its way; shows the confirmation. */
  declare delivery: Delivery | undefined;
  /** Faults that the host's server found, each shown at its question by `linkId`. */
  declare issues: readonly Issue[];
  /** Record field, as a path such as `part` or `systems.0.name`, to the name of a further entry in the host's form. */
  declare fieldMap: Readonly<Record<string, string>>;

  readonly #state: FormState;
  readonly #value: FormValue;
  #savedDraft: SavedDraft | undefined;
  #savedAt: Date | undefined;

  constructor() {
    super();
    this.name = "digital-factors";
    this.nation = this.reporter = this.eventType = this.layout = this.lfpseVersion = "";
    this.draft = "off";
    this.required = false;
    this.systems = this.issues = [];
    this.fieldMap = {};
    this.#state = new FormState(this.#listener());
    this.#value = new FormValue(this, this.internals, this.#state);
    this.addEventListener("invalid", (event) => {
      // Our own summary stands in for the browser's bubble.
      event.preventDefault();
      this.#value.report();
    });
  }

  /** The record so far; whole, and ready for `parseRecord`, as soon as `part` is answered. */
  get record(): RecordDraft {
    return this.#state.draft.part === undefined ? this.#state.draft : this.#state.record;
  }

  /**
   * Takes what the host knows. Without `part` it is what the host's own form has asked, and takes the place of what was
   * passed before; with `part` it is a record, whose fields are put on top. What is unknown or wrong in it is left out; it
   * never throws.
   */
  set record(input: unknown) {
    this.#state.restore(withRecord(this.#state.answers, input));
  }

  /** Clears every answer and starts a new record, as the host form's reset does. */
  override reset(): void {
    this.#savedDraft?.wipe();
    this.#savedAt = undefined;
    this.#state.reset();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#savedDraft = new SavedDraft(this.draft, this.name);
    const saved = this.#savedDraft.load();
    const { answers } = this.#state;
    if (saved !== undefined && answers.draft.part === undefined) this.#state.restore(restored(saved, answers));
  }

  formStateRestoreCallback(state: unknown): void {
    this.#value.restore(state);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("draft") || changed.has("name")) this.#savedDraft = new SavedDraft(this.draft, this.name);
    if (changed.has("issues")) {
      this.#state.serverFaults = this.issues.map(({ linkId, message }) =>
        linkId === undefined ? { message } : { linkId, message },
      );
      this.#state.show([]);
    }
  }

  protected override updated(): void {
    this.#value.update();
    const target = this.#state.focusTarget;
    this.#state.focusTarget = undefined;
    if (target !== undefined) focusOn(this.renderRoot, target);
  }

  protected override render() {
    const state = this.#state;
    const { strings, layout } = state.settings;
    const { draft } = state;
    const content =
      this.delivery !== undefined
        ? confirmation(this.delivery, state)
        : state.isDone
          ? answersSaved(state)
          : layout === "inline"
            ? everyScreen(state)
            : screen(state);
    return this.frame(
      strings.lang,
      html`${errorSummary(state)}
        <div role="status">${this.delivery === undefined ? nothing : content}</div>
        <div class="screen">${this.delivery === undefined ? content : nothing} ${this.#savedLine()}</div>
        <p class="unseen" role="status">${state.announcement}</p>
        ${draft.part === undefined ? nothing : html`<div class="printed">${summaryList(state, false)}</div>`}`,
    );
  }

  /** What the state needs of us. */
  #listener(): FormListener {
    const settings = () => this.settings;
    return {
      get settings() {
        return settings();
      },
      requestUpdate: () => this.requestUpdate(),
      answered: (isByReporter) => {
        this.#value.update();
        if (!isByReporter) return;
        this.#savedAt = this.#savedDraft?.save(this.#state.answers);
        send(this, "digital-factors-changed", { record: this.record });
      },
      completed: () => {
        this.#savedDraft?.wipe();
        this.#savedAt = undefined;
        this.#value.update();
        send(this, "digital-factors-completed", { record: this.#state.record });
      },
      faulted: (faults) => {
        send(this, "digital-factors-invalid", { faults });
      },
      yellowCardAnswered: (remindMe) => {
        const { yellowCard } = this.#state.record;
        return !send(this, "digital-factors-yellow-card-answered", { yellowCard, remindMe });
      },
    };
  }

  protected override readSettings(): FormSettings {
    const { nation = "england", reporter = "staff", eventType = "incident" } = draftFrom(this);
    const version = this.lfpseVersion;
    return {
      nation,
      reporter,
      eventType,
      lfpse: version === "4" || version === "6" ? version : "5",
      layout: this.layout === "inline" ? "inline" : "pages",
      systems: systemsFrom(this.systems),
      context: contextFrom(this.context),
      strings: stringsFor(this.language, this.strings),
    };
  }

  #savedLine() {
    if (this.#savedAt === undefined) return nothing;
    const { strings } = this.#state;
    const time = this.#savedAt.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const words = this.draft === "local" ? strings.savedOnComputer : strings.savedInTab;
    return html`<p class="hint">${words.replace("{time}", time)}</p>`;
  }
}
