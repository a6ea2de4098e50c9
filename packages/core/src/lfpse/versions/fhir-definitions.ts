import type { Issue } from "../../outcome/issue.ts";
import { fault, isObject, type JsonObject, structure } from "../adverse-event-issue.ts";

/** A StructureDefinition, ValueSet or CodeSystem of the input: id and address are sound, the rest is not looked at yet. */
export interface DefinitionResource {
  readonly type: "StructureDefinition" | "ValueSet" | "CodeSystem";
  readonly id: string;
  readonly url: string;
  readonly content: JsonObject;
}

const types = ["StructureDefinition", "ValueSet", "CodeSystem"] as const;

/** Returns the definitions of a list of resources, of a Bundle, or of a list of Bundles; other resources are passed over. */
export function definitionsIn(input: unknown): { resources: readonly DefinitionResource[]; issues: readonly Issue[] } {
  const isList = Array.isArray(input);
  if (!isList && !(isObject(input) && input.resourceType === "Bundle")) {
    return { resources: [], issues: [structure("resources", "is-list", "Give a list of resources, or a Bundle.")] };
  }
  const issues: Issue[] = [];
  const resources: DefinitionResource[] = [];
  const known = new Set<string>();
  for (const [place, content] of (isList ? input : [input]).flatMap(resourcesOf)) {
    const type = isObject(content) ? types.find((each) => each === content.resourceType) : undefined;
    if (!isObject(content) || type === undefined) continue;
    const { url } = content;
    const id = typeof url === "string" ? lastSegment(url) : "";
    if (typeof url !== "string" || !isFhirId(id)) {
      issues.push(structure(`${place}.url`, "canonical", "Give the address of the definition, ending in its id."));
    } else if (known.has(`${type} ${url}`)) {
      issues.push({
        ...fault(`${place}.url`),
        code: "invariant",
        rule: "repeated-definition",
        message: "This definition is here more than once. Keep one.",
      });
    } else {
      known.add(`${type} ${url}`);
      resources.push({ type, id, url, content });
    }
  }
  return { resources, issues };
}

function resourcesOf(resource: unknown, index: number): readonly (readonly [place: string, resource: unknown])[] {
  if (!isObject(resource) || resource.resourceType !== "Bundle") return [[`resources[${index}]`, resource]];
  return objectsOf(resource.entry).map((entry, at) => [`resources[${index}].entry[${at}].resource`, entry.resource]);
}

/** Returns the id at the end of a canonical address, without `|` and a version. */
export function lastSegment(url: string): string {
  return withoutVersion(url).split("/").at(-1) ?? "";
}

/** Returns a canonical address without `|` and a version. */
export function withoutVersion(url: string): string {
  return url.split("|", 1)[0] ?? "";
}

/** Returns the objects of a list, each at its own index; what is no object stands as an empty one. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((each: unknown) => (isObject(each) ? each : {})) : [];
}

function isFhirId(id: string): boolean {
  return /^[A-Za-z0-9.-]{1,64}$/.test(id);
}
