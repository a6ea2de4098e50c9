import type { LfpseProfile } from "@digital-factors/core";
import { Hono } from "hono";
import { fhirAnswer, refusal } from "./answers.ts";
import type { ExchangeEnvironment } from "./exchange.ts";

/** Returns the routes of `/taxonomy/fhir`: the profiles and their code lists, made from the data that core carries. */
export function taxonomyRoutes(profiles: readonly LfpseProfile[]): Hono<ExchangeEnvironment> {
  return new Hono<ExchangeEnvironment>().get("/:type/:id", ({ req }) => {
    const make = makers.get(req.param("type"));
    const id = req.param("id");
    const resource = profiles.map((profile) => make?.(id, profile)).find((made) => made !== undefined);
    return resource === undefined
      ? refusal(404, "unknown-taxonomy-resource", "The sandbox does not hold this. Check the type and the id.")
      : fhirAnswer(resource, 200);
  });
}

/** What each resource profile constrains, by its id without the version. */
const constrained: Readonly<Record<string, string>> = {
  "patient-safety-adverse-event": "AdverseEvent",
  "adverse-event-patient": "Patient",
  "adverse-event-location": "Location",
  "adverse-event-practitioner": "Practitioner",
  "adverse-event-medication": "Medication",
  "adverse-event-device": "Device",
};

function structureDefinition(id: string, profile: LfpseProfile): object | undefined {
  const definition = profile.definitions.find((each) => each.id === id);
  if (definition === undefined) return undefined;
  const type = constrained[id.slice(0, -`-${profile.version}`.length)] ?? "Extension";
  const elements = [
    { id: type, path: type },
    ...(definition.kind === "extension" ? innerExtensions(definition, profile) : slicesOn(id, type, profile)),
    ...(definition.kind === "root-profile" ? [containedProfiles(profile)] : []),
  ];
  return {
    resourceType: "StructureDefinition",
    id,
    url: url("StructureDefinition", id, profile),
    name: definition.name ?? id,
    status: "active",
    fhirVersion: "3.0.1",
    kind: type === "Extension" ? "complex-type" : "resource",
    abstract: false,
    type,
    derivation: "constraint",
    differential: { element: elements },
  };
}

/** The elements of an extension: each an inner extension with its value. */
function innerExtensions({ elements }: LfpseProfile["definitions"][number], profile: LfpseProfile): object[] {
  return elements.flatMap(([name, min, max, type, set]) => {
    const slice = `Extension.extension:${name}`;
    const binding = { strength: "required", valueSetReference: { reference: url("ValueSet", String(set), profile) } };
    return [
      { id: slice, path: "Extension.extension", sliceName: name, min, max: String(max) },
      { id: `${slice}.url`, path: "Extension.extension.url", fixedUri: name },
      {
        id: `${slice}.value[x]`,
        path: "Extension.extension.value[x]",
        min: 1,
        max: "1",
        type: [{ code: type }],
        ...(set === undefined ? {} : { binding }),
      },
    ];
  });
}

/** The extensions that stand on a profile, as slices that name their definition. */
function slicesOn(id: string, type: string, profile: LfpseProfile): object[] {
  return profile.definitions
    .filter(({ attachedTo }) => attachedTo === id)
    .map(({ id: extension, name, min = 0, max = 1 }) => ({
      id: `${type}.extension:${name}`,
      path: `${type}.extension`,
      sliceName: name,
      min,
      max: String(max),
      type: [{ code: "Extension", profile: url("StructureDefinition", extension, profile) }],
    }));
}

/** Where the root profile leads to those of the resources inside it. */
function containedProfiles(profile: LfpseProfile): object {
  const path = "AdverseEvent.suspectEntity.instance";
  const targets = profile.definitions.filter(({ kind }) => kind === "resource-profile");
  return {
    id: path,
    path,
    type: targets.map(({ id }) => ({ code: "Reference", targetProfile: url("StructureDefinition", id, profile) })),
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
