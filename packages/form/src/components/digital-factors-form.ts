import type { Issue, RecordDraft } from "@digital-factors/core";
import { html, nothing, type PropertyValues } from "lit";
import { restored, withRecord } from "../answers/answers.ts";
import { contextFrom, draftFrom, hasUnknownFormat, systemsFrom } from "../answers/draft-from.ts";
import { type Snapshot, snapshotFromToken, tokenOf } from "../answers/snapshot.ts";
import type { FormListener, FormSettings } from "../controllers/answer-state.ts";
import { focusOn } from "../controllers/focus.ts";
import { FormState } from "../controllers/form-state.ts";
import { FormValue } from "../controllers/form-value.ts";
import { type Nudge, newNudge, registerNudge } from "../controllers/nudge.ts";
import { type DraftCipher, type DraftMode, SavedDraft } from "../controllers/saved-draft.ts";
import type { Fault } from "../controllers/validation.ts";
import { send } from "../events/events.ts";
import { answersSaved, confirmation, type Delivery } from "../screens/confirmation.ts";
import { everyScreen, screen } from "../screens/screens.ts";
import { fill, registerStrings, stringsFor } from "../strings/strings.ts";
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
    draftHours: { attribute: "draft-hours", type: Number },
    draftCipher: { attribute: false },
    narrativeFor: { attribute: "narrative-for" },
    lfpseVersion: { attribute: "lfpse-version" },
    required: { type: Boolean },
    record: { attribute: false, noAccessor: true },
    systems: { attribute: false },
    context: { attribute: false },
    delivery: { attribute: false },
    issues: { attribute: false },
    fieldMap: { attribute: "field-map", type: Object },
  };

  /** Makes the words of a language known. See {@link registerStrings}; here for pages without modules. */
  static readonly registerStrings: typeof registerStrings = registerStrings;
  /** Makes the narrative nudge known: `@digital-factors/form/narrative` does it; here for pages without modules. */
  static readonly registerNudge: typeof registerNudge = registerNudge;

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
  /** Hours after which a saved draft is gone, 1 to 168. Default: 24. */
  declare draftHours: number;
  /** Encrypts what `draft` saves. */
  declare draftCipher: DraftCipher | undefined;
  /** Id of the host's field with the narrative, in the same document or shadow root; see `@digital-factors/form/narrative`. */
  declare narrativeFor: string;
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
  /**
   * Record field, as a path such as `part` or `systems.0.name`, to the name of a further entry in the host's form. As an
   * attribute: the same as JSON, for a page without a script of its own; what is no JSON counts as none.
   */
  declare fieldMap: Readonly<Record<string, string>>;

  readonly #state: FormState;
  readonly #value: FormValue;
  #savedDraft: SavedDraft | undefined;
  #nudge: Nudge | undefined;
  #hasUnknownFormat = false;
  #hasFaults = false;

  constructor() {
    super();
    this.name = "digital-factors";
    this.nation = this.reporter = this.eventType = this.layout = this.lfpseVersion = "";
    this.draft = "off";
    this.draftHours = 24;
    this.narrativeFor = "";
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
   * never throws. A record of a format that is not known here is not taken at all: see `recordProblem`.
   */
  set record(input: unknown) {
    const before = this.recordProblem;
    this.#hasUnknownFormat = hasUnknownFormat(input);
    this.requestUpdate("recordProblem", before);
    if (!this.#hasUnknownFormat) this.#state.restore(withRecord(this.#state.answers, input));
  }

  /** Why the record that was set last was not taken: its format is not known here. The reporter is told. */
  get recordProblem(): "unknown-format" | undefined {
    return this.#hasUnknownFormat ? "unknown-format" : undefined;
  }

  /**
   * All that is needed to go on with these answers elsewhere, unfinished text included, for {@link resume}. Opaque, but not
   * secret: it holds the answers, and needs the same care. It has no place in an address or a log.
   */
  get resumeToken(): string {
    return tokenOf(this.#state.snapshot);
  }

  /** Goes on where a `resumeToken` was taken, in place of the answers here; `false`, and nothing changes, if it cannot be read. */
  resume(token: string): boolean {
    const saved = snapshotFromToken(token);
    if (saved === undefined) return false;
    this.#resume(saved);
    this.#state.untouched = "";
    return true;
  }

  /** Clears every answer and starts a new record, as the host form's reset does. */
  override reset(): void {
    this.#savedDraft?.wipe();
    this.#nudge?.reset();
    this.#hasUnknownFormat = false;
    this.#state.reset();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#page = this.getRootNode();
    this.#page.addEventListener("submit", this.#submitted);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#page?.removeEventListener("submit", this.#submitted);
    this.#nudge?.stop();
  }

  #page: Node | undefined;
  /** The browser posts the form: the record is the host's from here. */
  readonly #submitted = (event: Event): void => {
    if (event.target === this.form && !event.defaultPrevented) this.#forgetDraft();
  };

  #forgetDraft(): void {
    this.#state.untouched = this.#state.snapshot;
    this.#savedDraft?.wipe();
  }

  formStateRestoreCallback(state: unknown): void {
    this.#value.restore(state);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const state = this.#state;
    const isNew = (...names: readonly (keyof DigitalFactorsForm)[]) => names.some((name) => changed.has(name));
    if (isNew("draft", "draftHours", "draftCipher", "name")) this.#openDraft();
    if (this.delivery !== undefined && isNew("delivery")) this.#forgetDraft();
    if (this.narrativeFor) this.#nudge ??= newNudge(this, state);
    this.#nudge?.update(this.narrativeFor, state.draft.part === undefined && this.delivery === undefined);
    if (isNew("issues", "recordProblem")) {
      const faults: Fault[] = this.issues.map(({ linkId, message }) =>
        linkId === undefined ? { message } : { linkId, message },
      );
      if (this.recordProblem) faults.push({ message: state.strings.errors.unknownFormat });
      state.serverFaults = faults;
      state.show([], !this.recordProblem);
    }
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    // What was saved may bring another update.
    await this.#savedDraft?.done;
    return !this.isUpdatePending;
  }

  protected override updated(): void {
    const state = this.#state;
    this.#value.update();
    const { snapshot } = state;
    if (state.draft.part !== undefined && snapshot !== state.untouched) this.#savedDraft?.save(snapshot);
    const target = state.focusTarget;
    state.focusTarget = undefined;
    if (target !== undefined) focusOn(this.renderRoot, target);
    const hadFaults = this.#hasFaults;
    this.#hasFaults = state.shownFaults.length > 0;
    if (hadFaults && !this.#hasFaults) send(this, "digital-factors-valid", null);
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
        ${this.#nudge?.node}
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
        send(this, "digital-factors-changed", { record: this.record });
      },
      completed: () => {
        this.#forgetDraft();
        this.#value.update();
        send(this, "digital-factors-completed", { record: this.#state.record });
      },
      faulted: (faults) => {
        send(this, "digital-factors-invalid", { faults, titlePrefix: `${this.#state.strings.errors.prefix} ` });
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

  #openDraft(): void {
    const { draft: mode, name, draftHours, draftCipher: cipher } = this;
    const state = this.#state;
    this.#savedDraft?.stop();
    this.#savedDraft = new SavedDraft({
      mode,
      name,
      cipher,
      maxAgeMs: Math.min(Math.max(draftHours || 24, 1), 168) * 3_600_000,
      restore: (saved) => {
        const isNotBegun = state.draft.part === undefined;
        const isOurs = isNotBegun || state.draft.id === saved.draft.id;
        if (isNotBegun || (isOurs && state.snapshot === state.untouched)) this.#resume(saved);
        return isOurs;
      },
      told: (problem) => {
        if (problem !== undefined) state.say(state.strings.draftProblems[problem]);
        this.requestUpdate();
      },
    });
  }

  #resume(saved: Snapshot): void {
    this.#state.resume(restored(saved, this.#state.answers));
  }

  #savedLine() {
    const { strings } = this.#state;
    const { savedAt, problem } = this.#savedDraft ?? {};
    const time = savedAt?.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const words = problem
      ? strings.draftProblems[problem]
      : time && fill(this.draft === "local" ? strings.savedOnComputer : strings.savedInTab, { time });
    return words ? html`<p class="hint">${words}</p>` : nothing;
  }
}
