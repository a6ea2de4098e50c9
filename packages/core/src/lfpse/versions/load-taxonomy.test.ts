import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doseFaultRecord } from "../../record/record.fixtures.ts";
import { applyToAdverseEvent } from "../adverse-event/apply.ts";
import { vendorIncident } from "../adverse-event.fixtures.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse-profile.ts";
import { validateAdverseEvent } from "../validate.ts";
import { compareTaxonomies } from "./compare-taxonomies.ts";
import { lfpse4 } from "./lfpse-4.ts";
import { loadTaxonomy } from "./load-taxonomy.ts";
import { resourcesOf } from "./taxonomy-resources.fixtures.ts";

type Resource = Record<string, unknown>;

function loaded(input: unknown): LfpseProfile {
  const result = loadTaxonomy(input);
  if (!result.ok) throw new Error(JSON.stringify(result.issues.slice(0, 5)));
  return result.value;
}
const issuesOf = (input: unknown) => {
  const result = loadTaxonomy(input);
  return result.ok ? [] : result.issues;
};
/** The v5 resources with the one of this type and id changed, or taken out. */
function changed(type: string, id: string, change?: (resource: Resource) => Resource): Resource[] {
  return resourcesOf(lfpse5).flatMap((each) => {
    if (each.resourceType !== type || each.id !== id) return [each];
    return change === undefined ? [] : [change(each)];
  });
}
const withElements =
  (change: (elements: Resource[]) => Resource[], view = "differential") =>
  (resource: Resource) => {
    const { differential, ...rest } = resource;
    return { ...rest, [view]: { element: change((differential as { element: Resource[] }).element) } };
  };

