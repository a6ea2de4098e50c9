import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { doseFaultRecord } from "../src/record/record.fixtures.ts";
import { checkTree } from "../tools/check-tree.mjs";
import { factorFiles } from "../tools/factor-files.mjs";
import { codeSystems } from "../tools/fhir-code-systems.mjs";
import { valueSets } from "../tools/fhir-value-sets.mjs";
import { loadSource } from "../tools/load-source.mjs";
import { recordJsonSchema } from "../tools/record-json-schema.mjs";

const needed = `
export { toJSONSchema } from "zod/mini";
export { canonical } from "./src/factors/canonical.ts";
export { findFactor } from "./src/factors/factor.ts";
export { involvementFromFactors, involvementNeedsConfirming } from "./src/factors/involvement.ts";
export { resolveFactorId } from "./src/factors/retired-factor.ts";
export { factorIds } from "./src/generated/factors.ts";
export { factorLabelsCy } from "./src/generated/factor-labels-cy.ts";
export { parseRecord } from "./src/record/parse-record.ts";
export { listsWithoutRepeats } from "./src/record/record-limits.ts";
export { recordSchema } from "./src/record/record.ts";
`;

const dataOf = async (name: string) => JSON.parse(await readFile(new URL(`../data/${name}`, import.meta.url), "utf8"));

/** The real tree in a release to come: `lost-data` became `data-gone`, which became `data-lost`. */
async function laterTree() {
  const tree = await dataOf("factors.json");
  const dataLost = tree.factors.find(({ id }: { id: string }) => id === "data-lost");
  tree.version = "1.3.0";
  tree.retiredFactors = [
    { ...dataLost, id: "lost-data", retired: { since: "1.2.0", successor: "data-gone" } },
    { ...dataLost, id: "data-gone", retired: { since: "1.3.0", successor: "data-lost" } },
  ];
  return tree;
}

interface Concept {
  readonly code: string;
  readonly property: readonly object[];
  readonly concept?: readonly Concept[];
}

describe("a factor retired in a later release", () => {
  let tree: Awaited<ReturnType<typeof laterTree>>;
  let core: Awaited<ReturnType<typeof loadSource>>;
  const oldRecord = { ...doseFaultRecord, factors: ["lost-data"] };

  beforeAll(async () => {
    tree = await laterTree();
    core = await loadSource(needed, factorFiles(JSON.stringify(tree)));
  });

  it("passes the checks of the source", async () => {
    const { codeSystems: lfpse } = await dataOf("lfpse-5.json");
    expect(checkTree(tree, lfpse["it-systems-and-software-involved-5"].codes)).toEqual([]);
  });

  it("stays in a record as the reporter chose it, and in a review", () => {
    expect(core.parseRecord(oldRecord)).toEqual({ ok: true, value: oldRecord });
    const review = { factors: ["data-gone"], involvement: [], reviewedAt: "2026-04-01T09:00:00Z" };
    expect(core.parseRecord({ ...oldRecord, review })).toMatchObject({ value: { review } });
  });

  it("leads to the factor that is offered today", () => {
    expect(core.resolveFactorId("lost-data")).toEqual({ status: "retired", since: "1.2.0", successor: "data-lost" });
    expect(core.resolveFactorId("data-gone")).toEqual({ status: "retired", since: "1.3.0", successor: "data-lost" });
  });

  it("is offered nowhere, and still has its words", () => {
    expect(core.factorIds).not.toContain("lost-data");
    expect(core.findFactor("lost-data")).toBeUndefined();
    expect(core.factorLabelsCy.factors["lost-data"].label).toBe(core.factorLabelsCy.factors["data-lost"].label);
  });

  it("sends the LFPSE code of its successor", () => {
    expect(core.involvementFromFactors(["lost-data"])).toEqual(core.involvementFromFactors(["data-lost"]));
    expect(core.involvementNeedsConfirming(["lost-data"])).toBe(false);
  });

  it("is in the code system with its successor, and in no value set", () => {
    const [factors] = codeSystems(tree, core.canonical) as readonly { readonly concept: readonly Concept[] }[];
    const concepts = factors?.concept.flatMap(({ concept = [] }) => concept) ?? [];
    expect(concepts.find(({ code }) => code === "lost-data")?.property).toEqual([
      { code: "audience", valueCode: "reporter" },
      { code: "certainty", valueCode: "clear" },
      { code: "status", valueCode: "retired" },
      { code: "retiredSince", valueString: "1.2.0" },
      { code: "successor", valueCode: "data-gone" },
    ]);
    expect(JSON.stringify(valueSets(tree, core.canonical))).not.toContain("lost-data");
  });

  it("is deprecated in the JSON Schema, not refused", () => {
    const { $defs } = recordJsonSchema(tree, core);
    expect($defs.factor.oneOf).toContainEqual({
      const: "lost-data",
      title: "Saved information disappeared",
      deprecated: true,
    });
  });
});
