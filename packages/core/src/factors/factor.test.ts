import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { factorConceptMaps, factorSources } from "../generated/factor-concept-maps.ts";
import { factorLabelsCy } from "../generated/factor-labels-cy.ts";
import { factorLabelsEn } from "../generated/factor-labels-en.ts";
import { factorGroupIds, factorIds, systemTypeIds } from "../generated/factors.ts";
import { factors, findFactor, reporterFactors } from "./factor.ts";
import { involvementFromFactors, involvementNeedsConfirming } from "./involvement.ts";

interface Tree {
  readonly systemTypes: readonly { readonly id: string }[];
  readonly groups: readonly { readonly id: string }[];
  readonly factors: readonly { readonly id: string; readonly lfpse: object }[];
}

describe("the factor tree", () => {
  let tree: Tree;
  beforeAll(async () => {
    tree = JSON.parse(await readFile(new URL("../../data/factors.json", import.meta.url), "utf8"));
  });

  it("holds the whole of its source, in both directions", () => {
    const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
    expect([systemTypeIds, factorGroupIds, factorIds]).toEqual([
      ids(tree.systemTypes),
      ids(tree.groups),
      ids(tree.factors),
    ]);
    expect(factors.map(({ lfpse }) => lfpse)).toEqual(tree.factors.map(({ lfpse }) => lfpse));
    expect([systemTypeIds.length, factorGroupIds.length, factorIds.length]).toEqual([31, 11, 63]);
  });

  it("uses each id once", () => {
    for (const ids of [systemTypeIds, factorGroupIds, factorIds]) expect(new Set(ids).size).toBe(ids.length);
  });

  it("shows a reporter at least one and at most seven choices in each tile", () => {
    for (const group of factorGroupIds) {
      expect(reporterFactors(group).length).toBeGreaterThan(0);
      expect(reporterFactors(group).length).toBeLessThanOrEqual(7);
    }
  });

  it("keeps specialist factors from reporters", () => {
    expect(reporterFactors("ai").map(({ id }) => id)).not.toContain("ai-changed-over-time");
    expect(findFactor("ai-changed-over-time")?.audience).toBe("specialist");
  });

  it("has Welsh for every English word, and the same shape", () => {
    const shape = (labels: object) =>
      JSON.parse(JSON.stringify(labels), (_, value) => (typeof value === "string" ? value !== "" : value));
    expect(shape(factorLabelsCy)).toEqual(shape(factorLabelsEn));
  });

  it("names a source for every factor", () => {
    for (const { id } of factors) {
      const { evidence } = factorConceptMaps[id];
      expect(evidence.length).toBeGreaterThan(0);
      for (const source of evidence) expect(Object.keys(factorSources)).toContain(source);
    }
  });

  it("finds nothing for an id it does not have, prototype names included", () => {
    for (const id of ["", "toString", "__proto__", "calculation"]) expect(findFactor(id)).toBeUndefined();
  });
});

describe("involvementFromFactors", () => {
  it("sends the set of codes, in order", () => {
    expect(involvementFromFactors(["function-missing", "calculation-wrong", "system-down"])).toEqual(["4", "5"]);
  });

  it("sends don't know only when nothing else applies", () => {
    expect(involvementFromFactors(["not-sure"])).toEqual(["7"]);
    expect(involvementFromFactors(["not-sure", "system-down"])).toEqual(["4"]);
    expect(involvementFromFactors([])).toEqual([]);
  });

  it("asks to confirm only a judgement", () => {
    expect(involvementNeedsConfirming(["calculation-wrong"])).toBe(false);
    expect(involvementNeedsConfirming(["calculation-wrong", "backup-plan-failed"])).toBe(true);
  });
});
