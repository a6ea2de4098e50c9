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
 * Returns every question with whether it is visible, answered and required, in the order asked. At most eight are asked
 * on any path: where facts that decide a national route may yet have to be asked, "could others be affected" gives way
 * first, then "is it still happening".
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
  const isAsked = (linkId: QuestionId) => !askedByHost.includes(linkId);
  const shown = questionRules.filter(({ linkId, enableWhen }) => isAsked(linkId) && holds(enableWhen, record, facts));
  if (shown.some(({ mayGiveWay }) => mayGiveWay)) makeRoom(shown, factsToCome(record, isAsked), isAsked);
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
 * Takes out what gives way. What the answers to come may open counts from the start: a question that has been asked cannot
 * give way any more.
 */
function makeRoom(
  shown: QuestionRule[],
  toCome: ReadonlySet<FlowFact>,
  isAsked: (linkId: QuestionId) => boolean,
): void {
  const mayCome = questionRules.filter(
    (rule) =>
      isAsked(rule.linkId) && !shown.includes(rule) && "fact" in rule.enableWhen && toCome.has(rule.enableWhen.fact),
  );
  for (const rule of shown.filter(({ mayGiveWay }) => mayGiveWay).reverse()) {
    if (shown.length + mayCome.length <= maxQuestions) return;
    shown.splice(shown.indexOf(rule), 1);
  }
}

/** What the Yellow Card rules want to know. */
function factsOf(record: RecordDraft): Record<FlowFact, boolean> {
  return {
    "harm-decides": harmDecides(record),
    "device-decides": deviceDecides(record),
    "yellow-card-applies": yellowCardApplies(record),
  };
}

const hasFinishedStory = ({ group, part }: RecordDraft) => group !== undefined || part === "helped";
const isEvent = ({ eventType }: RecordDraft) => eventType !== "risk" && eventType !== "good-care";

/** As if harm were not answered, so that the question does not vanish once it is. */
function harmDecides(record: RecordDraft): boolean {
  return hasFinishedStory(record) && isEvent(record) && deviceAdvice({ ...record, harm: undefined }).ask === "harm";
}

/** As if the question on the device were not answered, for the same reason. */
function deviceDecides(record: RecordDraft): boolean {
  return hasFinishedStory(record) && deviceAdvice(withDevice(record, "unknown")).ask === "medical-device";
}

function yellowCardApplies(record: RecordDraft): boolean {
  return hasFinishedStory(record) && (deviceAdvice(record).level !== "none" || medicineAdvice(record).level !== "none");
}

function withDevice(record: RecordDraft, medicalDevice: "yes" | "no" | "unknown"): RecordDraft {
  return { ...record, systems: record.systems?.map((system) => ({ ...system, medicalDevice })) };
}

/**
 * The facts that some answer to the questions on devices and harm would bring about, as if neither were answered yet, so
 * that an answer gives no room to what had given way.
 */
function factsToCome(record: RecordDraft, isAsked: (linkId: QuestionId) => boolean): ReadonlySet<FlowFact> {
  const found = new Set<FlowFact>();
  const start = isAsked("harm") ? { ...record, harm: undefined } : record;
  const isDeviceAsked = isAsked("medical-device") && deviceDecides(start);
  if (isDeviceAsked) found.add("device-decides");
  const answers = isDeviceAsked ? (["yes", "no", "unknown"] as const) : [];
  for (const world of isDeviceAsked ? answers.map((answer) => withDevice(start, answer)) : [start]) {
    const isHarmAsked = isAsked("harm") && harmDecides(world);
    if (isHarmAsked) found.add("harm-decides");
    const harms = isHarmAsked ? (["actual", "none", "unknown"] as const) : [];
    for (const end of isHarmAsked ? harms.map((kind) => ({ ...world, harm: { kind } })) : [world])
      if (yellowCardApplies(end)) found.add("yellow-card-applies");
  }
  return found;
}
