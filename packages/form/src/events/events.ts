import type { DigitalFactorsRecord, RecordDraft } from "@digital-factors/core";
import type { DigitalCue } from "@digital-factors/core/narrative";
import type { DigitalFactorsForm } from "../components/digital-factors-form.ts";
import type { ReportingRoutes } from "../components/reporting-routes.ts";
import type { YellowCardPrompt } from "../components/yellow-card-prompt.ts";
import type { Fault } from "../controllers/validation.ts";

/**
 * `digital-factors-changed`: an answer is different.
 *
 * @example
 * document.addEventListener("digital-factors-changed", ({ detail }) => console.log(detail.record.part !== undefined));
 */
export interface ChangedDetail {
  /** The record so far: whole as soon as `part` is answered. */
  readonly record: RecordDraft;
}

/**
 * `digital-factors-completed`: the reporter chose "Save and continue", or answered that no system played a part.
 *
 * @example
 * document.addEventListener("digital-factors-completed", ({ detail }) => console.log(detail.record.id));
 */
export interface CompletedDetail {
  readonly record: DigitalFactorsRecord;
}

/**
 * `digital-factors-yellow-card-answered`: the reporter left the Yellow Card screen, answered `<yellow-card-prompt>`, or
 * asked to be reminded. A host that sets a reminder calls `preventDefault()`; the element then says that it is set.
 *
 * @example
 * document.addEventListener("digital-factors-yellow-card-answered", (event) => {
 *   if (event.detail.remindMe) event.preventDefault();
 * });
 */
export interface YellowCardAnsweredDetail {
  readonly yellowCard: DigitalFactorsRecord["yellowCard"];
  readonly remindMe: boolean;
}

/**
 * `digital-factors-fact-answered`: the reporter answered, in `<yellow-card-prompt>`, the one question that decides whether a
 * report is needed. For the host to store; nothing else comes of it.
 *
 * @example
 * document.addEventListener("digital-factors-fact-answered", ({ detail }) => {
 *   if (detail.linkId === "harm") console.log("The host can keep this:", Object.keys(detail.draft));
 * });
 */
export type FactAnsweredDetail = {
  /** The fields of the record that hold the answer, to put on top of the host's own. */
  readonly draft: RecordDraft;
} & (
  | {
      /** Whether the first system works out doses, diagnoses, monitors or guides treatment. */
      readonly linkId: "medical-device";
      readonly answer: DigitalFactorsRecord["systems"][number]["medicalDevice"];
    }
  | {
      /** What it meant for the patient. */
      readonly linkId: "harm";
      readonly answer: DigitalFactorsRecord["harm"]["kind"];
    }
);

/**
 * `digital-factors-invalid`: faults are shown.
 *
 * @example
 * document.addEventListener("digital-factors-invalid", ({ detail }) => console.log(detail.faults.length));
 */
export interface InvalidDetail {
  /** In the order shown; never an answer. */
  readonly faults: readonly Fault[];
  /** What NHS pages put in front of the title of a page with faults, in the language shown: `"Error: "`. */
  readonly titlePrefix: string;
}

/**
 * `digital-factors-valid`: no fault is shown any more, after `digital-factors-invalid`. Its `detail` is `null`.
 *
 * @example
 * const { title } = document;
 * document.addEventListener("digital-factors-invalid", ({ detail }) => {
 *   document.title = detail.titlePrefix + title;
 * });
 * document.addEventListener("digital-factors-valid", () => {
 *   document.title = title;
 * });
 */
export type ValidDetail = null;

/**
 * `digital-factors-cue-found`: the nudge shows words of the host's narrative that it has not shown before. What kind they
 * are of, never the words.
 *
 * @example
 * document.addEventListener("digital-factors-cue-found", () => document.querySelector("details")?.setAttribute("open", ""));
 */
export interface CueFoundDetail {
  readonly kind: DigitalCue["kind"];
  /** Kind of system the words name; absent if they name none. */
  readonly systemType?: DigitalCue["systemType"];
}

/**
 * `digital-factors-nudge-answered`: the reporter pressed a button of the nudge. `no` and `unknown` answer the first question;
 * `yes` and `dismiss` answer nothing.
 *
 * @example
 * document.addEventListener("digital-factors-nudge-answered", ({ detail }) => console.log(Object.keys(detail)));
 */
export interface NudgeAnsweredDetail {
  readonly answer: "yes" | "no" | "unknown" | "dismiss";
}

/**
 * Events of the elements by name. All bubble and cross shadow roots.
 *
 * @example
 * const name: keyof DigitalFactorsEventMap = "digital-factors-completed";
 */
export interface DigitalFactorsEventMap {
  "digital-factors-changed": CustomEvent<ChangedDetail>;
  "digital-factors-completed": CustomEvent<CompletedDetail>;
  "digital-factors-yellow-card-answered": CustomEvent<YellowCardAnsweredDetail>;
  "digital-factors-fact-answered": CustomEvent<FactAnsweredDetail>;
  "digital-factors-invalid": CustomEvent<InvalidDetail>;
  "digital-factors-valid": CustomEvent<ValidDetail>;
  "digital-factors-cue-found": CustomEvent<CueFoundDetail>;
  "digital-factors-nudge-answered": CustomEvent<NudgeAnsweredDetail>;
}

/** Sends one of our events; returns false if a listener called `preventDefault()`. */
export function send<Name extends keyof DigitalFactorsEventMap>(
  from: EventTarget,
  name: Name,
  detail: DigitalFactorsEventMap[Name]["detail"],
): boolean {
  const cancelable = name === "digital-factors-yellow-card-answered";
  return from.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
}

declare global {
  interface HTMLElementEventMap extends DigitalFactorsEventMap {}
  interface DocumentEventMap extends DigitalFactorsEventMap {}
  interface HTMLElementTagNameMap {
    "digital-factors-form": DigitalFactorsForm;
    "reporting-routes": ReportingRoutes;
    "yellow-card-prompt": YellowCardPrompt;
  }
}
