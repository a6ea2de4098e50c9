import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyDraft, doseFaultRecord } from "../record/record.fixtures.ts";
import type { RecordDraft } from "../record/record.ts";
import { reportingRoutes } from "../routes/reporting-route.ts";
import { routeClocks, routeIds, routeRuleIds } from "../routes/route.ts";
import { routeRules } from "../routes/route-rules.ts";
import { ruleSources } from "../sources/rule-source.ts";
import { assessYellowCard } from "../yellow-card/assessment.ts";
import { yellowCardRules } from "../yellow-card/rules.ts";
import { explain } from "./explain.ts";
import { type ExplainWords, explainWordsEn } from "./explain-words.ts";

/** Every text of the table that is a sentence, with its place. */
const sentences = (() => {
  const walk = (value: unknown, path: string): [string, string][] =>
    typeof value === "string"
      ? path.endsWith(".name")
        ? []
        : [[path, value]]
      : Object.entries(value as object).flatMap(([key, each]) => walk(each, `${path}.${key}`));
  return walk(explainWordsEn, "words");
})();
const split = (text: string) => text.split(/[.?!]\s*/).filter(Boolean);
const wordsOf = (text: string) => text.match(/[A-Za-z']+/g) ?? [];
/** Groups of vowels, without a silent e: near enough for a limit. */
const syllables = (word: string) =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/(?:[^l]e|es|ed)$/, "")
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );

describe("explain", () => {
  it("says what to do, why, and who says so", () => {
    const { yellowCard, routes } = explain({
      ...doseFaultRecord,
      yellowCard: { status: "not-reported", references: [] },
    });
    expect(yellowCard.device).toEqual({
      action: "prompt",
      text: "Please send a Yellow Card about the system.",
      because: [
        {
          rule: "device-suspected-harm",
          text: "The system may be a medical device. It may have played a part in harm, near harm or poor care.",
          source: ruleSources["mhra-yellow-card-devices"],
        },
      ],
    });
    expect(routes.find(({ route }) => route === "hazard-log")).toEqual({
      route: "hazard-log",
      advice: "report",
      name: "Hazard log",
      text: "A hazard log lists what could go wrong with a system, so that it can be made safer. The clinical safety officer does this.",
      because: [
        {
          rule: "hazard-log",
          text: "A digital system may have played a part. In England, its risks are kept in a hazard log.",
          source: ruleSources["dcb0129-dcb0160"],
        },
      ],
    });
  });

  it("explains each action and each route, and every reason of it", () => {
    fc.assert(
      fc.property(anyDraft, (record) => {
        const { yellowCard, routes } = explain(record);
        const assessment = assessYellowCard(record);
        for (const kind of ["device", "medicine"] as const) {
          expect(yellowCard[kind].action).toBe(assessment[kind].action);
          expect(yellowCard[kind].because.map(({ rule }) => rule)).toEqual(
            assessment[kind].reasons.map(({ rule }) => rule),
          );
        }
        const rulesOf = (list: readonly { rule: string }[]) => list.map(({ rule }) => rule);
        expect(routes.map(({ route, because }) => [route, rulesOf(because)])).toEqual(
          reportingRoutes(record).map(({ route, reasons }) => [route, rulesOf(reasons)]),
        );
        for (const { text, because } of [...routes, yellowCard.device, yellowCard.medicine]) {
          expect([text, ...because.map((each) => each.text)].every((each) => each.endsWith("."))).toBe(true);
          expect(because.every(({ source }) => source.title.length > 0)).toBe(true);
        }
      }),
    );
  });

  it("takes what the host asked elsewhere into account", () => {
    const { device } = explain({ nation: "england", part: "none" }, { criteria: ["3"] }).yellowCard;
    expect(device.because[0]?.rule).toBe("lfpse-device-criteria");
  });

  it("repeats no answer", () => {
    const secret = "Zebrafish";
    const record: RecordDraft = { ...doseFaultRecord, description: secret, systems: [{ type: "epr", name: secret }] };
    expect(JSON.stringify(explain(record))).not.toContain(secret);
  });

  it("speaks the language it is given", () => {
    const words: ExplainWords = {
      ...explainWordsEn,
      clocks: { ...explainWordsEn.clocks, "at once": "Maintenant." },
      rules: { ...explainWordsEn.rules, "not-a-device": "Pas un dispositif." },
    };
    const { routes, yellowCard } = explain(
      { nation: "england", part: "main", systems: [{ type: "epr" }], circumstances: ["cyber-attack"] },
      { words },
    );
    expect(routes.find(({ route }) => route === "cyber")?.text).toMatch(/Maintenant\.$/);
    expect(yellowCard.device.because[0]?.text).toBe("Pas un dispositif.");
  });
});

describe("the words of the explanations", () => {
  it("cover every rule, route and clock, and no other", () => {
    expect(Object.keys(explainWordsEn.rules)).toEqual(Object.keys(yellowCardRules));
    expect(Object.keys(explainWordsEn.routes)).toEqual([...routeIds]);
    expect(Object.keys(explainWordsEn.routeRules)).toEqual([...routeRuleIds]);
    expect(routeRules.map(({ id }) => id)).toEqual([...routeRuleIds]);
    expect(Object.keys(explainWordsEn.clocks)).toEqual([...routeClocks]);
  });

  it("have sentences of 20 words at most", () => {
    const long = sentences.filter(([, text]) => split(text).some((sentence) => wordsOf(sentence).length > 20));
    expect(long).toEqual([]);
  });

  it("can be read at 9 to 11, by the Flesch-Kincaid grade of all of them together", () => {
    const texts = sentences.map(([, text]) => text);
    const all = texts.flatMap(wordsOf);
    const perSentence = all.length / texts.flatMap(split).length;
    const perWord = all.reduce((total, word) => total + syllables(word), 0) / all.length;
    expect(0.39 * perSentence + 11.8 * perWord - 15.59).toBeLessThan(6);
  });

  it("blame nobody", () => {
    const blame = /\b(blame|fault|mistakes?|errors?|careless|should have|failed to|human|wrongly|forgot)\b/i;
    expect(sentences.filter(([, text]) => blame.test(text))).toEqual([]);
  });
});
