import type { LfpseProfile } from "@digital-factors/core";

/** Returns the canonical address of the event profile of a release. */
export function eventProfileOf({ canonicalBase, version }: LfpseProfile): string {
  return `${canonicalBase}StructureDefinition/patient-safety-adverse-event-${version}`;
}

/** Returns the release whose event profile a resource names in `meta.profile`. */
export function profileNamedBy(resource: unknown, profiles: readonly LfpseProfile[]): LfpseProfile | undefined {
  const named = listIn(objectIn(resource, "meta"), "profile");
  return profiles.find((each) => named.length === 1 && named[0] === eventProfileOf(each));
}

function objectIn(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = objectIn(value, name);
  return Array.isArray(list) ? list : [];
}
