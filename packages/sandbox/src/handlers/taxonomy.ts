import type { LfpseProfile } from "@digital-factors/core";
import { Hono } from "hono";
import { fhirAnswer, refusal } from "./answers.ts";

/** Returns the routes of `/taxonomy/fhir`: the profile and its code lists, made from the data that core carries. */
export function taxonomyRoutes(profile: LfpseProfile): Hono {
  return new Hono().get("/:type/:id", ({ req }) => {
    const resource = makers.get(req.param("type"))?.(req.param("id"), profile);
    return resource === undefined
      ? refusal(404, "unknown-taxonomy-resource", "The sandbox does not hold this. Check the type and the id.")
      : fhirAnswer(resource, 200);
  });
}

function structureDefinition(id: string, profile: LfpseProfile): object | undefined {
  const definition = profile.definitions.find((each) => each.id === id);
  if (definition === undefined) return undefined;
  const isExtension = definition.kind === "extension";
  const elements = definition.elements.map(([name, min, max, type, set]) => ({
    id: `Extension.extension:${name}.value[x]`,
    path: "Extension.extension.value[x]",
    sliceName: name,
    min,
    max: String(max),
    type: [{ code: type }],
    ...(set === undefined
      ? {}
      : { binding: { strength: "required", valueSetReference: { reference: url("ValueSet", set, profile) } } }),
  }));
  return {
    resourceType: "StructureDefinition",
    id,
    url: url("StructureDefinition", id, profile),
    name: definition.name ?? id,
    status: "active",
    fhirVersion: "3.0.1",
    kind: isExtension ? "complex-type" : "resource",
    abstract: false,
    ...(isExtension ? { type: "Extension" } : {}),
    derivation: "constraint",
    ...(elements.length === 0 ? {} : { differential: { element: elements } }),
  };
}

function valueSet(id: string, profile: LfpseProfile): object | undefined {
  if (!Object.hasOwn(profile.codes, id)) return undefined;
  return {
    resourceType: "ValueSet",
    id,
    url: url("ValueSet", id, profile),
    status: "active",
    compose: { include: [{ system: url("CodeSystem", id, profile) }] },
  };
}

function codeSystem(id: string, profile: LfpseProfile): object | undefined {
  const codes = Object.hasOwn(profile.codes, id) ? profile.codes[id] : undefined;
  if (codes === undefined) return undefined;
  return {
    resourceType: "CodeSystem",
    id,
    url: url("CodeSystem", id, profile),
    status: "active",
    content: "complete",
    concept: Object.entries(codes).map(([code, display]) => ({ code, display })),
  };
}

const makers: ReadonlyMap<string, (id: string, profile: LfpseProfile) => object | undefined> = new Map([
  ["StructureDefinition", structureDefinition],
  ["ValueSet", valueSet],
  ["CodeSystem", codeSystem],
]);

function url(type: string, id: string, { canonicalBase }: LfpseProfile): string {
  return `${canonicalBase}${type}/${id}`;
}
