import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factors, findFactor, reporterFactors } from "../factors/factor.ts";
import { involvementNeedsConfirming } from "../factors/involvement.ts";
import { factorGroupIds } from "../generated/factors.ts";
import { questionIds } from "../questions/question.ts";
import { questionFlow } from "../questions/question-flow.ts";
import { questionRules } from "../questions/question-rules.ts";
import { anyDraft } from "../record/record.fixtures.ts";
import type { RecordDraft } from "../record/record.ts";
import { isSuspectedPart } from "../record/suspected-parts.ts";
import { allItems, enabledLinkIds, type HeldAnswers } from "./enable-when.fixtures.ts";
import type { QuestionnaireItem } from "./fhir-r4.ts";
import { toQuestionnaire } from "./questionnaire.ts";
import { questionnaireWordsCy } from "./questionnaire-words-cy.ts";

const questionnaire = toQuestionnaire();
const items = allItems(questionnaire.item);
const byLinkId = new Map(items.map((item) => [item.linkId, item]));

/** The answers of a draft, as a renderer would hold them once a reporter had chosen them. */
function heldAnswers(draft: RecordDraft): HeldAnswers {
  const held = new Map<string, { system: string; code: string }[]>();
  const answer = (linkId: string, list: string, code: string) =>
    held.set(linkId, [...(held.get(linkId) ?? []), { system: `urn:digital-factors:${list}`, code }]);
  if (draft.part !== undefined) answer("part", "part", draft.part);
  if (draft.group !== undefined) answer("group", "factor-group", draft.group);
  for (const id of draft.factors ?? []) answer(`factors-${findFactor(id)?.group}`, "factor", id);
  return held;
}

const codesOf = (item: QuestionnaireItem | undefined) => item?.answerOption?.map(({ valueCoding }) => valueCoding.code);

