import type { RecordDraft } from "../record/record.ts";
import { deviceAdvice, medicineAdvice } from "../yellow-card/advice.ts";
import { answersOf, type FlowFact, holds } from "./enable-when.ts";
import type { QuestionId, ScreenId } from "./question.ts";
import { type QuestionRule, questionRules } from "./question-rules.ts";

/**
 * What the host's form takes on itself.
 *
 * @example
 * const context: QuestionFlowContext = { askedByHost: ["harm"] };
 */
export interface QuestionFlowContext {
  /** Questions that the host asks in its own form and passes in; they are never shown again. Default: none. */
  readonly askedByHost?: readonly QuestionId[];
}

/**
 * Where one question stands now.
 *
 * @example
 * questionFlow({})[0]; // { linkId: "part", screen: "part-played", isVisible: true, isAnswered: false, isRequired: true, decides: "branch" }
 */
export interface QuestionState {
  readonly linkId: QuestionId;
  readonly screen: ScreenId;
  readonly isVisible: boolean;
  readonly isAnswered: boolean;
  /** Visible and in need of an answer, "not sure" included. */
  readonly isRequired: boolean;
  /** What the answer decides: why it is asked. */
  readonly decides: QuestionRule["decides"];
}

/** Never more on any path. */
const maxQuestions = 8;

/**
 * Returns every question with whether it is visible, answered and required, in the order asked. At most eight are visible
 * on any path: when a fact that decides a national route has to be asked, "could others be affected" gives way first,
 * then "is it still happening".
 *
 * @param record - Answers so far.
 * @param context - What the host asks itself.
 * @see docs/adr/ADR-004_Eight_questions.md
 * @example
 * questionFlow({ part: "none" }).filter(({ isVisible }) => isVisible).map(({ linkId }) => linkId); // ["part"]
 */
export function questionFlow(record: RecordDraft, context: QuestionFlowContext = {}): QuestionState[] {
  const facts = factsOf(record);
  const askedByHost = context.askedByHost ?? [];
  const shown = questionRules.filter(
    ({ linkId, enableWhen }) => !askedByHost.includes(linkId) && holds(enableWhen, record, facts),
  );
  while (shown.length > maxQuestions) {
    const index = shown.findLastIndex(({ mayGiveWay }) => mayGiveWay);
    if (index < 0) break;
    shown.splice(index, 1);
  }
  return questionRules.map((rule) => {
    const isVisible = shown.includes(rule);
    return {
      linkId: rule.linkId,
      screen: rule.screen,
      isVisible,
      isAnswered: answersOf(rule.linkId, record).length > 0,
      isRequired: isVisible && rule.isRequired,
      decides: rule.decides,
    };
  });
}

/**
 * What the Yellow Card rules want to know. Each fact is worked out as if its own question were not answered, so that a
 * question does not vanish when it is answered.
 */
function factsOf(record: RecordDraft): Record<FlowFact, boolean> {
  const hasFinishedStory = record.group !== undefined || record.part === "helped";
  const withoutHarm = { ...record, harm: undefined };
  const withoutDevice = {
    ...record,
    systems: record.systems?.map((system) => ({
      ...system,
      medicalDevice: "unknown" as const,
    })),
  };
  const isEvent = record.eventType !== "risk" && record.eventType !== "good-care";
  return {
    "harm-decides": hasFinishedStory && isEvent && deviceAdvice(withoutHarm).ask === "harm",
    "device-decides": hasFinishedStory && deviceAdvice(withoutDevice).ask === "medical-device",
    "yellow-card-applies":
      hasFinishedStory && (deviceAdvice(record).level !== "none" || medicineAdvice(record).level !== "none"),
  };
}
