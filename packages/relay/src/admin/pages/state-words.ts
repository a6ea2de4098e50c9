import type { Issue } from "@digital-factors/core";
import { html } from "hono/html";
import type { DeliveryState } from "../../store/delivery-state.ts";
import type { RecordStatus } from "../../store/record-store.ts";
import type { Markup } from "../components/markup.ts";
import { type TagColour, tag } from "../components/tag.ts";
import { type AdminStrings, fill, wordsOf } from "../strings/strings.ts";

const colours: Readonly<Record<DeliveryState, TagColour>> = {
  unknown: "orange",
  parked: "purple",
  rejected: "red",
  waiting: "blue",
  sending: "blue",
  accepted: "green",
  withdrawn: "grey",
};

/** States in which a person has to decide. */
export const openStates = ["unknown", "parked", "rejected"] as const satisfies readonly DeliveryState[];

/** A state in which a person has to decide. */
export type OpenState = (typeof openStates)[number];

/** Returns whether a person has to decide on a record in this state. */
export function isOpenState(state: DeliveryState): state is OpenState {
  return openStates.some((each) => each === state);
}

/** Renders a state as a tag. */
export function stateTag(state: DeliveryState, strings: AdminStrings): Markup {
  return tag(strings.states[state].name, colours[state]);
}

/** Returns whether a record came from a backup and nobody has decided on it since: LFPSE may have more of it than is here. */
export function isRestored({ issues }: Pick<RecordStatus, "issues">): boolean {
  return issues.some((issue) => ruleOf(issue) === "restored");
}

/** Returns what a record's state means, and what somebody has to do about it. */
export function meaningOf(
  record: Pick<RecordStatus, "state" | "issues">,
  { states, restored, sentFromHere }: AdminStrings,
): { readonly meaning: string; readonly toDo: string } {
  const { state } = record;
  if (state !== "unknown" && state !== "parked") return states[state];
  return isRestored(record) ? restored[state] : { ...states[state], meaning: sentFromHere[state] };
}

/** Returns the reason in our own words. The message of an issue is LFPSE's or the mapping's, and can repeat an answer. */
export function reasonOf(issue: Issue, strings: AdminStrings): string {
  return wordsOf(strings.reasons, ruleOf(issue)) ?? strings.otherReason;
}

/** Returns the rule of an issue: a code, not a text. What is no code is left out. */
export function ruleOf(issue: Issue): string {
  const rule = "rule" in issue ? issue.rule : issue.code;
  return /^[a-z0-9][a-z0-9-]{0,63}$/i.test(rule) ? rule : issue.code;
}

/** Returns the question that an issue belongs to, in words. */
export function questionOf({ linkId }: Issue, strings: AdminStrings): string {
  return (linkId === undefined ? undefined : wordsOf(strings.questions, linkId)) ?? strings.record.noQuestion;
}

/** Renders the first reason, and how many more there are. */
export function firstReason(issues: readonly Issue[], strings: AdminStrings): Markup | string {
  const [first] = issues;
  if (first === undefined) return "";
  const question = first.linkId === undefined ? undefined : wordsOf(strings.questions, first.linkId);
  const more = issues.length - 1;
  return html`${reasonOf(first, strings)}${
    question === undefined ? "" : html`<br>${fill(strings.record.about, { question })}`
  }${more === 0 ? "" : html`<br>${fill(strings.record.andMore, { n: more })}`}`;
}
