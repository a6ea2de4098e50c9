import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doseFaultRecord } from "../record/record.fixtures.ts";
import type { RecordDraft } from "../record/record.ts";
import type { QuestionnaireResponseItem } from "./fhir-r4.ts";
import { fromQuestionnaireResponse } from "./from-questionnaire-response.ts";
import { anyFullRecord, baseOf } from "./questionnaire-response.fixtures.ts";
import { toQuestionnaireResponse } from "./questionnaire-response.ts";

const base: RecordDraft = {
  versions: { factors: "1.0.0", lfpse: "5" },
  nation: "wales",
  reporter: "patient",
  eventType: "incident",
};
const good = toQuestionnaireResponse(doseFaultRecord);
const coded = (linkId: string, list: string, ...codes: string[]): QuestionnaireResponseItem => ({
  linkId,
  answer: codes.map((code) => ({ valueCoding: { system: `urn:digital-factors:${list}`, code } })),
});
const partPlayed = (...item: readonly unknown[]) => ({ ...good, item: [{ linkId: "part-played", item }] });
const main = coded("part", "part", "main");
const epr = { linkId: "systems", item: [coded("system", "system-type", "epr")] };
const screen = (linkId: string, ...item: readonly unknown[]) => ({
  ...good,
  item: [
    { linkId: "part-played", item: [main, epr] },
    { linkId, item },
  ],
});
const issuesOf = (response: unknown, from: RecordDraft = base) => {
  const result = fromQuestionnaireResponse(response, from);
  return result.ok ? [] : result.issues;
};
const recordOf = (response: unknown, from: RecordDraft = base) => {
  const result = fromQuestionnaireResponse(response, from);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
};

