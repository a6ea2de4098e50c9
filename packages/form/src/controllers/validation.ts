import { type QuestionId, type QuestionState, recordLimits, type ScreenId } from "@digital-factors/core";
import type { Answers } from "../answers/answers.ts";
import { openIdentifiers } from "../answers/identifiers-kept.ts";
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

/** Returns the faults on these screens, in the order of the questions. */
export function faultsOf(
  flow: readonly QuestionState[],
  answers: Answers,
  screens: readonly ScreenId[],
  strings: Strings,
): Fault[] {
  return flow
    .filter(({ isVisible, screen }) => isVisible && screens.includes(screen))
    .flatMap(({ linkId, isRequired, isAnswered }) => {
      const message = isRequired && !isAnswered ? missing(linkId, strings) : textFault(linkId, answers, strings);
      return message === undefined ? [] : [{ linkId, message }];
    });
}

function missing(linkId: QuestionId, { questions }: Strings): string {
  const question: { readonly short: string; readonly error?: string } = questions[linkId];
  return question.error ?? question.short;
}

function textFault(linkId: QuestionId, answers: Answers, strings: Strings): string | undefined {
  if (linkId !== "description" && linkId !== "system") return undefined;
  const max = recordLimits.descriptionCharacters;
  if (linkId === "description" && (answers.draft.description ?? "").length > max) {
    return fill(strings.questions.description.error, { max });
  }
  return openIdentifiers(answers, linkId).length > 0 ? strings.identifier.error : undefined;
}
