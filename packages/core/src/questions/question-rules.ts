import { suspectedParts } from "../record/suspected-parts.ts";
import type { Condition } from "./enable-when.ts";
import type { QuestionId, ScreenId } from "./question.ts";

/** One question as data: where it stands, when it is shown, whether an answer is asked for, and what it is for. */
export interface QuestionRule {
  readonly linkId: QuestionId;
  readonly screen: ScreenId;
  readonly enableWhen: Condition;
  /** An answer (which may be "not sure") is needed to move on. Nothing about Yellow Card ever is. */
  readonly isRequired: boolean;
  /** Why it is asked: what its answer decides. */
  readonly decides: "branch" | "mapping" | "routes" | "priority" | "story" | "link";
  /** Gives way, last first, when a deciding question would make more than eight. */
  readonly mayGiveWay?: true;
}

const digitalPlayedAPart: Condition = {
  question: "part",
  in: [...suspectedParts, "helped"],
};
const somethingWentWrong: Condition = {
  question: "part",
  in: suspectedParts,
};

/** The questions in the order asked. */
export const questionRules: readonly QuestionRule[] = [
  {
    linkId: "part",
    screen: "part-played",
    enableWhen: { always: true },
    isRequired: true,
    decides: "branch",
  },
  {
    linkId: "system",
    screen: "part-played",
    enableWhen: digitalPlayedAPart,
    isRequired: true,
    decides: "routes",
  },
  {
    linkId: "group",
    screen: "what-went-wrong",
    enableWhen: somethingWentWrong,
    isRequired: true,
    decides: "branch",
  },
  {
    linkId: "factors",
    screen: "which-fits",
    enableWhen: { all: [somethingWentWrong, { answered: "group" }] },
    isRequired: true,
    decides: "mapping",
  },
  {
    linkId: "still-happening",
    screen: "which-fits",
    enableWhen: somethingWentWrong,
    isRequired: false,
    decides: "priority",
    mayGiveWay: true,
  },
  {
    linkId: "others-affected",
    screen: "which-fits",
    enableWhen: somethingWentWrong,
    isRequired: false,
    decides: "priority",
    mayGiveWay: true,
  },
  {
    linkId: "description",
    screen: "which-fits",
    enableWhen: digitalPlayedAPart,
    isRequired: false,
    decides: "story",
  },
  {
    linkId: "medical-device",
    screen: "yellow-card",
    enableWhen: { fact: "device-decides" },
    isRequired: false,
    decides: "routes",
  },
  {
    linkId: "harm",
    screen: "yellow-card",
    enableWhen: { fact: "harm-decides" },
    isRequired: false,
    decides: "routes",
  },
  {
    linkId: "yellow-card",
    screen: "yellow-card",
    enableWhen: { fact: "yellow-card-applies" },
    isRequired: false,
    decides: "link",
  },
];
