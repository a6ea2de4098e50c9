import type { QuestionId, RecordDraft } from "@digital-factors/core";
import { draftFrom } from "./draft-from.ts";
import { distinctIdentifiers, freeTextOf } from "./identifiers-kept.ts";

/** Everything the reporter, or the host for them, has said so far: what is saved and restored. */
export interface Answers {
  readonly draft: RecordDraft;
  /** "Another system" is chosen, and nothing found yet. */
  readonly isOtherSystem: boolean;
  /** Yellow Card reference as typed. */
  readonly reference: string;
  /** Pieces of text that look like identifiers, and that the reporter chose to keep. */
  readonly kept: readonly string[];
  /** The reporter saw the LFPSE wording and changed it. */
  readonly isInvolvementChosen: boolean;
  /** The reporter has seen what goes with the report, and could take it out. */
  readonly isContextShown: boolean;
  /** Context items the reporter took out. */
  readonly removedContext: readonly string[];
  /** Record fields that the host passed in before the first answer: its own form asked them. */
  readonly hostFields: readonly string[];
}

export const noAnswers: Answers = {
  draft: {},
  isOtherSystem: false,
  reference: "",
  kept: [],
  isInvolvementChosen: false,
  isContextShown: false,
  removedContext: [],
  hostFields: [],
};

/** Questions that the host asked: never shown again. */
export function askedByHost({ hostFields, draft }: Answers, hostKnowsDevice: boolean): readonly QuestionId[] {
  const asked: QuestionId[] = [];
  if (hostFields.includes("harm") && draft.harm !== undefined) asked.push("harm");
  if (hostKnowsDevice) asked.push("medical-device");
  return asked;
}

/**
 * Puts in what the host set. Without `part` it is what the host's own form has asked: it takes the place of what the host
 * passed before, and the reporter's answers stay. With `part` it is a record, whose fields are put on top.
 */
export function withRecord(answers: Answers, input: unknown): Answers {
  const given = draftFrom(input);
  // A count that fits the texts says which pieces were kept; one that does not says nothing, and they are asked about again.
  const pieces = distinctIdentifiers(freeTextOf(given, "description"), freeTextOf(given, "system"));
  const isHosts = given.part === undefined;
  const before = isHosts
    ? Object.entries(answers.draft).filter(([field]) => field === "id" || !answers.hostFields.includes(field))
    : Object.entries(answers.draft);
  return {
    ...answers,
    draft: { ...Object.fromEntries(before), ...given },
    kept: given.identifiersKept === pieces.length ? [...new Set([...answers.kept, ...pieces])] : answers.kept,
    reference: given.yellowCard?.references?.[0]?.value ?? answers.reference,
    isInvolvementChosen: answers.isInvolvementChosen || (given.involvement?.length ?? 0) > 0,
    hostFields: isHosts ? Object.keys(given) : answers.hostFields,
  };
}

/** Brings back answers that were saved, with what the host has passed in since. */
export function restored<Saved extends Answers>(saved: Saved, { draft, hostFields }: Answers): Saved {
  return hostFields.length > 0 ? { ...saved, ...withRecord(saved, draft) } : saved;
}

/** Reads answers that were saved; anything unusable is left out. A description that is still too long stays as it was typed. */
export function answersFrom(saved: Readonly<Record<string, unknown>>): Answers {
  const strings = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
  const { description } = Object(saved.draft) as { readonly description?: unknown };
  return {
    draft: { ...draftFrom(saved.draft), ...(typeof description === "string" ? { description } : {}) },
    isOtherSystem: saved.isOtherSystem === true,
    reference: typeof saved.reference === "string" ? saved.reference : "",
    kept: strings(saved.kept),
    isInvolvementChosen: saved.isInvolvementChosen === true,
    isContextShown: saved.isContextShown === true,
    removedContext: strings(saved.removedContext),
    hostFields: strings(saved.hostFields),
  };
}
