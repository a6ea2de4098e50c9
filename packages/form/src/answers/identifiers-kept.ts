import { findIdentifiers, type IdentifierSpan, type RecordDraft } from "@digital-factors/core";
import type { Answers } from "./answers.ts";

/** Questions answered in free text. A Yellow Card reference is none: core refuses one that is an NHS number or an address. */
export type FreeTextId = "description" | "system";

/** A piece of a free text that looks like an identifier. */
export interface FoundIdentifier extends IdentifierSpan {
  readonly found: string;
}

/** Returns what was typed in answer to a question: for the system, only a name that is in no list. */
export function freeTextOf({ description = "", systems }: RecordDraft, linkId: FreeTextId): string {
  const [system] = systems ?? [];
  return linkId === "description" ? description : (system?.type === "other-system" && system.name) || "";
}

function identifiersIn(text: string): readonly FoundIdentifier[] {
  return findIdentifiers(text).map((span) => ({ ...span, found: text.slice(span.start, span.end) }));
}

/** Returns what looks like an identifier in a free text, without what the reporter chose to keep. */
export function openIdentifiers({ draft, kept }: Answers, linkId: FreeTextId): readonly FoundIdentifier[] {
  return identifiersIn(freeTextOf(draft, linkId)).filter(({ found }) => !kept.includes(found));
}

/** Returns the different pieces of these texts that look like identifiers. */
export function distinctIdentifiers(...texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap(identifiersIn).map(({ found }) => found))];
}
