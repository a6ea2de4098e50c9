import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { factorConceptMaps, factorSources, imdrfRelease } from "../generated/factor-concept-maps.ts";
import { factorLabelsCy } from "../generated/factor-labels-cy.ts";
import { factorLabelsEn } from "../generated/factor-labels-en.ts";
import { factorGroupIds, factorIds, systemTypeIds } from "../generated/factors.ts";
import { type FactorId, factors, findFactor, reporterFactors } from "./factor.ts";
import { involvementFromFactors, involvementNeedsConfirming } from "./involvement.ts";

interface Tree {
  readonly systemTypes: readonly { readonly id: string }[];
  readonly groups: readonly { readonly id: string }[];
  readonly factors: readonly TreeFactor[];
  readonly schemes: {
    readonly imdrf: { readonly release: string; readonly terms: Readonly<Record<string, string>> };
  };
}

interface TreeFactor {
  readonly id: FactorId;
  readonly lfpse: { readonly grade: string; readonly primary: string };
  readonly imdrf: { readonly grade: string; readonly code?: string };
}

const schemes = ["lfpse", "imdrf", "magrabi", "sociotechnical", "seips", "yorkshire"] as const;

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
    expect(tree.factors.map(({ lfpse }) => lfpse)).toEqual(factors.map(({ lfpse }) => expect.objectContaining(lfpse)));
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

  it("grades every factor in every scheme, and none has no code", () => {
    for (const { id } of factors) {
      for (const scheme of schemes) {
        const row = factorConceptMaps[id][scheme];
        expect(["exact", "broader", "narrower", "none"]).toContain(row.grade);
        expect("code" in row || "codes" in row).toBe(row.grade !== "none");
      }
    }
  });

  it("has each grade as its source has it, and the LFPSE code that is sent", () => {
    for (const { id, lfpse, imdrf } of tree.factors) {
      expect(factorConceptMaps[id].lfpse).toMatchObject({ code: lfpse.primary, grade: lfpse.grade });
      expect(factorConceptMaps[id].imdrf).toMatchObject(
        imdrf.code === undefined ? { grade: "none" } : { code: imdrf.code, grade: imdrf.grade },
      );
    }
  });

  it("takes each IMDRF code and its term from the list of the release it names", () => {
    const rows = factors.map(({ id }) => factorConceptMaps[id].imdrf).filter((row) => row.grade !== "none");
    expect(rows.length).toBeGreaterThan(30);
    for (const { code, term } of rows) expect(tree.schemes.imdrf.terms[code]).toBe(term);
    expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(Object.keys(tree.schemes.imdrf.terms)));
    expect(imdrfRelease).toBe(tree.schemes.imdrf.release);
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