describe("fromQuestionnaireResponse", () => {
  it("takes id and time from the response, the rest that no question holds from the base", () => {
    const { id, recordedAt, nation, reporter, part, factors } = recordOf(good);
    expect({ id, recordedAt, nation, reporter, part, factors }).toEqual({
      id: doseFaultRecord.id,
      recordedAt: "2026-03-11T14:05:00Z",
      nation: "wales",
      reporter: "patient",
      part: "main",
      factors: ["calculation-wrong"],
    });
  });

  it("reads what a renderer sends: display, amended, empty rows, hints and no identifier", () => {
    const { identifier, authored, ...rest } = partPlayed(
      {
        linkId: "part",
        text: "Played a part",
        answer: [{ valueCoding: { code: "main", display: "Yes, a main part" } }],
      },
      epr,
      { linkId: "systems", item: [] },
    );
    const description = {
      linkId: "description",
      item: [{ linkId: "description-hint" }],
      answer: [{ valueString: "" }],
    };
    const response = {
      ...rest,
      status: "amended",
      item: [...rest.item, { linkId: "which-fits", item: [description] }],
    };
    const record = recordOf(response, { ...base, id: doseFaultRecord.id, recordedAt: authored });
    expect(identifier.value).toContain(record.id);
    expect([record.part, record.systems.length, record.description]).toEqual(["main", 1, ""]);
  });

  it("lets an answer win over the base, and the base over nothing", () => {
    const from: RecordDraft = { ...base, stillHappening: "no", harm: { kind: "none", physical: "2" }, part: "none" };
    const record = recordOf(screen("yellow-card-screen", coded("harm", "harm-kind", "actual")), from);
    expect([record.part, record.stillHappening, record.harm]).toEqual([
      "main",
      "no",
      { kind: "actual", physical: "2" },
    ]);
    const unsure = recordOf(screen("which-fits", coded("still-happening", "yes-no-unknown", "unknown")), from);
    expect([unsure.stillHappening, unsure.harm.kind]).toEqual(["unknown", "none"]);
  });

  it("puts the answer on medical devices to the first system, the host's where the response has none", () => {
    const answer = coded("medical-device", "yes-no-unknown", "yes");
    const systems = [{ type: "epr" as const }, { type: "tests" as const }];
    const devices = (record: ReturnType<typeof recordOf>) => record.systems.map(({ medicalDevice }) => medicalDevice);
    expect(devices(recordOf(screen("yellow-card-screen", answer)))).toEqual(["yes"]);
    const hostSystems = {
      ...good,
      item: [
        { linkId: "part-played", item: [main] },
        { linkId: "yellow-card-screen", item: [answer] },
      ],
    };
    expect(devices(recordOf(hostSystems, { ...base, systems }))).toEqual(["yes", "unknown"]);
    expect(issuesOf(hostSystems)).toMatchObject([
      { code: "invariant", rule: "system-first", linkId: "medical-device" },
    ]);
  });

  const item = "QuestionnaireResponse.item";
  const part = `${item}[0].item[0]`;
  const second = `${item}[1].item[0]`;
  const text = (linkId: string, valueString: string) => ({ linkId, answer: [{ valueString }] });
  it.each([
    ["no object", null, { rule: "resource" }],
    ["another resource", { resourceType: "Patient" }, { rule: "resource" }],
    [
      "another Questionnaire",
      { ...good, questionnaire: "urn:other|1" },
      { code: "not-supported", expression: "QuestionnaireResponse.questionnaire" },
    ],
    [
      "an unfinished response",
      { ...good, status: "in-progress" },
      { rule: "completed", expression: "QuestionnaireResponse.status" },
    ],
    ["items that are no list", { ...good, item: {} }, { rule: "is-array", expression: item }],
    ["an item that is no object", { ...good, item: ["x"] }, { rule: "is-object", expression: `${item}[0]` }],
    ["an unknown item", { ...good, item: [main] }, { rule: "unknown-item", expression: `${item}[0].linkId` }],
    [
      "an item at the wrong place",
      screen("which-fits", main),
      { rule: "unknown-item", expression: `${second}.linkId` },
    ],
    [
      "an unknown item in a system",
      partPlayed(main, { linkId: "systems", item: [epr.item[0], { linkId: "colour" }] }),
      { rule: "unknown-item", linkId: "system", expression: `${item}[0].item[1].item[1].linkId` },
    ],
    [
      "an item twice",
      partPlayed(main, main),
      { rule: "item-repeats", linkId: "part", expression: `${item}[0].item[1]` },
    ],
    [
      "two answers where one is asked",
      partPlayed(coded("part", "part", "main", "none")),
      { rule: "one-answer", linkId: "part", expression: `${part}.answer` },
    ],
    [
      "an unknown code",
      partPlayed(coded("part", "part", "perhaps")),
      { code: "code-invalid", valueSet: "part", linkId: "part", expression: `${part}.answer[0].valueCoding` },
    ],
    ["a code of another system", partPlayed(coded("part", "factor", "main")), { code: "code-invalid", linkId: "part" }],
    [
      "words where a code is asked",
      partPlayed(text("part", "main")),
      { rule: "is-coding", linkId: "part", expression: `${part}.answer[0]` },
    ],
    [
      "a code where words are asked",
      screen("which-fits", coded("description", "part", "main")),
      { rule: "is-string", linkId: "description" },
    ],
    [
      "an answer that is no object",
      partPlayed({ linkId: "part", answer: ["main"] }),
      { rule: "is-object", linkId: "part" },
    ],
    ["answers that are no list", partPlayed({ linkId: "part", answer: {} }), { rule: "is-array", linkId: "part" }],
    [
      "an answer to a group",
      screen("which-fits", { ...coded("factors", "factor", "no-alert") }),
      { rule: "unknown-item", linkId: "factors", expression: `${second}.answer` },
    ],
    [
      "a question under a question",
      partPlayed({ ...main, item: [main] }),
      { rule: "unknown-item", linkId: "part", expression: `${part}.item[0]` },
    ],
    [
      "text that is too long",
      screen("which-fits", text("description", "x".repeat(2001))),
      { code: "too-long", linkId: "description", expression: "description" },
    ],
    [
      "four factors",
      screen("which-fits", {
        linkId: "factors",
        item: [coded("factors-ai", "factor", "ai-wrong-output", "ai-left-out", "ai-not-checked", "ai-poor-input")],
      }),
      { rule: "max-items", linkId: "factors" },
    ],
    [
      "one factor twice",
      screen("which-fits", {
        linkId: "factors",
        item: [coded("factors-ai", "factor", "not-sure"), coded("factors-use", "factor", "not-sure")],
      }),
      { rule: "no-repeats", linkId: "factors" },
    ],
    [
      "no answer to the first question",
      { ...good, item: [] },
      { code: "required", linkId: "part", expression: "part" },
    ],
  ] as const)("says where and what is wrong: %s", (_, response, issue) => {
    const issues = issuesOf(response);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject(issue);
  });

  it("says what the base lacks", () => {
    expect(issuesOf(good, {}).map(({ expression }) => expression)).toEqual([
      "versions",
      "nation",
      "reporter",
      "eventType",
    ]);
  });

  it("does not mix two records", () => {
    const other = { ...base, id: "00000000-0000-4000-8000-000000000000" };
    expect(issuesOf(good, other)).toMatchObject([{ code: "invariant", rule: "same-record" }]);
    expect(issuesOf({ ...good, identifier: { system: "urn:host", value: "17" } }, other)).toEqual([]);
  });

  it("never throws and never repeats an answer, whatever is put in place of any part", { timeout: 60_000 }, () => {
    const secret = "Sallie Synthetic 999 000 0018";
    const anything = fc.oneof(fc.anything(), fc.constant(secret), fc.constant({ valueString: secret, code: secret }));
    fc.assert(
      fc.property(anyFullRecord, fc.infiniteStream(fc.nat()), anything, (record, picks, thing) => {
        const response = JSON.parse(JSON.stringify(toQuestionnaireResponse(record)));
        putSomewhere(response, picks, thing);
        const result = fromQuestionnaireResponse(response, baseOf(record));
        if (!result.ok) {
          expect(result.issues.length).toBeGreaterThan(0);
          expect(JSON.stringify(result.issues)).not.toContain("Sallie");
        }
      }),
      { numRuns: 3000 },
    );
    for (const thing of [undefined, null, 1, "", [], () => 1, Symbol.iterator]) expect(issuesOf(thing)).toHaveLength(1);
  });

  it("leaves prototypes alone", () => {
    const hostile = JSON.parse(
      '{"resourceType":"QuestionnaireResponse","status":"completed","__proto__":{"polluted":true},"item":[{"linkId":"__proto__","answer":[]},{"linkId":"constructor"}]}',
    );
    expect(issuesOf(hostile)).toMatchObject([{ rule: "unknown-item" }, { rule: "unknown-item" }]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("reads a hundred thousand rows in linear time, and refuses them", { timeout: 60_000 }, () => {
    const rows = Array.from({ length: 100_000 }, () => epr);
    expect(issuesOf(partPlayed(main, ...rows))).toMatchObject([{ rule: "max-items", linkId: "system" }]);
  });
});

/** Puts a thing in place of one part of a tree, at random depth. */
function putSomewhere(tree: Record<string, unknown>, picks: Iterator<number>, thing: unknown): void {
  let node: Record<string, unknown> = tree;
  for (;;) {
    const keys = Object.keys(node);
    const key = keys[(picks.next().value ?? 0) % keys.length] ?? "item";
    const inner = node[key];
    const isLast = (picks.next().value ?? 0) % 4 === 0;
    if (isLast || typeof inner !== "object" || inner === null || Object.keys(inner).length === 0) {
      node[key] = thing;
      return;
    }
    node = inner as Record<string, unknown>;
  }
}
