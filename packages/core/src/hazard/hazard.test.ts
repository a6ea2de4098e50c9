import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorLabelsCy } from "../generated/factor-labels-cy.ts";
import { findIdentifiers } from "../narrative/identifiers.ts";
import { anyRecord, doseFaultRecord } from "../record/record.fixtures.ts";
import type { RecordDraft } from "../record/record.ts";
import { recordValues } from "../record/record-values.ts";
import { ruleSources } from "../sources/rule-source.ts";
import { toHazard } from "./hazard.ts";
import { hazardWordsEn } from "./hazard-words.ts";
import { illustrativeRiskMatrix, likelihoods, type RiskMatrix, severities } from "./risk-matrix.ts";
import { illustrativeSeverityLadder } from "./severity-ladder.ts";

const died: RecordDraft = { eventType: "incident", part: "main", harm: { kind: "actual", physical: "1" } };
const anyHarm = fc.record(
  {
    kind: fc.constantFrom(...recordValues.harmKind),
    physical: fc.constantFrom(...recordValues.physicalHarm),
    psychological: fc.constantFrom(...recordValues.psychologicalHarm),
  },
  { requiredKeys: ["kind"] },
);
const ranking: readonly string[] = severities;
const rank = (severity: string) => ranking.indexOf(severity);

