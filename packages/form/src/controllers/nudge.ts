import type { RecordDraft } from "@digital-factors/core";
import type { Strings } from "../strings/en.ts";
import { renewElements } from "../strings/strings.ts";

/** What a nudge may ask of the form it stands in, and do to it. */
export interface NudgedForm {
  readonly strings: Strings;
  /** Takes the reporter's answer to the first question. */
  answer(linkId: "part", draft: Pick<RecordDraft, "part">): void;
  /** Moves the focus to the heading of the screen, or to the first question. */
  focus(target: "heading" | "part"): void;
  /** Reads a text out, politely. */
  say(text: string): void;
}

/** Asks, at the words of the host's narrative, whether a system played a part. Answers nothing by itself. */
export interface Nudge {
  /** Stands above the first question. */
  readonly node: Node;
  /** Follows the field with this id; shows nothing without one, nor unless the first question is open. */
  update(fieldId: string | null, isOpen: boolean): void;
  /** Asks again what was put aside. */
  reset(): void;
  /** Lets go of the page, until the next update. */
  stop(): void;
}

/** Makes the nudge of one form, whose element is given. */
export type NudgeMaker = (element: HTMLElement, form: NudgedForm) => Nudge;

let make: NudgeMaker | undefined;

/** Makes a nudge known, so that forms with `narrative-for` show it; those on the page follow at once. */
export function registerNudge(maker: NudgeMaker): void {
  make = maker;
  renewElements();
}

/** Returns a new nudge for a form; `undefined` while none is registered. */
export const newNudge = (...form: Parameters<NudgeMaker>): Nudge | undefined => make?.(...form);
