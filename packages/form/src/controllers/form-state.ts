import { isSuspectedPart, type QuestionId, type RecordDraft, type ScreenId } from "@digital-factors/core";
import { type Answers, noAnswers } from "../answers/answers.ts";
import { RecordStamp } from "../answers/record-stamp.ts";
import type { Snapshot } from "../answers/snapshot.ts";
import { AnswerState } from "./answer-state.ts";
import type { Fault } from "./validation.ts";
import { isSentWithoutNumber } from "./yellow-card-answering.ts";

/** Where the focus goes once the next screen is there: the error summary, the heading, or a question. */
export type FocusTarget = "error-summary" | "heading" | QuestionId | (string & {});

/** The screen that the answers are on, and the moves between screens. Knows nothing of the DOM. */
export class FormState extends AnswerState {
  screen: ScreenId = "part-played";
  isDone = false;
  isChangingInvolvement = false;
  systemSearch = "";
  /** Faults on the screen, from our own checks. */
  faults: readonly Fault[] = [];
  /** Faults the host's server found. */
  serverFaults: readonly Fault[] = [];
  /** The error summary gets the focus, and so is read out without being an alert too. */
  isSummaryFocused = true;
  /** The snapshot when there was last nothing that a draft would have to keep. */
  untouched = "";
  hasTooManyFactors = false;
  /** Read out politely. */
  announcement = "";
  /** Taken by the element after its next update. */
  focusTarget: FocusTarget | undefined;
  #returnsToCheck = false;
  #yellowCardSent: string | undefined;

  /** Where the reporter is, in words: the number of screens left is a guess until the story is told. */
  get progress(): { readonly n: number; readonly total: number } | undefined {
    const questions = this.screens.filter((screen) => screen !== "check-answers");
    const n = (questions as readonly ScreenId[]).indexOf(this.screen) + 1;
    const { part, factors } = this.draft;
    const isGuess = n === 1 || (isSuspectedPart(part) && factors === undefined);
    return n === 0 ? undefined : { n, total: isGuess ? Math.max(4, questions.length) : questions.length };
  }

  /** Faults to show now, ours in the language of now. */
  get shownFaults(): readonly Fault[] {
    const now = this.faults.length === 0 ? [] : this.faultsOn(this.screens);
    const ours = this.faults.map((fault) => now.find(({ linkId }) => linkId === fault.linkId) ?? fault);
    return [...ours, ...this.serverFaults];
  }

  faultOf(linkId: string): string | undefined {
    return this.shownFaults.find((fault) => fault.linkId === linkId)?.message;
  }

  /** Takes an answer. */
  answer(linkId: QuestionId, draft: RecordDraft, rest: Partial<Omit<Answers, "draft">> = {}): void {
    const before = this.answers.draft;
    let next: RecordDraft = { id: this.stamp.id, ...before, ...draft };
    let isInvolvementChosen = rest.isInvolvementChosen ?? this.answers.isInvolvementChosen;
    if (next.group !== before.group) next = { ...next, factors: undefined };
    if (next.factors !== before.factors && linkId !== "involvement") {
      next = { ...next, involvement: undefined };
      isInvolvementChosen = false;
    }
    this.answers = { ...this.answers, ...rest, draft: next, isInvolvementChosen };
    this.faults = this.faults.filter((fault) => fault.linkId !== linkId);
    this.serverFaults = this.serverFaults.filter((fault) => fault.linkId !== linkId);
    this.hasTooManyFactors = false;
    this.listener.answered(true);
    this.listener.requestUpdate();
  }

  search(text: string): void {
    this.systemSearch = text;
    this.listener.requestUpdate();
  }

  /** A fourth tick: refused in words. */
  refuseFactor(): void {
    this.hasTooManyFactors = true;
    this.listener.requestUpdate();
  }

  changeInvolvement(isChanging: boolean): void {
    this.isChangingInvolvement = isChanging;
    this.focus("involvement");
  }

  removeContext(key: string, announcement: string): void {
    this.answers = { ...this.answers, removedContext: [...this.answers.removedContext, key] };
    this.listener.answered(true);
    this.say(announcement);
    this.focus("context");
  }

  say(announcement: string): void {
    this.announcement = announcement;
    this.listener.requestUpdate();
  }

  focus(target: FocusTarget): void {
    this.focusTarget = target;
    this.listener.requestUpdate();
  }

  go(screen: ScreenId, target: FocusTarget = "heading"): void {
    this.screen = screen;
    if (screen === "check-answers") this.answers = { ...this.answers, isContextShown: true };
    this.isDone = false;
    this.announcement = "";
    this.focus(target);
  }

