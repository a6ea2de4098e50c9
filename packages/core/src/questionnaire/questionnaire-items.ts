import { factors, reporterFactors } from "../factors/factor.ts";
import { factorGroupIds } from "../generated/factors.ts";
import type { QuestionId, ScreenId } from "../questions/question.ts";
import { questionRules } from "../questions/question-rules.ts";
import { recordLimits } from "../record/record-limits.ts";
import { anyOf, type Clause, clausesOf, isSameClause } from "./enable-clauses.ts";
import type { CodeListId } from "./questionnaire-codes.ts";

/** One item as data, without words: what `toQuestionnaire` writes and what a response is written and read by. */
export interface ItemDefinition {
  readonly linkId: string;
  /** Question that the item, or its nearest ancestor, asks; absent for a screen. */
  readonly question?: QuestionId;
  readonly type: "group" | "choice" | "string" | "text";
  readonly list?: CodeListId;
  /** Codes offered, where they are not the whole list. */
  readonly offered?: readonly string[];
  readonly control?: "radio-button" | "check-box" | "drop-down";
  /** Given more than once, this often at most. */
  readonly maxOccurs?: number;
  readonly maxLength?: number;
  readonly isRequired?: boolean;
  /** Filled by the host, never shown. */
  readonly isHidden?: true;
  readonly enableWhen?: Clause | undefined;
  readonly item?: readonly ItemDefinition[];
}

/**
 * Who answers: a reporter is not shown the factors for specialists.
 *
 * @example
 * const audience: QuestionnaireAudience = "specialist";
 */
export type QuestionnaireAudience = "reporter" | "specialist";

/**
 * Question that a host may ask in its own form: no other question depends on it.
 *
 * @example
 * const askedByHost: readonly HostQuestion[] = ["harm", "description"];
 */
export type HostQuestion = Exclude<QuestionId, "part" | "group" | "factors">;

/** Item of one tile's factors. */
export function factorsLinkId(group: string): string {
  return `factors-${group}`;
}

/** Returns the item tree: a group for each screen, in the order asked. */
export function questionnaireItems(
  audience: QuestionnaireAudience = "reporter",
  askedByHost: readonly HostQuestion[] = [],
): readonly ItemDefinition[] {
  const isAsked = ({ question }: ItemDefinition) => !askedByHost.some((each) => each === question);
  return [
    screen("part-played", [part, systems].filter(isAsked)),
    screen("what-went-wrong", [group].filter(isAsked)),
    screen("which-fits", [factorsOf(audience), stillHappening, othersAffected, description].filter(isAsked)),
    screen("yellow-card-screen", [medicalDevice, harm, yellowCard, yellowCardReference].filter(isAsked)),
    screen("check-answers", [involvementOf(audience)].filter(isAsked)),
  ].filter(({ item }) => item.length > 0);
}

/** The screen of the Yellow Card cannot share the `linkId` of its question. */
type ScreenLinkId = Exclude<ScreenId, "yellow-card"> | "yellow-card-screen";

/** A screen is shown when one of its items is, so that no heading stands alone. */
function screen(linkId: ScreenLinkId, items: readonly ItemDefinition[]) {
  // What follows an answer on the same screen adds nothing: that answer's own item is there already.
  const first = items.filter(
    (item) => !item.enableWhen?.some(({ question }) => items.some((other) => other.linkId === question)),
  );
  const enableWhen = anyOf(first.map((item) => item.enableWhen));
  const item = items.map((each) =>
    enableWhen !== undefined && each.enableWhen !== undefined && isSameClause(each.enableWhen, enableWhen)
      ? { ...each, enableWhen: undefined }
      : each,
  );
  return { linkId, type: "group", enableWhen, item } as const;
}

/** What the question rules say of a question. */
function asked(question: QuestionId) {
  const rule = questionRules.find(({ linkId }) => linkId === question);
  // The second clause of `factors`, that a tile is chosen, is in the items of its tiles.
  return {
    question,
    enableWhen: rule === undefined ? undefined : clausesOf(rule.enableWhen)[0],
    isRequired: rule?.isRequired ?? false,
  };
}

const yesNoUnknown = { type: "choice", list: "yes-no-unknown", control: "radio-button" } as const;
const hostText = {
  question: "system",
  type: "string",
  maxLength: recordLimits.nameCharacters,
  isHidden: true,
} as const;

const part: ItemDefinition = {
  linkId: "part",
  ...asked("part"),
  type: "choice",
  list: "part",
  control: "radio-button",
};

