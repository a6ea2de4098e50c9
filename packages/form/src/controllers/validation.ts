import {
  findIdentifiers,
  type IdentifierSpan,
  type QuestionId,
  type QuestionState,
  recordLimits,
  type ScreenId,
} from "@digital-factors/core";
import type { Answers } from "../answers/answers.ts";
import type { Strings } from "../strings/en.ts";
import { fill } from "../strings/strings.ts";

/**
 * One thing that is wrong, in words for the reporter. Without a question it stands in the summary alone.
 *
 * @example
 * const fault: Fault = { linkId: "part", message: "Select whether a system played a part" };
 */
export interface Fault {
  readonly linkId?: string;
  readonly message: string;
}

/** A piece of the text that looks like an identifier, and that nobody has decided about. */
export interface FoundIdentifier extends IdentifierSpan {
  readonly found: string;
}

/** Returns what looks like an identifier in the description, without what the reporter chose to keep. */
export function openIdentifiers({ draft, kept }: Answers): readonly FoundIdentifier[] {
  const text = draft.description ?? "";
  return findIdentifiers(text)
    .map((span) => ({ ...span, found: text.slice(span.start, span.end) }))
    .filter(({ found }) => !kept.includes(found));
}

/** Returns the faults on these screens, in the order of the questions. */
export function faultsOf(
  flow: readonly QuestionState[],
  answers: Answers,
  screens: readonly ScreenId[],
  strings: Strings,
): Fault[] {
  return flow
    .filter(({ isVisible, screen }) => isVisible && screens.includes(screen))
    .flatMap(({ linkId, isRequired, isAnswered }): Fault[] => {
      if (linkId === "description") return descriptionFaults(answers, strings);
      return isRequired && !isAnswered ? [{ linkId, message: missing(linkId, strings) }] : [];
    });
}

function missing(linkId: QuestionId, { questions }: Strings): string {
  const question: { readonly short: string; readonly error?: string } = questions[linkId];
  return question.error ?? question.short;
}

function descriptionFaults(answers: Answers, strings: Strings): Fault[] {
  const linkId = "description";
  const max = recordLimits.descriptionCharacters;
  if ((answers.draft.description ?? "").length > max) {
    return [{ linkId, message: fill(strings.questions.description.error, { max }) }];
  }
  return openIdentifiers(answers).length > 0 ? [{ linkId, message: strings.identifier.error }] : [];
}