  /** Continue: on to the next screen, or back to the check screen, or to the first thing that is missing. */
  next(): void {
    const { screens } = this;
    this.serverFaults = [];
    if (this.show(this.faultsOn([this.screen]))) return;
    if (this.screen === "yellow-card" && this.isVisible("yellow-card")) this.#settleYellowCard();
    if (this.draft.part === "none" || this.screen === "check-answers") {
      this.complete();
      return;
    }
    const missing = screens.find((screen) => this.faultsOn([screen]).length > 0);
    const following = screens[screens.indexOf(this.screen) + 1] ?? "check-answers";
    const target = this.#returnsToCheck ? (missing ?? "check-answers") : following;
    if (target === "check-answers") this.#returnsToCheck = false;
    this.go(target);
  }

  back(): void {
    const { screens } = this;
    this.faults = [];
    this.go(screens[screens.indexOf(this.screen) - 1] ?? "part-played");
  }

  /** Change on the check screen. */
  change(linkId: QuestionId): void {
    const screen = this.flow.find((question) => question.linkId === linkId)?.screen;
    this.#returnsToCheck = true;
    this.go(screen ?? "part-played", linkId);
  }

  /** Save and continue: every screen is checked, then the record is whole. */
  complete(): void {
    this.serverFaults = [];
    if (this.show(this.firstFaults)) return;
    if (this.isVisible("yellow-card")) this.#settleYellowCard();
    if (this.stamp.complete(this.record) && this.answers.draft.recordedAt !== undefined) {
      this.answers = { ...this.answers, draft: { ...this.answers.draft, recordedAt: undefined } };
    }
    this.isDone = true;
    this.isChangingInvolvement = false;
    this.announcement = "";
    this.focus("heading");
    this.listener.completed();
  }

  changeAnswers(): void {
    const { screens } = this;
    this.go(screens.at(-1) ?? "part-played");
  }

  /** Shows faults, on the screen of the first; returns whether there are any. */
  show(faults: readonly Fault[], takesFocus = true): boolean {
    this.faults = faults;
    const [first] = this.shownFaults;
    if (first === undefined) return false;
    const screen = this.flow.find(({ linkId }) => linkId === first.linkId)?.screen;
    if (screen !== undefined && this.screens.includes(screen)) this.screen = screen;
    this.isDone = false;
    this.isSummaryFocused = takesFocus;
    if (takesFocus) this.focus("error-summary");
    this.listener.requestUpdate();
    this.listener.faulted(this.shownFaults);
    return true;
  }

  /** Goes to a question, on whatever screen it is. */
  goToQuestion(linkId: string): void {
    const screen = this.flow.find((question) => question.linkId === linkId)?.screen;
    if (screen !== undefined) this.screen = screen;
    this.focus(linkId);
  }

  #settleYellowCard(): void {
    if (isSentWithoutNumber(this.answers.draft.yellowCard)) {
      this.answer("yellow-card", { yellowCard: { status: "reported-no-number", references: [] } });
    }
    const answered = JSON.stringify(this.answers.draft.yellowCard);
    if (answered === this.#yellowCardSent) return;
    this.#yellowCardSent = answered;
    this.listener.yellowCardAnswered(false);
  }

  remind(): boolean {
    return this.listener.yellowCardAnswered(true);
  }

  /** Back to what the host passed in before the first answer, as a new record. */
  reset(): void {
    const { draft, hostFields } = this.answers;
    const hosts = Object.entries(draft).filter(([field]) => hostFields.includes(field) && field !== "id");
    this.answers = { ...noAnswers, draft: Object.fromEntries(hosts), hostFields };
    this.screen = "part-played";
    this.isDone = this.isChangingInvolvement = this.hasTooManyFactors = this.#returnsToCheck = false;
    this.systemSearch = this.announcement = "";
    this.faults = this.serverFaults = [];
    this.#yellowCardSent = undefined;
    this.stamp = new RecordStamp();
    this.listener.answered(false);
    this.listener.requestUpdate();
  }

  /** All that {@link resume} needs, as JSON text. */
  get snapshot(): string {
    const { answers, screen, systemSearch } = this;
    return JSON.stringify({ ...answers, screen, systemSearch, recordedAt: this.stamp.recordedAt });
  }

  /** Takes up where a snapshot was taken. */
  resume({ screen, systemSearch, recordedAt, ...answers }: Snapshot): void {
    this.stamp = new RecordStamp(recordedAt);
    this.answers = answers;
    this.systemSearch = systemSearch;
    this.screen = this.screens.find((each) => each === screen) ?? "part-played";
    this.restore(answers);
  }

  /** Takes answers that were saved, or that the host set. */
  restore(answers: Answers): void {
    this.answers = answers;
    if (answers.draft.recordedAt !== undefined) this.stamp.keep(this.record);
    this.untouched = this.snapshot;
    this.listener.answered(false);
    this.listener.requestUpdate();
  }
}
