import type { Outcome } from "../errors/client-error.ts";
import type { ReadAnswer } from "../retry/timed-fetch.ts";
import { isObject, objectsOf } from "./json-object.ts";
import { notLfpse } from "./read-lfpse-answer.ts";

/**
 * What LFPSE says it takes.
 *
 * @see {@link newestSharedVersion}
 * @example
 * const capabilities: LfpseCapabilities = { versions: ["4", "5"], profiles: [] };
 */
export interface LfpseCapabilities {
  /** Taxonomy versions, such as `"5"`, in the order of the answer. */
  readonly versions: readonly string[];
  /** Canonical address of each version's AdverseEvent profile. */
  readonly profiles: readonly string[];
}

/** Returns the versions in a CapabilityStatement: one `rest.resource` of type AdverseEvent stands for each. */
export function readCapabilities({ json }: ReadAnswer): Outcome<LfpseCapabilities> {
  if (!isObject(json) || json.resourceType !== "CapabilityStatement") return { ok: false, error: notLfpse("not-fhir") };
  const resources = objectsOf(json.rest).flatMap((rest) => objectsOf(rest.resource));
  const profiles = resources.flatMap((each) => {
    if (each.type !== "AdverseEvent") return [];
    // STU3 has a reference here, R4 the address itself.
    const profile = isObject(each.profile) ? each.profile.reference : each.profile;
    return typeof profile === "string" ? [profile] : [];
  });
  const versions = profiles.flatMap((profile) => /\/patient-safety-adverse-event-(\w+)$/.exec(profile)?.[1] ?? []);
  return { ok: true, value: { versions, profiles } };
}
