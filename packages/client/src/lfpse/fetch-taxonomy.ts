import type { Outcome } from "../errors/client-error.ts";
import type { ReadAnswer } from "../retry/timed-fetch.ts";
import { isObject, type JsonObject, objectsOf } from "./json-object.ts";
import type { LfpseVersion } from "./lfpse-version.ts";
import { notLfpse } from "./read-lfpse-answer.ts";

const types = ["StructureDefinition", "ValueSet", "CodeSystem"] as const;

/** Most resources of one release; version 5 has under 250. */
const mostResources = 2_000;
/** Requests under way at once. */
const concurrency = 4;

/** Asks the taxonomy API for a path below its base. */
export type AskTaxonomy = (path: string) => Promise<Outcome<ReadAnswer>>;

/**
 * Returns every StructureDefinition, ValueSet and CodeSystem of a release, from its root profile along the addresses that
 * each one names. An address gives the type and the id to ask for; it is never itself asked, so that the key goes to the
 * taxonomy API alone. What the service does not hold is left out, save the root: `loadTaxonomy` names what it misses.
 */
export async function fetchTaxonomy(version: LfpseVersion, ask: AskTaxonomy): Promise<Outcome<readonly JsonObject[]>> {
  const root = `/StructureDefinition/patient-safety-adverse-event-${version}`;
  const paths = new Set([root]);
  const resources: JsonObject[] = [];
  for (let asked = 0; asked < paths.size; ) {
    const batch = [...paths].slice(asked, asked + concurrency);
    asked += batch.length;
    for (const [index, answer] of (await Promise.all(batch.map(ask))).entries()) {
      const path = batch[index];
      if (!answer.ok) {
        const isMissing = answer.error.kind === "rejected" && answer.error.status === 404;
        if (isMissing && path !== root) continue;
        return answer;
      }
      const { json } = answer.value;
      if (!isObject(json) || !path?.startsWith(`/${String(json.resourceType)}/`)) {
        return { ok: false, error: notLfpse("not-fhir") };
      }
      resources.push(json);
      for (const found of pathsIn(json, version)) if (paths.size < mostResources) paths.add(found);
    }
  }
  return { ok: true, value: resources };
}

/** Paths of the definitions that a resource names; those of FHIR itself are not asked for. */
function pathsIn(resource: JsonObject, version: LfpseVersion): readonly string[] {
  return addressesIn(resource).flatMap((address) => {
    const [, type, id] = /\/(\w+)\/([A-Za-z0-9.-]{1,64})(?:\|.*)?$/.exec(address) ?? [];
    const isOurs = types.some((each) => each === type) && id?.endsWith(`-${version}`);
    return isOurs && !address.startsWith("http://hl7.org/fhir/") ? [`/${type}/${id}`] : [];
  });
}

function addressesIn(resource: JsonObject): readonly string[] {
  if (resource.resourceType === "StructureDefinition") {
    return [resource.differential, resource.snapshot]
      .flatMap((view) => (isObject(view) ? objectsOf(view.element) : []))
      .flatMap((element) => [
        ...objectsOf(element.type).flatMap((type) => [...texts(type.profile), ...texts(type.targetProfile)]),
        ...(isObject(element.binding) ? boundSets(element.binding) : []),
      ]);
  }
  const compose = isObject(resource.compose) ? resource.compose : {};
  return objectsOf(compose.include).flatMap((include) => [...texts(include.system), ...texts(include.valueSet)]);
}

/** The value set of a binding: STU3 has a reference or an address of its own, R4 the address itself. */
function boundSets({ valueSetReference, valueSetUri, valueSet }: JsonObject): readonly string[] {
  const reference = isObject(valueSetReference) ? valueSetReference.reference : undefined;
  return [reference, valueSetUri, valueSet].flatMap(texts);
}

function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
