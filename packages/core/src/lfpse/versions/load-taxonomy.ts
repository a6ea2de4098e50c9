import type { Issue, Result } from "../../outcome/issue.ts";
import { fault } from "../adverse-event-issue.ts";
import { type LfpseProfile, seenEventTypeCodes } from "../lfpse-profile.ts";
import { type DefinitionResource, definitionsIn, lastSegment } from "./fhir-definitions.ts";
import { type ReadDefinition, readStructureDefinition } from "./read-structure-definition.ts";
import { readValueSet } from "./read-value-set.ts";

/**
 * What {@link loadTaxonomy} cannot read from the resources.
 *
 * @example
 * const options: LoadTaxonomyOptions = { valueSetsLeftOut: ["ods-codes-6"] };
 */
export interface LoadTaxonomyOptions {
  /** Event type codes. Default: those of {@link lfpse5}, seen in one client for v5 and v6. */
  readonly eventTypeCodes?: LfpseProfile["eventTypeCodes"];
  /** Ids of value sets that may be missing; their codes are then not checked. Default: the ODS organisation list. */
  readonly valueSetsLeftOut?: readonly string[];
}

/**
 * Returns the taxonomy that an official copy describes, for {@link applyToAdverseEvent}, {@link validateAdverseEvent} and
 * {@link compareTaxonomies}; or an issue for everything that is missing or cannot be read.
 *
 * The copy is the resources as the taxonomy API serves them: the StructureDefinition `patient-safety-adverse-event-N`, the
 * profiles and extensions it names, their ValueSets and the CodeSystems behind those. FHIR STU3; R4's spelling of
 * bindings and profiles is understood too. That v6 is built the same way is inferred.
 *
 * @param input - A list of resources, a Bundle, or a list of Bundles, of one release. Other resources are passed over.
 *   Never throws.
 * @param options - What is not in the resources.
 * @see docs/lfpse.md; https://hl7.org/fhir/STU3/structuredefinition.html
 * @example
 * const loaded = loadTaxonomy(JSON.parse('{"resourceType":"Bundle","entry":[]}'));
 * loaded.ok; // false: the root profile is missing
 */
export function loadTaxonomy(input: unknown, options: LoadTaxonomyOptions = {}): Result<LfpseProfile> {
  const { resources, issues } = definitionsIn(input);
  const ofType = (type: DefinitionResource["type"]) => resources.filter((resource) => resource.type === type);
  const roots = ofType("StructureDefinition").filter(({ id }) => /^patient-safety-adverse-event-\d+$/.test(id));
  const [root] = roots;
  const version = (["4", "5", "6"] as const).find((each) => root?.id.endsWith(`-${each}`) && roots.length === 1);
  if (root === undefined || version === undefined) return { ok: false, issues: [...issues, wrongRoot(roots.length)] };

  const read = ofType("StructureDefinition")
    .filter(({ id }) => id.endsWith(`-${version}`))
    .map((resource) => ({ url: resource.url, ...readStructureDefinition(resource) }));
  const valueSets = readValueSets(read, ofType("ValueSet"), ofType("CodeSystem"), [
    `ods-codes-${version}`,
    ...(options.valueSetsLeftOut ?? []),
  ]);
  const canonicalBase = root.url.slice(0, -`StructureDefinition/${root.id}`.length);
  const slices = new Map(read.flatMap((each) => each.slices.map((slice) => [slice.url, slice] as const)));
  const found = [
    ...issues,
    ...wrongAddresses(read, canonicalBase),
    ...missingDefinitions(read),
    ...read.flatMap((each) => each.issues),
    ...valueSets.issues,
  ];
  if (found.length > 0) return { ok: false, issues: found };
  return {
    ok: true,
    value: {
      version,
      canonicalBase,
      definitions: read.map(({ url, definition: { id, kind, elements } }) => {
        const slice = slices.get(url);
        if (slice === undefined) return { id, kind, elements };
        const { name, attachedTo, min, max } = slice;
        return { id, kind, name, attachedTo, min, max, elements };
      }),
      codes: valueSets.codes,
      eventTypeCodes: options.eventTypeCodes ?? seenEventTypeCodes,
    },
  };
}

function wrongRoot(count: number): Issue {
  const place = fault("StructureDefinition/patient-safety-adverse-event");
  if (count === 0) {
    return { ...place, code: "required", message: "Add the root profile, patient-safety-adverse-event-N." };
  }
  return {
    ...place,
    code: "not-supported",
    rule: "release",
    message: "Give the resources of one release: 4, 5 or 6.",
  };
}

/** An `LfpseProfile` knows one base; a definition published elsewhere would never be found. */
function wrongAddresses(read: readonly (ReadDefinition & { readonly url: string })[], canonicalBase: string): Issue[] {
  return read
    .filter(({ url, definition }) => url !== `${canonicalBase}StructureDefinition/${definition.id}`)
    .map(({ definition }) => ({
      ...fault(`StructureDefinition/${definition.id}`),
      code: "value",
      rule: "canonical-base",
      message: "Give every definition under the base of the root profile, as base, StructureDefinition/ and its id.",
    }));
}

/** Names the profiles and extensions that others point to and that are not here. */
function missingDefinitions(read: readonly (ReadDefinition & { readonly url: string })[]): Issue[] {
  const known = new Set(read.map(({ url }) => url));
  const wanted = read.flatMap(({ slices, targets }) => [...slices.map(({ url }) => url), ...targets]);
  return [...new Set(wanted)]
    .filter((url) => !known.has(url) && !url.startsWith("http://hl7.org/fhir/"))
    .map((url) => missing("StructureDefinition", url));
}

function readValueSets(
  read: readonly ReadDefinition[],
  valueSets: readonly DefinitionResource[],
  codeSystems: readonly DefinitionResource[],
  leftOut: readonly string[],
): { codes: LfpseProfile["codes"]; issues: readonly Issue[] } {
  const byUrl = (list: readonly DefinitionResource[]) => new Map(list.map((each) => [each.url, each]));
  const [sets, systems] = [byUrl(valueSets), byUrl(codeSystems)];
  const wanted = [...new Set(read.flatMap((each) => each.valueSets))];
  const parts = wanted.flatMap((url) => {
    const resource = sets.get(url);
    return resource === undefined ? [] : [{ id: lastSegment(url), ...readValueSet(resource, systems) }];
  });
  const absent = wanted.filter((url) => !sets.has(url) && !leftOut.includes(lastSegment(url)));
  return {
    codes: Object.fromEntries(parts.map(({ id, codes }) => [id, codes])),
    issues: [...parts.flatMap(({ issues }) => issues), ...absent.map((url) => missing("ValueSet", url))],
  };
}

function missing(type: "StructureDefinition" | "ValueSet", url: string): Issue {
  const message = `This ${type} is named and not here. Add it.`;
  return { ...fault(`${type}/${lastSegment(url)}`), code: "required", message };
}
