import type { Issue } from "../outcome/issue.ts";
import { fault, invalidCode, isObject, type JsonObject, structure } from "./adverse-event-issue.ts";
import { type CompiledProfile, compiledProfile } from "./compiled-profile.ts";
import { type LfpseProfile, lfpse5 } from "./lfpse-profile.ts";
import { validateConditions } from "./validate-conditions.ts";
import { validateExtensions } from "./validate-extensions.ts";
import { validateReferences } from "./validate-references.ts";

/**
 * What {@link validateAdverseEvent} checks beside the published profile.
 *
 * @example
 * const options: ValidateAdverseEventOptions = { conditionalRules: "all" };
 */
export interface ValidateAdverseEventOptions {
  /**
   * Rules between answers, each broken one a warning, since whether LFPSE refuses for it is not known. `none`: not
   * checked. `known`: those with a source of NHS England. `all`: also those seen only in one vendor's client. Default:
   * `known`.
   */
  readonly conditionalRules?: "none" | "known" | "all";
}

/**
 * Returns every fault of an `AdverseEvent` against the LFPSE profile: cardinality, types, value sets, unknown and repeated
 * extensions, references that lead nowhere. Each issue carries a FHIRPath expression; an empty list means valid.
 *
 * What the published profile does not constrain (event type code, date and description on the base resource) is checked
 * for its FHIR type only. An extension from elsewhere is a warning. In v6 the event type may stand in `event`, as in
 * FHIR R4: inferred from one client, not published.
 *
 * @param resource - Anything; never throws.
 * @param profile - Taxonomy release. Default: {@link lfpse5}.
 * @param options - Rules beside the profile.
 * @see docs/lfpse.md, "What is validated"
 * @example
 * validateAdverseEvent({ resourceType: "Patient" })[0]?.expression; // "AdverseEvent.resourceType"
 */
export function validateAdverseEvent(
  resource: unknown,
  profile: LfpseProfile = lfpse5,
  options: ValidateAdverseEventOptions = {},
): Issue[] {
  const { conditionalRules = "known" } = options;
  if (!isObject(resource)) return [structure("AdverseEvent", "is-object", "Send a JSON object: one AdverseEvent.")];
  if (resource.resourceType !== "AdverseEvent") {
    return [structure("AdverseEvent.resourceType", "resource-type", "Set resourceType to AdverseEvent.")];
  }
  const compiled = compiledProfile(profile);
  const issues: Issue[] = [];
  validateMeta(resource.meta, compiled.canonical, issues);
  validateBase(resource, profile.version === "6" ? ["event", "type"] : ["type"], issues);
  validateExtensions(resource.extension, () => "AdverseEvent", compiled.extensions, issues);
  validateContained(resource.contained, compiled, issues);
  validateReferences(resource, issues);
  if (conditionalRules !== "none") validateConditions(resource, profile, conditionalRules, issues);
  return issues;
}

function validateMeta(meta: unknown, canonical: string, issues: Issue[]): void {
  const list = isObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  if (list.length === 1 && list[0] === canonical) return;
  issues.push({
    ...fault("AdverseEvent.meta.profile"),
    code: "value",
    rule: "profile",
    message:
      "Name the LFPSE profile of this taxonomy version here, once, with the canonical base it is published under.",
  });
}

const dateTime = /^\d{4}(-\d{2}(-\d{2}(T[0-9:.]{5,12}(Z|[+-]\d{2}:\d{2}))?)?)?$/;

/** Checks the base elements; the event type stands in the first of `typeFields` that is there. */
function validateBase(
  resource: JsonObject,
  typeFields: readonly ["type"] | readonly ["event", "type"],
  issues: Issue[],
): void {
  if (resource.category !== undefined && resource.category !== "AE" && resource.category !== "PAE") {
    issues.push(invalidCode("AdverseEvent.category", "adverse-event-category"));
  }
  const typeField = typeFields.find((field) => resource[field] !== undefined) ?? typeFields[0];
  const type = resource[typeField];
  const coding = isObject(type) && Array.isArray(type.coding) ? type.coding : [];
  if (coding.length !== 1 || !isObject(coding[0]) || typeof coding[0].code !== "string") {
    issues.push({
      ...fault(`AdverseEvent.${typeField}.coding`),
      code: "required",
      message: "Give the event type as one coding with a code that is a string.",
    });
  }
  for (const field of ["description", "date"]) {
    if (resource[field] !== undefined && typeof resource[field] !== "string") {
      issues.push(structure(`AdverseEvent.${field}`, "is-string", "This must be a string."));
    }
  }
  if (typeof resource.date === "string" && !dateTime.test(resource.date)) {
    issues.push({
      ...fault("AdverseEvent.date"),
      code: "value",
      rule: "dateTime",
      message: "Write the date as FHIR dateTime, such as 2026-01-31.",
    });
  }
}

function validateContained(contained: unknown, compiled: CompiledProfile, issues: Issue[]): void {
  if (contained === undefined) return;
  if (!Array.isArray(contained)) {
    issues.push(structure("AdverseEvent.contained", "is-array", "contained must be a list of resources."));
    return;
  }
  for (let index = 0; index < contained.length; index += 1) {
    const resource: unknown = contained[index];
    const place = () => `AdverseEvent.contained[${index}]`;
    if (!isObject(resource)) {
      issues.push(structure(place(), "is-object", "A contained resource must be an object."));
      continue;
    }
    const extensions = compiled.contained.get(resource.resourceType);
    if (extensions === undefined) {
      const message = `Contain one of: ${[...compiled.contained.keys()].join(", ")}.`;
      issues.push(structure(`${place()}.resourceType`, "resource-type", message));
      continue;
    }
    if (typeof resource.id !== "string") {
      issues.push({ ...fault(`${place()}.id`), code: "required", message: "Give the contained resource an id." });
    }
    validateExtensions(resource.extension, place, extensions, issues);
  }
}
