import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { illustrativeRiskMatrix, likelihoods, parseRiskMatrix, severities } from "./risk-matrix.ts";
import { illustrativeSeverityLadder, parseSeverityLadder } from "./severity-ladder.ts";

const without = (input: object, path: readonly string[], value: unknown): unknown => {
  const copy = structuredClone(input) as Record<string, unknown>;
  const [first = "", ...rest] = path;
  copy[first] = rest.length === 0 ? value : without(copy[first] as object, rest, value);
  return copy;
};
const places = (result: ReturnType<typeof parseRiskMatrix> | ReturnType<typeof parseSeverityLadder>) =>
  result.ok ? [] : result.issues.map(({ code, expression }) => [code, expression]);

describe("illustrativeRiskMatrix", () => {
  it("never falls as severity or likelihood rises", () => {
    for (const likelihood of likelihoods) {
      const row = severities.map((severity) => illustrativeRiskMatrix[likelihood][severity]);
      expect(row).toEqual([...row].sort());
    }
    for (const severity of severities) {
      const column = likelihoods.map((likelihood) => illustrativeRiskMatrix[likelihood][severity]);
      expect(column).toEqual([...column].sort());
    }
  });

  it("is a table and not a product", () => {
    expect(illustrativeRiskMatrix["very-high"]).toMatchObject({ minor: 3, major: 5 });
    expect(illustrativeRiskMatrix["very-low"].catastrophic).toBe(3);
  });
});

describe("parseRiskMatrix", () => {
  it("takes the illustrative matrix as it stands", () => {
    expect(parseRiskMatrix(JSON.parse(JSON.stringify(illustrativeRiskMatrix)))).toEqual({
      ok: true,
      value: illustrativeRiskMatrix,
    });
  });

  it.each([
    [["very-high", "major"], undefined, "required", '["very-high"].major'],
    [["low", "minor"], 0, "code-invalid", "low.minor"],
    [["low", "minor"], "1", "code-invalid", "low.minor"],
    [["low", "minor"], 1.5, "code-invalid", "low.minor"],
    [["low", "catastrophic"], 1, "invariant", "low.catastrophic"],
    [["high", "minor"], 1, "invariant", "high.minor"],
  ] as const)("names the place of a fault at %j", (path, value, code, expression) => {
    expect(places(parseRiskMatrix(without(illustrativeRiskMatrix, path, value)))[0]).toEqual([code, expression]);
  });

  it("answers 25 missing cells for what is no matrix, prototypes included", () => {
    for (const input of [null, 7, "x", [], {}, Object.create(illustrativeRiskMatrix)]) {
      expect(places(parseRiskMatrix(input))).toHaveLength(25);
    }
  });

  it("never throws, and never repeats what was given", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(parseRiskMatrix(input).ok).toBe(false);
        expect(parseSeverityLadder(input).ok).toBe(false);
      }),
    );
    const result = parseRiskMatrix(without(illustrativeRiskMatrix, ["low", "minor"], "my secret"));
    expect(JSON.stringify(result)).not.toContain("secret");
  });
});

describe("parseSeverityLadder", () => {
  it("takes the illustrative ladder as it stands", () => {
    expect(parseSeverityLadder(JSON.parse(JSON.stringify(illustrativeSeverityLadder)))).toEqual({
      ok: true,
      value: illustrativeSeverityLadder,
    });
  });

  it.each([
    [["physical", "2", "single"], undefined, "required", 'physical["2"].single'],
    [["psychological", "1", "multiple"], "Major", "code-invalid", 'psychological["1"].multiple'],
    [["physical", "1", "single"], "minor", "invariant", 'physical["1"].single'],
    [["physical", "4", "multiple"], "minor", "invariant", 'physical["4"].multiple'],
  ] as const)("names the place of a fault at %j", (path, value, code, expression) => {
    expect(places(parseSeverityLadder(without(illustrativeSeverityLadder, path, value)))[0]).toEqual([
      code,
      expression,
    ]);
  });
});
