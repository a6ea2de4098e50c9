import {
  type DigitalFactorsRecord,
  isSuspectedPart,
  type QuestionId,
  type QuestionState,
  questionFlow,
  type RecordDraft,
  type ScreenId,
} from "@digital-factors/core";
import { type Answers, askedByHost, noAnswers } from "../answers/answers.ts";
import { recordOf } from "../answers/record-of.ts";
import { RecordStamp } from "../answers/record-stamp.ts";
import { choiceOf, type SystemChoice, systemChoices } from "../answers/system-choices.ts";
import type { Strings } from "../strings/en.ts";
import { type Fault, faultsOf } from "./validation.ts";

/** What the attributes and properties of the element say. */
export interface FormSettings {
  readonly nation: DigitalFactorsRecord["nation"];
  readonly reporter: DigitalFactorsRecord["reporter"];
  readonly eventType: DigitalFactorsRecord["eventType"];
  readonly lfpse: DigitalFactorsRecord["versions"]["lfpse"];
  readonly layout: "pages" | "inline";
  readonly systems: DigitalFactorsRecord["systems"];
  readonly context: DigitalFactorsRecord["context"];
  readonly strings: Strings;
}

/** What the state tells its element. */
export interface FormListener {
  readonly settings: FormSettings;
  /** Something on the screen is different. */
  requestUpdate(): void;
  /** An answer is different: by the reporter, or by the host. */
  answered(isByReporter: boolean): void;
  /** The last screen is done. */
  completed(): void;
  /** Faults were found and are shown. */
  faulted(faults: readonly Fault[]): void;
  yellowCardAnswered(remindMe: boolean): boolean;
}

/** The answers so far and all that follows from them: flow, screens, record, faults. Moves nothing; knows nothing of the DOM. */
export class AnswerState {
  answers: Answers = noAnswers;
  protected stamp = new RecordStamp();
  #flow:
    | { readonly answers: Answers; readonly settings: FormSettings; readonly questions: readonly QuestionState[] }
    | undefined;
  protected readonly listener: FormListener;

  constructor(listener: FormListener) {
    this.listener = listener;
  }

  get settings(): FormSettings {
    return this.listener.settings;
  }

  get strings(): Strings {
    return this.settings.strings;
  }

  /** Answers so far, with what the host's attributes say. */
  get draft(): RecordDraft {
    const { nation, reporter, eventType } = this.settings;
    return { nation, reporter, eventType, ...this.answers.draft };
  }

  get isForPublic(): boolean {
    return this.draft.reporter === "patient" || this.draft.reporter === "public";
  }

  /** Where every question stands; worked out once for the same answers. */
  get flow(): readonly QuestionState[] {
    const { answers, settings } = this;
    if (this.#flow?.answers !== answers || this.#flow.settings !== settings) {
      this.#flow = { answers, settings, questions: this.#newFlow() };
    }
    return this.#flow.questions;
  }

  #newFlow(): readonly QuestionState[] {
    const { draft, choices } = this;
    const choice = choiceOf(draft.systems?.[0], [...choices.usual, ...choices.others]);
    const hostKnowsDevice =
      choice?.value.startsWith("host-") === true && (choice.system.medicalDevice ?? "unknown") !== "unknown";
    return questionFlow(draft, { askedByHost: askedByHost(this.answers, hostKnowsDevice) });
  }

  get choices(): { readonly usual: readonly SystemChoice[]; readonly others: readonly SystemChoice[] } {
    return systemChoices(this.settings.systems, this.draft.reporter, this.strings);
  }

  /** Whether a question is on its screen: asked now, or asked before and answered. */
  isVisible(linkId: QuestionId): boolean {
    const { draft } = this;
    const wasAnswered =
      isSuspectedPart(draft.part) &&
      ((linkId === "still-happening" && draft.stillHappening !== undefined) ||
        (linkId === "others-affected" && draft.othersAffected !== undefined));
    return wasAnswered || this.flow.some((question) => question.linkId === linkId && question.isVisible);
  }

  /** Screens of the path taken, in order. */
  get screens(): readonly ScreenId[] {
    const shown = new Set<ScreenId>(this.flow.filter(({ isVisible }) => isVisible).map(({ screen }) => screen));
    if (this.draft.part !== undefined && this.draft.part !== "none") shown.add("check-answers");
    return [...shown];
  }

  /** The record so far. `id` and `recordedAt` are made once. */
  get record(): DigitalFactorsRecord {
    const { draft } = this;
    // What the reporter could not see goes nowhere.
    const context = Object.entries({ ...draft.context, ...(this.isContextShown ? this.settings.context : {}) });
    return recordOf(this.answers, {
      id: draft.id ?? this.stamp.id,
      recordedAt: draft.recordedAt ?? this.stamp.recordedAt,
      lfpse: this.settings.lfpse,
      context: Object.fromEntries(context.filter(([key]) => !this.answers.removedContext.includes(key))),
      draft,
      isVisible: (linkId) => this.isVisible(linkId),
    });
  }

  /** Whether the reporter has been where the context is shown, on the path that the answers now take. */
  get isContextShown(): boolean {
    const isOpen = this.openScreens.includes("check-answers");
    return isOpen && (this.settings.layout === "inline" || this.answers.isContextShown);
  }

  /** Required answers that are missing, and answers that cannot stay as they are. */
  faultsOn(screens: readonly ScreenId[]): readonly Fault[] {
    return faultsOf(this.flow, this.answers, screens, this.strings);
  }

  /** Faults on the first screen that has any: one screen is put right at a time. */
  get firstFaults(): readonly Fault[] {
    return this.screens.map((screen) => this.faultsOn([screen])).find((faults) => faults.length > 0) ?? [];
  }

  /** Layout `inline`: the screens that answers have opened. */
  get openScreens(): readonly ScreenId[] {
    const { flow, screens } = this;
    const missing = flow.find(({ isRequired, isAnswered }) => isRequired && !isAnswered);
    return missing === undefined ? screens : screens.slice(0, screens.indexOf(missing.screen) + 1);
  }
}