const systems: ItemDefinition = {
  linkId: "systems",
  question: "system",
  enableWhen: asked("system").enableWhen,
  type: "group",
  maxOccurs: recordLimits.systems,
  item: [
    {
      linkId: "system",
      question: "system",
      type: "choice",
      list: "system-type",
      control: "drop-down",
      isRequired: true,
    },
    { linkId: "system-name", question: "system", type: "string", maxLength: recordLimits.nameCharacters },
    { linkId: "system-supplier", ...hostText },
    { linkId: "system-version", ...hostText },
    { linkId: "system-module", ...hostText },
    { linkId: "system-udi", ...hostText },
    {
      linkId: "system-functions",
      question: "system",
      type: "choice",
      list: "system-function",
      control: "check-box",
      maxOccurs: recordLimits.functions,
      isHidden: true,
    },
    { linkId: "system-medical-device", question: "medical-device", ...yesNoUnknown, isHidden: true },
    { linkId: "system-in-house", question: "system", ...yesNoUnknown, isHidden: true },
    { linkId: "system-uses-ai", question: "system", ...yesNoUnknown, isHidden: true },
  ],
};

const group: ItemDefinition = {
  linkId: "group",
  ...asked("group"),
  type: "choice",
  list: "factor-group",
  control: "radio-button",
};

/** The factors of each tile are an item of their own, shown when the tile is chosen. */
function factorsOf(audience: QuestionnaireAudience): ItemDefinition {
  const { question, enableWhen, isRequired } = asked("factors");
  const item = factorGroupIds.map((id): ItemDefinition => {
    const shown = audience === "reporter" ? reporterFactors(id) : factors.filter((factor) => factor.group === id);
    const offered = shown.map((factor) => factor.id);
    return {
      linkId: factorsLinkId(id),
      question,
      type: "choice",
      list: "factor",
      // As on the screen, every tile ends with "none of these, or not sure".
      offered: offered.includes("not-sure") ? offered : [...offered, "not-sure"],
      control: "check-box",
      maxOccurs: recordLimits.factors,
      isRequired,
      enableWhen: [{ question: "group", code: id }],
    };
  });
  return { linkId: "factors", question, type: "group", enableWhen, item };
}

const stillHappening: ItemDefinition = { linkId: "still-happening", ...asked("still-happening"), ...yesNoUnknown };
const othersAffected: ItemDefinition = { linkId: "others-affected", ...asked("others-affected"), ...yesNoUnknown };
const description: ItemDefinition = {
  linkId: "description",
  ...asked("description"),
  type: "text",
  maxLength: recordLimits.descriptionCharacters,
};

const medicalDevice: ItemDefinition = { linkId: "medical-device", ...asked("medical-device"), ...yesNoUnknown };
const harm: ItemDefinition = {
  linkId: "harm",
  ...asked("harm"),
  type: "choice",
  list: "harm-kind",
  control: "radio-button",
};
const yellowCard: ItemDefinition = {
  linkId: "yellow-card",
  ...asked("yellow-card"),
  type: "choice",
  list: "yellow-card-status",
  control: "radio-button",
};
const yellowCardReference: ItemDefinition = {
  linkId: "yellow-card-reference",
  question: "yellow-card",
  type: "group",
  maxOccurs: recordLimits.references,
  enableWhen: [{ question: "yellow-card", code: "reported" }],
  item: [
    {
      linkId: "yellow-card-reference-value",
      question: "yellow-card",
      type: "string",
      maxLength: recordLimits.referenceCharacters,
    },
    {
      linkId: "yellow-card-reference-covers",
      question: "yellow-card",
      type: "choice",
      list: "yellow-card-covers",
      control: "radio-button",
      enableWhen: [{ question: "yellow-card-reference-value" }],
    },
  ],
};

/** Confirmed only where the tree calls the mapping of a factor that is offered a judgement. */
function involvementOf(audience: QuestionnaireAudience): ItemDefinition {
  const judged = factors.filter(
    (factor) => factor.lfpse.certainty === "judgement" && (audience === "specialist" || factor.audience === "reporter"),
  );
  return {
    linkId: "involvement",
    question: "involvement",
    type: "choice",
    list: "involvement",
    control: "check-box",
    maxOccurs: recordLimits.involvement,
    enableWhen: judged.map(({ id, group: tile }) => ({ question: factorsLinkId(tile), code: id })),
  };
}

/** Every item with every choice: what a response is written and read by. */
export const wholeQuestionnaire = questionnaireItems("specialist");