describe("toHazard", () => {
  it("makes an entry that a clinical safety officer can read", () => {
    expect(toHazard(doseFaultRecord)).toEqual({
      hazard: "ExampleMeds 4.2: Dose, score or calculation was wrong",
      causes: [{ by: "reporter", factor: "calculation-wrong", text: "Dose, score or calculation was wrong" }],
      effect: "Nearly harmed",
      narrative: "The weight-based dose came out ten times too high.",
      existingControls: [],
      patients: "multiple",
      severity: "unknown",
      likelihood: "unknown",
      riskLevel: "unknown",
      scheme: { matrix: "illustrative", ladder: "illustrative" },
      recordId: doseFaultRecord.id,
      sources: ["dcb0129-dcb0160", "lfpse-5"],
    });
  });

  it("rates one death as Major and several as Catastrophic", () => {
    expect(toHazard({ ...died, othersAffected: "no" }, { likelihood: "low" })).toMatchObject({
      patients: "single",
      severity: "major",
      riskLevel: 3,
    });
    expect(toHazard({ ...died, othersAffected: "yes" }, { likelihood: "low" })).toMatchObject({
      patients: "multiple",
      severity: "catastrophic",
      riskLevel: 4,
    });
  });

  it("says that the number of patients is not known, and what more would mean", () => {
    expect(toHazard(died, { likelihood: "low" })).toMatchObject({
      patients: "unknown",
      severity: "major",
      riskLevel: 3,
      ifMultiple: { severity: "catastrophic", riskLevel: 4 },
    });
    expect(toHazard({ ...died, othersAffected: "no" })).not.toHaveProperty("ifMultiple");
  });

  it.each<[string, RecordDraft]>([
    ["a near miss, though nobody was hurt", { harm: { kind: "near-miss", physical: "5", psychological: "4" } }],
    ["harm of no known degree", { harm: { kind: "actual" } }],
    ["harm that both scales deny", { harm: { kind: "actual", physical: "5", psychological: "4" } }],
    ["delayed care of no known effect", { harm: { kind: "delayed-or-wrong-care" } }],
    ["nothing said", {}],
    ["a risk, which has harmed nobody yet", { eventType: "risk", harm: { kind: "none" } }],
  ])("leaves the severity of %s unknown, and the risk level with it", (_, record) => {
    const { severity, riskLevel } = toHazard({ part: "main", ...record }, { likelihood: "very-high" });
    expect([severity, riskLevel]).toEqual(["unknown", "unknown"]);
  });

  it("never has a risk level without both a severity and a likelihood from the caller", () => {
    fc.assert(
      fc.property(anyRecord, anyHarm, fc.option(fc.constantFrom(...likelihoods)), (record, harm, likelihood) => {
        const hazard = toHazard({ ...record, harm }, likelihood === null ? {} : { likelihood });
        expect(hazard.likelihood).toBe(likelihood ?? "unknown");
        expect(hazard.riskLevel === "unknown").toBe(hazard.severity === "unknown" || likelihood === null);
      }),
    );
  });

  it("never rates graver harm, or more patients, lower", () => {
    const harm = { kind: "actual" } as const;
    for (const [field, codes] of [
      ["physical", recordValues.physicalHarm.slice(0, 4)],
      ["psychological", recordValues.psychologicalHarm.slice(0, 3)],
    ] as const) {
      for (const othersAffected of ["yes", "no", "unknown"] as const) {
        const ranks = codes.map((code) =>
          rank(toHazard({ harm: { ...harm, [field]: code }, othersAffected }).severity),
        );
        expect(ranks).toEqual([...ranks].sort((one, other) => other - one));
      }
    }
    fc.assert(
      fc.property(anyRecord, anyHarm, (record, given) => {
        const severityFor = (othersAffected: "yes" | "no") =>
          rank(toHazard({ ...record, harm: given, othersAffected }).severity);
        expect(severityFor("yes")).toBeGreaterThanOrEqual(severityFor("no"));
      }),
    );
  });

  it("looks the level up in the organisation's own matrix and ladder", () => {
    const own: RiskMatrix = {
      ...illustrativeRiskMatrix,
      "very-high": { minor: 5, significant: 5, considerable: 5, major: 5, catastrophic: 5 },
    };
    const mild: RecordDraft = { harm: { kind: "actual", physical: "4" }, othersAffected: "no" };
    expect(toHazard(mild, { likelihood: "very-high" })).toMatchObject({ severity: "significant", riskLevel: 4 });
    expect(toHazard(mild, { likelihood: "very-high", matrix: own })).toMatchObject({
      riskLevel: 5,
      scheme: { matrix: "own", ladder: "illustrative" },
    });
    const ladder = {
      ...illustrativeSeverityLadder,
      physical: { ...illustrativeSeverityLadder.physical, "1": { single: "catastrophic", multiple: "catastrophic" } },
    } as const;
    expect(toHazard({ ...died, othersAffected: "no" }, { likelihood: "low", ladder })).toMatchObject({
      severity: "catastrophic",
      riskLevel: 4,
    });
  });

  it("takes every level from the matrix it is given, and never falls as severity or likelihood rises", () => {
    const steps = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 5, maxLength: 5 });
    const rising = (sizes: readonly number[], index: number) =>
      sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0);
    const rate = (matrix: RiskMatrix, physical: number, likelihood: number) =>
      toHazard(
        { harm: { kind: "actual", physical: recordValues.physicalHarm[physical] }, othersAffected: "no" },
        { matrix, likelihood: likelihoods[likelihood] ?? "low" },
      );
    fc.assert(
      fc.property(steps, steps, fc.nat({ max: 3 }), fc.nat({ max: 3 }), (rows, columns, degree, likely) => {
        const level = (row: number, column: number) => Math.min(5, 1 + rising(rows, row) + rising(columns, column));
        const matrix = Object.fromEntries(
          likelihoods.map((likelihood, row) => [
            likelihood,
            Object.fromEntries(severities.map((severity, column) => [severity, level(row, column)])),
          ]),
        ) as RiskMatrix;
        const { severity, riskLevel } = rate(matrix, degree, likely);
        expect(riskLevel).toBe(level(likely, rank(severity)));
        expect(rate(matrix, degree, likely + 1).riskLevel).toBeGreaterThanOrEqual(Number(riskLevel));
        expect(rate(matrix, Math.max(0, degree - 1), likely).riskLevel).toBeGreaterThanOrEqual(Number(riskLevel));
      }),
    );
  });

  it("counts an event that had no effect as Minor", () => {
    const noEffect = { eventType: "incident", harm: { kind: "none" } } as const;
    expect(toHazard(noEffect, { likelihood: "medium" })).toMatchObject({ severity: "minor", riskLevel: 2 });
  });

  it("refuses a matrix that falls as harm grows", () => {
    const falling: RiskMatrix = {
      ...illustrativeRiskMatrix,
      low: { minor: 5, significant: 2, considerable: 2, major: 3, catastrophic: 4 },
    };
    expect(() => toHazard(died, { matrix: falling })).toThrow(RangeError);
  });

  it("lets no identifier through, wherever it was typed", () => {
    const withIdentifiers = "Pt 999 000 0018, born 01/02/1950, ring 020 7946 0018 or a@example.org";
    const hazard = toHazard(
      {
        ...doseFaultRecord,
        description: withIdentifiers,
        systems: [{ type: "prescribing", name: `ExampleMeds ${withIdentifiers}` }],
        review: {
          factors: ["set-up-wrong"],
          involvement: [],
          reviewedAt: "2026-03-12T09:00:00Z",
          note: withIdentifiers,
        },
      },
      { existingControls: [{ text: withIdentifiers, category: "training" }] },
    );
    const texts = [hazard.hazard, hazard.narrative, ...hazard.existingControls.map(({ text }) => text)];
    expect(texts.flatMap(findIdentifiers)).toEqual([]);
    expect(texts.every((text) => text.includes("[removed]"))).toBe(true);
  });

  it("keeps the reviewer's causes beside the reporter's", () => {
    const { causes, hazard } = toHazard({
      part: "main",
      factors: ["no-alert"],
      circumstances: ["after-update"],
      review: { factors: ["set-up-wrong"], involvement: [], reviewedAt: "2026-03-12T09:00:00Z" },
    });
    expect(causes.map(({ by, factor }) => [by, factor])).toEqual([
      ["reporter", "no-alert"],
      ["reporter", undefined],
      ["reviewer", "set-up-wrong"],
    ]);
    expect(hazard).toBe("System not known: No alert when one was expected; Set up wrongly for this area");
  });

  it("speaks another language", () => {
    const { hazard } = toHazard(
      { systems: [{ type: "prescribing" }], group: "alerts" },
      { language: { labels: factorLabelsCy, words: hazardWordsEn } },
    );
    expect(hazard).toBe(`${factorLabelsCy.systemTypes.prescribing.label}: ${factorLabelsCy.groups.alerts.label}`);
  });

  it("names sources that the table of sources has", () => {
    for (const source of toHazard({}).sources) expect(Object.hasOwn(ruleSources, source)).toBe(true);
  });
});
