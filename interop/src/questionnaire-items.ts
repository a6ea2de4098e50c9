import type { HeldAnswers } from "../../packages/core/src/questionnaire/enable-when.fixtures.ts";
import type { Coding, Questionnaire, QuestionnaireItem } from "../../packages/core/src/questionnaire/index.ts";
import type { Resource } from "./validators/validator.ts";

interface AnsweredItem {
  readonly linkId: string;
  readonly answer?: readonly { readonly valueCoding?: Coding; readonly item?: readonly AnsweredItem[] }[];
  readonly item?: readonly AnsweredItem[];
}

/** Returns the answers of a response by linkId; words count as an answer without a code of ours. */
export function codingsOf(response: Resource): HeldAnswers {
  const held = new Map<string, Coding[]>();
  const walk = (items: readonly AnsweredItem[]) => {
    for (const { linkId, answer = [], item = [] } of items) {
      const codings = answer.map(({ valueCoding }) => valueCoding ?? { code: "in-words" });
      if (codings.length > 0) held.set(linkId, [...(held.get(linkId) ?? []), ...codings]);
      walk(item);
    }
  };
  walk((response.item ?? []) as readonly AnsweredItem[]);
  return held;
}

/** Returns the linkIds of the enabled items that are to be shown as items: neither hidden nor a hint. */
export function shownItems({ item }: Questionnaire, enabled: ReadonlySet<string>): readonly string[] {
  const walk = (items: readonly QuestionnaireItem[]): readonly string[] =>
    items
      .filter((each) => enabled.has(each.linkId) && each.type !== "display" && !isHidden(each))
      .flatMap((each) => [each.linkId, ...walk(each.item ?? [])]);
  return walk(item);
}

/** Tells whether a linkId is that of a question, not of a group. */
export function isQuestion({ item }: Questionnaire, linkId: string): boolean {
  const find = (items: readonly QuestionnaireItem[]): boolean =>
    items.some((each) => (each.linkId === linkId && each.type !== "group") || find(each.item ?? []));
  return find(item);
}

function isHidden({ extension = [] }: QuestionnaireItem): boolean {
  return extension.some(({ url, valueBoolean }) => url.endsWith("/questionnaire-hidden") && valueBoolean === true);
}