describe("loadTaxonomy", () => {
  it.each([
    ["4", lfpse4],
    ["5", lfpse5],
  ] as const)("reads back the taxonomy %s that was written as resources", (_, profile) => {
    const resources = JSON.parse(JSON.stringify(resourcesOf(profile)));
    expect(loaded(resources)).toEqual(profile);
    expect(loaded({ resourceType: "Bundle", entry: resources.map((resource: unknown) => ({ resource })) })).toEqual(
      profile,
    );
  });

  it("gives a profile that events are written and checked with", () => {
    const moved: LfpseProfile = { ...lfpse5, canonicalBase: "https://example.org/taxonomy/fhir/" };
    const profile = loaded(JSON.parse(JSON.stringify(resourcesOf(moved))));
    const incident = JSON.parse(JSON.stringify(vendorIncident).replaceAll(lfpse5.canonicalBase, moved.canonicalBase));
    const { resource } = applyToAdverseEvent(incident, doseFaultRecord, { profile });
    expect(validateAdverseEvent(resource, profile)).toEqual([]);
    expect(validateAdverseEvent(resource).length).toBeGreaterThan(0);
  });

  it("reads a release 6 of the same build, and compares it", () => {
    const inSix = JSON.parse(JSON.stringify(resourcesOf(lfpse5)).replaceAll(/-5(?=["/])/g, "-6"));
    const profile = loaded(inSix);
    expect(profile.version).toBe("6");
    expect(compareTaxonomies(lfpse5, profile)).toEqual([]);
  });

  it("reads snapshots, slices without ids, expansions and listed concepts, and R4's bindings", () => {
    const agent = "adverse-event-agent-5";
    const plain = withElements((elements) => elements.map(({ id: _, ...element }) => element), "snapshot");
    expect(loaded(changed("StructureDefinition", agent, plain))).toEqual(lfpse5);
    const inR4 = withElements((elements) =>
      elements.map(({ binding, ...element }) => {
        const { reference } = (binding as { valueSetReference: Resource } | undefined)?.valueSetReference ?? {};
        return reference === undefined ? element : { ...element, binding: { valueSet: `${String(reference)}|1.0` } };
      }),
    );
    expect(loaded(changed("StructureDefinition", agent, inR4))).toEqual(lfpse5);
    const codes = Object.entries(lfpse5.codes["agent-type-5"] ?? {});
    const concepts = codes.map(([code, display]) => ({ code, display }));
    const expanded = { expansion: { contains: [{ ...concepts[0], contains: concepts.slice(1) }] } };
    const listed = { compose: { include: [{ system: "https://example.org/s", concept: concepts }] } };
    for (const part of [expanded, listed]) {
      const resources = changed("ValueSet", "agent-type-5", (set) => ({ ...set, compose: undefined, ...part }));
      expect(loaded(resources)).toEqual(lfpse5);
    }
  });

  it("takes * for any number, and leaves out what a release no longer allows", () => {
    const change = withElements((elements) =>
      elements.map((each) => {
        if (each.id === "Extension.extension:InvolvedAgents") return { ...each, max: "*" };
        return each.id === "Extension.extension:DrugsInvolved" ? { ...each, max: "0" } : each;
      }),
    );
    const profile = loaded(changed("StructureDefinition", "adverse-event-agent-5", change));
    expect(compareTaxonomies(lfpse5, profile)).toEqual([
      {
        kind: "element-changed",
        profile: "adverse-event-agent",
        element: "InvolvedAgents",
        property: "max",
        from: 100,
        to: Number.POSITIVE_INFINITY,
      },
      { kind: "element-removed", profile: "adverse-event-agent", element: "DrugsInvolved" },
    ]);
  });

  it.each<[string, () => unknown, string, string | undefined]>([
    ["no list", () => ({}), "structure", "resources"],
    ["no root profile", () => [], "required", "StructureDefinition/patient-safety-adverse-event"],
    [
      "two releases at once",
      () => [...resourcesOf(lfpse4), ...resourcesOf(lfpse5)],
      "not-supported",
      "StructureDefinition/patient-safety-adverse-event",
    ],
    [
      "a release it does not know",
      () => JSON.parse(JSON.stringify(resourcesOf(lfpse5)).replaceAll(/-5(?=["/])/g, "-7")),
      "not-supported",
      "StructureDefinition/patient-safety-adverse-event",
    ],
    [
      "a missing extension",
      () => changed("StructureDefinition", "adverse-event-agent-5"),
      "required",
      "StructureDefinition/adverse-event-agent-5",
    ],
    [
      "a missing profile of a contained resource",
      () => changed("StructureDefinition", "adverse-event-device-5"),
      "required",
      "StructureDefinition/adverse-event-device-5",
    ],
    ["a missing value set", () => changed("ValueSet", "gender-5"), "required", "ValueSet/gender-5"],
    [
      "a missing code system",
      () => changed("CodeSystem", "gender-5"),
      "required",
      "ValueSet/gender-5.compose.include[0].system",
    ],
    [
      "a code without a display",
      () => changed("CodeSystem", "gender-5", (system) => ({ ...system, concept: [{ code: "1" }] })),
      "structure",
      "ValueSet/gender-5.compose.include[0].system",
    ],
    [
      "a value set by filter",
      () =>
        changed("ValueSet", "gender-5", (set) => ({
          ...set,
          compose: { include: [{ system: "https://example.org", filter: [] }] },
        })),
      "not-supported",
      "ValueSet/gender-5.compose.include[0]",
    ],
    [
      "an extension without inner extensions",
      () => changed("StructureDefinition", "adverse-event-process-5", (each) => ({ ...each, differential: undefined })),
      "structure",
      "StructureDefinition/adverse-event-process-5.element",
    ],
    [
      "an element of a type LFPSE does not use",
      () =>
        changed(
          "StructureDefinition",
          "adverse-event-process-5",
          withElements((elements) =>
            elements.map((each) => (each.type === undefined ? each : { ...each, type: [{ code: "Quantity" }] })),
          ),
        ),
      "structure",
      "StructureDefinition/adverse-event-process-5.extension('Process').value",
    ],
    [
      "a definition published elsewhere",
      () =>
        changed("StructureDefinition", "adverse-event-process-5", (each) => ({
          ...each,
          url: "https://example.org/StructureDefinition/adverse-event-process-5",
        })),
      "value",
      "StructureDefinition/adverse-event-process-5",
    ],
    [
      "a definition given twice",
      () => [...resourcesOf(lfpse5), resourcesOf(lfpse5)[3]],
      "invariant",
      `resources[${resourcesOf(lfpse5).length}].url`,
    ],
    [
      "a definition without an address",
      () => changed("ValueSet", "gender-5", ({ url: _, ...rest }) => rest),
      "structure",
      undefined,
    ],
  ])("says of %s what is wrong and where", (_, input, code, expression) => {
    const place = expression === undefined ? {} : { expression };
    expect(issuesOf(input())).toContainEqual(expect.objectContaining({ severity: "error", code, ...place }));
  });

  it("never throws, and leaves prototypes alone", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(loadTaxonomy(value).ok).toBe(false);
        expect(loadTaxonomy([value, { resourceType: "StructureDefinition", url: value }]).ok).toBe(false);
      }),
    );
    const odd = { toString: 1, valueOf: 1 };
    for (const value of [
      odd,
      null,
      1,
      [odd],
      { element: odd },
      { element: [odd, { path: odd, type: odd, id: odd }] },
    ]) {
      const broken = { differential: value, snapshot: value, compose: value, concept: value, expansion: value };
      expect(loadTaxonomy(resourcesOf(lfpse5).map((each) => ({ ...each, ...broken }))).ok).toBe(false);
    }
    const polluting = JSON.parse('[{"code":"__proto__","display":"x"}]');
    const profile = loaded(changed("CodeSystem", "gender-5", (system) => ({ ...system, concept: polluting })));
    expect(Object.keys(profile.codes["gender-5"] ?? {})).toEqual(["__proto__"]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("walks concepts of any depth", () => {
    let concept: Resource = { code: "0", display: "x" };
    for (let depth = 1; depth < 50_000; depth += 1) concept = { code: String(depth), display: "x", concept: [concept] };
    const deep = changed("CodeSystem", "gender-5", (system) => ({ ...system, concept: [concept] }));
    expect(Object.keys(loaded(deep).codes["gender-5"] ?? {})).toHaveLength(50_000);
  });
});
