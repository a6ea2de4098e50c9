import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorsVersion } from "../generated/factors.ts";
import { doseFaultRecord } from "../record/record.fixtures.ts";
import type { QuestionnaireItem, QuestionnaireResponseItem } from "./fhir-r4.ts";
import { fromQuestionnaireResponse } from "./from-questionnaire-response.ts";
import { toQuestionnaire } from "./questionnaire.ts";
import { anyFullRecord, baseOf, withStatedLoss } from "./questionnaire-response.fixtures.ts";
import { toQuestionnaireResponse } from "./questionnaire-response.ts";

describe("toQuestionnaireResponse", () => {
  it("answers the items of a dose fault, nested as the Questionnaire is", () => {
    const coded = (linkId: string, list: string, ...codes: string[]) => ({
      linkId,
      answer: codes.map((code) => ({ valueCoding: { system: `urn:digital-factors:${list}`, code } })),
    });
    const words = (linkId: string, valueString: string) => ({ linkId, answer: [{ valueString }] });
    expect(toQuestionnaireResponse(doseFaultRecord)).toEqual({
      resourceType: "QuestionnaireResponse",
      identifier: { system: "urn:ietf:rfc:3986", value: `urn:uuid:${doseFaultRecord.id}` },
      questionnaire: `urn:digital-factors:questionnaire|${factorsVersion}`,
      status: "completed",
      authored: "2026-03-11T14:05:00Z",
      item: [
        {
          linkId: "part-played",
          item: [
            coded("part", "part", "main"),
            {
              linkId: "systems",
              item: [
                coded("system", "system-type", "prescribing"),
                words("system-name", "ExampleMeds"),
                words("system-supplier", "Example Supplier Ltd"),
                words("system-version", "4.2"),
                coded("system-functions", "system-function", "prescribing", "dose-calculation"),
              ],
            },
          ],
        },
        { linkId: "what-went-wrong", item: [coded("group", "factor-group", "alerts")] },
        {
          linkId: "which-fits",
          item: [
            { linkId: "factors", item: [coded("factors-alerts", "factor", "calculation-wrong")] },
            coded("still-happening", "yes-no-unknown", "yes"),
            coded("others-affected", "yes-no-unknown", "yes"),
            words("description", "The weight-based dose came out ten times too high."),
          ],
        },
        {
          linkId: "yellow-card-screen",
          item: [
            coded("medical-device", "yes-no-unknown", "yes"),
            coded("harm", "harm-kind", "near-miss"),
            coded("yellow-card", "yellow-card-status", "reported"),
            {
              linkId: "yellow-card-reference",
              item: [
                words("yellow-card-reference-value", "ADR 24016450"),
                coded("yellow-card-reference-covers", "yellow-card-covers", "device"),
              ],
            },
          ],
        },
      ],
    });
  });

  it("answers only with what the Questionnaire offers, in its order, for any record", { timeout: 60_000 }, () => {
    const { item } = toQuestionnaire({ audience: "specialist" });
    fc.assert(
      fc.property(anyFullRecord, (record) => expectAnswersOf(item, toQuestionnaireResponse(record).item)),
      { numRuns: 1000 },
    );
  });

  it("comes back through JSON with the stated loss only, for any record", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyFullRecord, (record) => {
        const text = JSON.stringify(toQuestionnaireResponse(record));
        const result = fromQuestionnaireResponse(JSON.parse(text), baseOf(record));
        expect(result).toStrictEqual({ ok: true, value: withStatedLoss(record) });
        if (result.ok) expect(JSON.stringify(toQuestionnaireResponse(result.value))).toBe(text);
      }),
      { numRuns: 10_000 },
    );
  });

  it("leaves out what the host asks, and keeps what the host knows of the device", () => {
    const { item } = toQuestionnaireResponse(doseFaultRecord, { askedByHost: ["harm", "medical-device"] });
    const text = JSON.stringify(item);
    expect(text).not.toContain('"harm"');
    expect(text).not.toContain('"medical-device"');
    expect(text).toContain('"system-medical-device"');
  });

  it("adds the seconds that a FHIR instant needs", () => {
    const authored = (recordedAt: string) => toQuestionnaireResponse({ ...doseFaultRecord, recordedAt }).authored;
    expect(authored("2026-03-11T14:05Z")).toBe("2026-03-11T14:05:00Z");
    expect(authored("2026-03-11T14:05+01:00")).toBe("2026-03-11T14:05:00+01:00");
    expect(authored("2026-03-11T14:05:59.123+01:00")).toBe("2026-03-11T14:05:59.123+01:00");
  });
});

function expectAnswersOf(definitions: readonly QuestionnaireItem[], items: readonly QuestionnaireResponseItem[]): void {
  const order = items.map(({ linkId }) => definitions.findIndex((definition) => definition.linkId === linkId));
  expect(order).not.toContain(-1);
  expect([...order].sort((one, other) => one - other)).toEqual(order);
  for (const { linkId, answer, item } of items) {
    const definition = definitions.find((each) => each.linkId === linkId);
    expect((answer ?? item)?.length).toBeGreaterThan(0);
    if (!definition?.repeats) expect(answer?.length ?? 1).toBe(1);
    for (const each of answer ?? []) {
      const offered = definition?.answerOption?.map(({ valueCoding: { system, code } }) => ({ system, code }));
      if ("valueCoding" in each) expect(offered).toContainEqual(each.valueCoding);
      else expect(each.valueString.length).toBeLessThanOrEqual(definition?.maxLength ?? 0);
    }
    if (item !== undefined) expectAnswersOf(definition?.item ?? [], item);
  }
}