describe("toQuestionnaire", () => {
  it("has an item for every question, and no question twice", () => {
    for (const { linkId } of questionRules) expect(byLinkId.has(linkId), linkId).toBe(true);
    for (const linkId of questionIds) expect(items.filter((item) => item.linkId === linkId)).toHaveLength(1);
  });

  it("asks for an answer where the question rules do", () => {
    for (const { linkId, isRequired } of questionRules) {
      const asking = linkId === "factors" ? byLinkId.get("factors")?.item : [byLinkId.get(linkId)];
      for (const item of asking ?? []) expect(item?.required ?? false, linkId).toBe(isRequired);
    }
  });

  it("shows what the question flow shows, for any draft", { timeout: 60_000 }, () => {
    let gaveWay = 0;
    let stoodOpen = 0;
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const enabled = enabledLinkIds(questionnaire, heldAnswers(draft));
        const isShown = (linkId: string) =>
          linkId === "factors" ? factorGroupIds.some((tile) => enabled.has(`factors-${tile}`)) : enabled.has(linkId);
        const flow = questionFlow(draft);
        const hasQuestionsToSpare = isSuspectedPart(draft.part);
        for (const { linkId, isVisible } of flow) {
          const rule = questionRules.find((each) => each.linkId === linkId);
          // No enableWhen can hold these: the Questionnaire shows more, never less.
          const isFact = rule !== undefined && "fact" in rule.enableWhen;
          const mayGiveWay = rule?.mayGiveWay === true && hasQuestionsToSpare;
          if (isVisible || !(isFact || mayGiveWay)) expect(isShown(linkId), linkId).toBe(isVisible);
          else if (isShown(linkId)) isFact ? stoodOpen++ : gaveWay++;
        }
      }),
      { numRuns: 5000 },
    );
    expect(gaveWay).toBeGreaterThan(0);
    expect(stoodOpen).toBeGreaterThan(0);
  });

  it("opens the Yellow Card screen only when there is something to judge", () => {
    const shown = (draft: RecordDraft) => enabledLinkIds(questionnaire, heldAnswers(draft)).has("yellow-card");
    expect(shown({ part: "main" })).toBe(false);
    expect(shown({ part: "none" })).toBe(false);
    expect(shown({ part: "main", group: "alerts" })).toBe(true);
    expect(shown({ part: "helped" })).toBe(true);
  });

  it("asks to confirm the LFPSE code exactly where the tree calls it a judgement", () => {
    const forSpecialist = toQuestionnaire({ audience: "specialist" });
    for (const { id, group } of factors) {
      const draft: RecordDraft = { part: "main", group, factors: [id] };
      const isShown = enabledLinkIds(forSpecialist, heldAnswers(draft)).has("involvement");
      expect(isShown, id).toBe(involvementNeedsConfirming([id]));
    }
  });

  it("offers a reporter the factors of the tile, then not sure, and three at most", () => {
    for (const tile of factorGroupIds) {
      const item = byLinkId.get(`factors-${tile}`);
      const ids: readonly string[] = reporterFactors(tile).map(({ id }) => id);
      expect(codesOf(item)).toEqual(tile === "closing" ? ids : [...ids, "not-sure"]);
      expect(item?.extension).toContainEqual({
        url: "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs",
        valueInteger: 3,
      });
    }
  });

  it("offers a specialist every factor", () => {
    const all = allItems(toQuestionnaire({ audience: "specialist" }).item);
    const offered = new Set(
      all.filter(({ linkId }) => linkId.startsWith("factors-")).flatMap((item) => codesOf(item) ?? []),
    );
    expect([...offered].sort()).toEqual(factors.map(({ id }) => id).sort());
  });

  it("leaves out what the host asks, and a screen that is then empty", () => {
    const asked = toQuestionnaire({ askedByHost: ["harm", "medical-device", "yellow-card", "involvement"] });
    const linkIds = allItems(asked.item).map(({ linkId }) => linkId);
    expect(asked.item.map(({ linkId }) => linkId)).toEqual(["part-played", "what-went-wrong", "which-fits"]);
    expect(linkIds).not.toContain("yellow-card-reference");
    expect(linkIds).toContain("system-medical-device");
  });

  it("keeps the rules that FHIR R4 sets for a Questionnaire", () => {
    expect(questionnaire.name).toMatch(/^[A-Z][A-Za-z0-9_]{0,254}$/); // que-0
    expect(byLinkId.size).toBe(items.length); // que-2
    for (const item of items) {
      const { linkId, type, enableWhen = [] } = item;
      if (type === "group") expect(item.item?.length, `que-1 ${linkId}`).toBeGreaterThan(0);
      if (type === "display") {
        expect([item.item, item.required, item.repeats], `que-1, que-6 ${linkId}`).toEqual([
          undefined,
          undefined,
          undefined,
        ]);
      }
      expect(item.answerOption !== undefined, `que-5 ${linkId}`).toBe(type === "choice");
      if (item.maxLength !== undefined) expect(["string", "text"], `que-10 ${linkId}`).toContain(type);
      expect(item.enableBehavior !== undefined, `que-12 ${linkId}`).toBe(enableWhen.length > 1);
      for (const condition of enableWhen) {
        const target = byLinkId.get(condition.question);
        expect(target?.type, `que-7 ${linkId}`).toMatch(/^(choice|string)$/);
        if (condition.operator !== "=") continue;
        const { system, code } = condition.answerCoding;
        expect(
          target?.answerOption?.some(({ valueCoding }) => valueCoding.system === system && valueCoding.code === code),
        ).toBe(true);
      }
    }
  });

  it("has words for all that is shown, in English and in Welsh, and the same shape", () => {
    const shape = (value: object) =>
      JSON.parse(JSON.stringify(value), (key, inner) =>
        ["text", "display", "title", "language"].includes(key) ? inner !== "" : inner,
      );
    const welsh = toQuestionnaire({ words: questionnaireWordsCy });
    expect(shape(welsh)).toEqual(shape(questionnaire));
    for (const item of items) {
      if (item.type !== "group" && !item.extension?.some(({ url }) => url.endsWith("questionnaire-hidden"))) {
        expect(item.text, item.linkId).toBeTruthy();
        for (const { valueCoding } of item.answerOption ?? []) expect(valueCoding.display, item.linkId).toBeTruthy();
      }
    }
    const texts = (of: readonly QuestionnaireItem[]) => allItems(of).flatMap(({ text }) => text ?? []);
    const english = new Set(texts(questionnaire.item));
    expect(texts(welsh.item).filter((text) => english.has(text))).toEqual([]);
  });

  it("gives the same text each time", () => {
    expect(JSON.stringify(toQuestionnaire())).toBe(
      JSON.stringify(toQuestionnaire({ audience: "reporter", askedByHost: [] })),
    );
  });
});
