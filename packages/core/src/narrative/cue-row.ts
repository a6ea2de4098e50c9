import type { SystemTypeId } from "../factors/system-type.ts";

/**
 * What words can do in a cue. A word may have several roles.
 *
 * Things:
 * - `system`: always a digital system; a weak cue by itself, a strong one beside a fault.
 * - `digital`: a digital thing that everyone mentions; a cue only beside a fault.
 * - `machine`: digital or not ("tablet"); a cue only beside a fault that only a machine can have.
 * - `information`: what a system carries; a cue only when it did not show or arrive.
 * - `message`: information that always goes by a system ("text message").
 * - `alert`: what a system shows by itself; a cue when it did not, or was put aside.
 * - `list`: what one chooses from on a screen.
 * - `person-record`: what can be the wrong one on a screen, or on paper.
 *
 * What went wrong:
 * - `fault`: can be said of anything. `fault-after`: the same, but only of what stands before it ("down").
 * - `machine-fault`: of a machine only.
 * - `not` and `act` make a fault ("would not show"), with `machine-act` a fault of a machine ("would not connect"), with
 *   `digital-act` a cue alone ("could not log in"), with `arrival` a cue beside information or an alert ("did not come
 *   through"), and `not` alone straight after a system a fault of it.
 * - `cannot-see` ("unable to view"): a cue before information. `data-fault` ("vanished"): a cue after it.
 * - `wrong`: a fault, also of what was chosen; `other-one`: of what was chosen only ("another").
 * - `choose`: picked in any way; `digital-choose`: picked or typed as one does on a screen only.
 * - `sending`: sent or filed somewhere. `unseen`: an alert put aside, a message that nobody got.
 * - `lack` ("no", "only one", "because of"): makes a cue straight before a system. It may say of which kind.
 * - `cue`: a cue by itself.
 *
 * What tells that nothing did:
 * - `in` and `routine`: "documented on", "checked": where something was written or read.
 * - `join` and `person`: "and the patient": what follows is said of someone, not of the system before.
 * - `care`: what is done to or happens to patients ("dispensed"): the same.
 * - `other`: words that are taken out of play, such as "immune system" or "no problems".
 */
export const wordRoles = [
  "system",
  "digital",
  "machine",
  "information",
  "message",
  "alert",
  "list",
  "person-record",
  "fault",
  "fault-after",
  "machine-fault",
  "not",
  "act",
  "machine-act",
  "digital-act",
  "arrival",
  "cannot-see",
  "wrong",
  "other-one",
  "choose",
  "digital-choose",
  "sending",
  "unseen",
  "lack",
  "data-fault",
  "cue",
  "in",
  "routine",
  "join",
  "person",
  "care",
  "other",
] as const;

/** One of {@link wordRoles}. */
export type WordRole = (typeof wordRoles)[number];

/**
 * What a cue suggests: never more than a reason to ask.
 *
 * @example
 * const kind: CueKind = "system-failed";
 */
export type CueKind =
  | "system-failed"
  | "no-access"
  | "not-shown"
  | "wrong-record"
  | "entry"
  | "alert"
  | "change"
  | "ai"
  | "system-named";

/** One row of the table. */
export interface CueWords {
  readonly role: WordRole;
  /** Lower case, apostrophes left out, hyphens as spaces, commas between. In capitals: found in capitals only. */
  readonly phrases: string;
  readonly systemType?: SystemTypeId;
  /** For the roles `cue` and `lack`: what it suggests. */
  readonly kind?: CueKind;
}

/** A row for each text, of one role. */
export function rowsOf(role: WordRole, ...phrases: readonly string[]): CueWords[] {
  return phrases.map((each) => ({ role, phrases: each }));
}

/** Rows that name a kind of system. */
export function namesOf(role: WordRole, systemType: SystemTypeId, ...phrases: readonly string[]): CueWords[] {
  return phrases.map((each) => ({ role, systemType, phrases: each }));
}

/** Rows of a lack that has its own kind. */
export function lacksOf(kind: CueKind, ...phrases: readonly string[]): CueWords[] {
  return phrases.map((each) => ({ role: "lack", kind, phrases: each }));
}

/** Rows that are a cue by themselves. */
export function cuesOf(kind: CueKind, ...phrases: readonly string[]): CueWords[] {
  return phrases.map((each) => ({ role: "cue", kind, phrases: each }));
}
