import type { Issue } from "../outcome/issue.ts";
import { fault, isObject, type JsonObject } from "./adverse-event-issue.ts";

/** Adds a fault to `issues` for each reference of the event that leads to no contained resource. */
export function validateReferences(resource: JsonObject, issues: Issue[]): void {
  const ids = containedIds(resource.contained);
  for (const field of ["subject", "recorder", "location"]) {
    const reference = resource[field];
    if (reference !== undefined && !isContained(reference, ids)) issues.push(broken(`AdverseEvent.${field}`));
  }
  const suspects: readonly unknown[] = Array.isArray(resource.suspectEntity) ? resource.suspectEntity : [];
  for (let index = 0; index < suspects.length; index += 1) {
    const suspect = suspects[index];
    const reference = isObject(suspect) ? suspect.instance : suspect;
    if (!isContained(reference, ids)) issues.push(broken(`AdverseEvent.suspectEntity[${index}].instance`));
  }
}

function containedIds(contained: unknown): ReadonlySet<unknown> {
  const ids = new Set<unknown>();
  if (Array.isArray(contained)) for (const each of contained) if (isObject(each)) ids.add(each.id);
  return ids;
}

function isContained(value: unknown, ids: ReadonlySet<unknown>): boolean {
  const target = isObject(value) ? value.reference : undefined;
  return typeof target === "string" && target.startsWith("#") && ids.has(target.slice(1));
}

function broken(place: string): Issue {
  return {
    ...fault(`${place}.reference`),
    code: "invariant",
    rule: "contained-reference",
    message: "Refer to a contained resource by # and its id.",
  };
}
