import { readdir, readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { canonical } from "../src/factors/canonical.ts";
import { factorConceptMaps } from "../src/generated/factor-concept-maps.ts";
import { factorLabelsCy } from "../src/generated/factor-labels-cy.ts";
import { factorGroupIds, factorIds, factorsVersion, systemTypeIds } from "../src/generated/factors.ts";
import { type FactorId, factors, lfpse5 } from "../src/index.ts";
import { systemOfList } from "../src/questionnaire/questionnaire-codes.ts";

interface Concept {
  readonly code: string;
  readonly display?: string;
  readonly designation?: readonly { readonly language: string; readonly use?: object; readonly value: string }[];
  readonly property?: readonly Readonly<Record<string, unknown>>[];
  readonly concept?: readonly Concept[];
}

interface Target {
  readonly code?: string;
  readonly display?: string;
  readonly equivalence: string;
  readonly comment?: string;
}

interface Resource {
  readonly resourceType: "CodeSystem" | "ValueSet" | "ConceptMap";
  readonly id: string;
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly count?: number;
  readonly valueSet?: string;
  readonly sourceUri?: string;
  readonly concept?: readonly Concept[];
  readonly property?: readonly { readonly code: string }[];
  readonly compose?: {
    readonly include: readonly [{ readonly system: string; readonly version: string; readonly concept: Concept[] }];
  };
  readonly group?: readonly {
    readonly source: string;
    readonly target: string;
    readonly targetVersion?: string;
    readonly element: readonly { readonly code: FactorId; readonly target: readonly Target[] }[];
  }[];
}

/** Elements that FHIR R4 (4.0.1) gives each resource, of those that we write. */
const metadata = "resourceType language id url version name title status experimental publisher description".split(" ");
const elements = {
  CodeSystem: [
    ...metadata,
    ..."caseSensitive valueSet hierarchyMeaning compositional versionNeeded content count property concept".split(" "),
  ],
  ValueSet: [...metadata, "compose"],
  ConceptMap: [...metadata, "sourceUri", "group"],
};

const equivalences = { exact: "equivalent", broader: "wider", narrower: "narrower", none: "unmatched" };
const folder = new URL("../fhir/", import.meta.url);

describe("the FHIR resources", () => {
  const resources = new Map<string, Resource>();

  beforeAll(async () => {
    for (const file of await readdir(folder)) {
      resources.set(file, JSON.parse(await readFile(new URL(file, folder), "utf8")));
    }
  });

  function resource(file: string): Resource {
    const found = resources.get(`${file}.json`);
    if (found === undefined) throw new Error(`there is no ${file}`);
    return found;
  }

  const flat = (concepts: readonly Concept[] = []): readonly Concept[] =>
    concepts.flatMap((concept) => [concept, ...flat(concept.concept)]);
  const codesIn = (concepts: readonly Concept[] = []) => concepts.map(({ code }) => code);
  const included = (file: string) => codesIn(resource(file).compose?.include[0].concept);

  it("are named by type and id, have one address each, and no element that R4 does not know", () => {
    expect(resources.size).toBe(24);
    const urls = [...resources.values()].map(({ url }) => url);
    expect(new Set(urls).size).toBe(urls.length);
    for (const [file, each] of resources) {
      expect(file).toBe(`${each.resourceType}-${each.id}.json`);
      expect(each).toMatchObject({ status: "draft", experimental: true, version: factorsVersion });
      expect(each.name).toMatch(/^[A-Z][A-Za-z0-9_]{0,254}$/);
      expect(each.id).toMatch(/^[A-Za-z0-9\-.]{1,64}$/);
      expect(elements[each.resourceType]).toEqual(expect.arrayContaining(Object.keys(each)));
      expect(each.url.startsWith(canonical(""))).toBe(true);
    }
  });

  it("use the code systems that the Questionnaire answers from", () => {
    for (const list of ["factor", "factor-group", "system-type"] as const) {
      expect(resource(`CodeSystem-${list}`).url).toBe(systemOfList(list));
    }
  });

  it("put each factor under its group, with words in Welsh, audience, certainty and status", () => {
    const system = resource("CodeSystem-factor");
    expect(codesIn(system.concept)).toEqual(factorGroupIds);
    expect(system.concept?.every(({ property }) => property?.[0]?.valueBoolean === true)).toBe(true);
    for (const { id, group, audience, lfpse } of factors) {
      const concept = system.concept?.find(({ code }) => code === group)?.concept?.find(({ code }) => code === id);
      expect(concept?.designation?.[0]).toEqual({ language: "cy", value: factorLabelsCy.factors[id].label });
      expect(concept?.property).toEqual([
        { code: "audience", valueCode: audience },
        { code: "certainty", valueCode: lfpse.certainty },
        { code: "status", valueCode: "active" },
      ]);
    }
  });

  it("use each code once in a code system, count them, and declare every property", () => {
    for (const system of [...resources.values()].filter(({ resourceType }) => resourceType === "CodeSystem")) {
      const concepts = flat(system.concept);
      expect(new Set(codesIn(concepts)).size).toBe(concepts.length);
      expect(system.count).toBe(concepts.length);
      const declared = system.property?.map(({ code }) => code) ?? [];
      for (const { code } of concepts.flatMap(({ property = [] }) => property)) expect(declared).toContain(code);
    }
  });

  it("offer every factor, those for reporters, those of each group, the groups and the system types", () => {
    expect(new Set(included("ValueSet-factors"))).toEqual(new Set(factorIds));
    const reporters = factors.filter(({ audience }) => audience === "reporter");
    expect(included("ValueSet-reporter-factors")).toEqual(reporters.map(({ id }) => id));
    const byGroup = factorGroupIds.flatMap((group) => included(`ValueSet-factors-${group}`));
    expect(byGroup).toEqual(factors.map(({ id }) => id));
    expect(included("ValueSet-factor-groups")).toEqual(factorGroupIds);
    expect(included("ValueSet-system-types")).toEqual(systemTypeIds);
  });

  it("take the codes of a value set from a code system that has them, and point to value sets that exist", () => {
    const all = [...resources.values()];
    const urls = all.map(({ url }) => url);
    for (const { compose, valueSet, sourceUri } of all) {
      for (const address of [valueSet, sourceUri]) if (address !== undefined) expect(urls).toContain(address);
      for (const { system, version, concept } of compose?.include ?? []) {
        const owner = all.find(({ url }) => url === system);
        expect(version).toBe(owner?.version);
        expect(codesIn(flat(owner?.concept))).toEqual(expect.arrayContaining(codesIn(concept)));
      }
    }
  });

  describe.each(["lfpse", "imdrf", "magrabi", "sociotechnical", "seips", "yorkshire"] as const)("to %s", (scheme) => {
    const groups = () => resource(`ConceptMap-factor-to-${scheme}`).group ?? [];

    it("map every factor once, with the equivalence of its grade and the codes of its row", () => {
      const rows = groups().flatMap(({ element }) => element);
      expect(new Set(rows.map(({ code }) => code))).toEqual(new Set(factorIds));
      expect(rows).toHaveLength(factorIds.length);
      for (const { code, target } of rows) {
        const row = factorConceptMaps[code][scheme];
        const graded = target.filter(({ equivalence }) => equivalence !== "inexact");
        const codes = "codes" in row ? row.codes : "code" in row ? [row.code] : [undefined];
        expect(graded.map((each) => each.code)).toEqual(codes);
        for (const { equivalence } of graded) expect(equivalence).toBe(equivalences[row.grade]);
      }
    });

    it("have a display for each code, none without a code, and a comment where R4 asks for one (cmd-1)", () => {
      for (const { code, display, equivalence, comment } of groups().flatMap(({ element }) =>
        element.flatMap(({ target }) => target),
      )) {
        expect(display === undefined).toBe(code === undefined);
        expect(code === undefined).toBe(equivalence === "unmatched");
        if (["narrower", "inexact"].includes(equivalence)) expect(comment).toBeTruthy();
      }
    });
  });

  it("lead to LFPSE codes by LFPSE's own displays, alternates included", () => {
    const displays = lfpse5.codes["it-systems-and-software-involved-5"] ?? {};
    const rows = resource("ConceptMap-factor-to-lfpse").group?.[0]?.element ?? [];
    for (const { code, target } of rows) {
      const lfpse = factors.find(({ id }) => id === code)?.lfpse;
      expect(target.map((each) => each.code)).toEqual([lfpse?.primary, ...(lfpse?.alternates ?? [])]);
      for (const { code: targetCode = "", display } of target) expect(display).toBe(displays[targetCode]);
    }
  });

  it("keep the release of IMDRF with its codes", () => {
    expect(resource("ConceptMap-factor-to-imdrf").group?.map(({ targetVersion }) => targetVersion)).toEqual(["2025"]);
  });
});
