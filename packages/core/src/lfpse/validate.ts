import type { Issue } from "../outcome/issue.ts";
import { type LfpseProfile, lfpse5, type ProfileDefinition, type ProfileElement } from "./lfpse-profile.ts";

/**
 * Returns every fault of an `AdverseEvent` against the LFPSE profile: cardinality, types, value sets, unknown and repeated
 * extensions, references that lead nowhere. Each issue carries a FHIRPath expression; an empty list means valid.
 *
 * What the published profile does not constrain (event type code, date and description on the base resource) is checked
 * for its FHIR type only. An extension from elsewhere is a warning.
 *
 * @param resource - Anything; never throws.
 * @param profile - Taxonomy release. Default: {@link lfpse5}.
 * @see docs/lfpse.md, "What is validated"
 * @example
 * validateAdverseEvent({ resourceType: "Patient" })[0]?.expression; // "AdverseEvent.resourceType"
 */
export function validateAdverseEvent(resource: unknown, profile: LfpseProfile = lfpse5): Issue[] {
  if (!isObject(resource)) return [structure("AdverseEvent", "is-object", "Send a JSON object: one AdverseEvent.")];
  if (resource.resourceType !== "AdverseEvent") {
    return [structure("AdverseEvent.resourceType", "resource-type", "Set resourceType to AdverseEvent.")];
  }
  const root = `patient-safety-adverse-event-${profile.version}`;
  return [
    ...validateMeta(resource.meta, `${profile.canonicalBase}StructureDefinition/${root}`),
    ...validateBase(resource),
    ...validateExtensions(resource.extension, "AdverseEvent", root, profile),
    ...validateContained(resource.contained, profile),
    ...validateReferences(resource),
  ];
}

const containedProfiles: Readonly<Record<string, string>> = {
  Patient: "adverse-event-patient",
  Practitioner: "adverse-event-practitioner",
  Location: "adverse-event-location",
  Medication: "adverse-event-medication",
  Device: "adverse-event-device",
};

type Json = Readonly<Record<string, unknown>>;

function validateMeta(meta: unknown, canonical: string): Issue[] {
  const list = isObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  return list.length === 1 && list[0] === canonical
    ? []
    : [
        {
          ...fault("AdverseEvent.meta.profile"),
          code: "value",
          rule: "profile",
          message:
            "Name the LFPSE profile of this taxonomy version here, once, with the canonical base it is published under.",
        },
      ];
}

function validateBase(resource: Json): Issue[] {
  const issues: Issue[] = [];
  if (resource.category !== undefined && resource.category !== "AE" && resource.category !== "PAE") {
    issues.push(invalidCode("AdverseEvent.category", "adverse-event-category"));
  }
  const coding = isObject(resource.type) && Array.isArray(resource.type.coding) ? resource.type.coding : [];
  if (coding.length !== 1 || !isObject(coding[0]) || typeof coding[0].code !== "string") {
    issues.push({
      ...fault("AdverseEvent.type.coding"),
      code: "required",
      message: "Give the event type as one coding with a code that is a string.",
    });
  }
  for (const field of ["description", "date"]) {
    if (resource[field] !== undefined && typeof resource[field] !== "string") {
      issues.push(structure(`AdverseEvent.${field}`, "is-string", "This must be a string."));
    }
  }
  if (
    typeof resource.date === "string" &&
    !/^\d{4}(-\d{2}(-\d{2}(T[0-9:.]{5,12}(Z|[+-]\d{2}:\d{2}))?)?)?$/.test(resource.date)
  ) {
    issues.push({
      ...fault("AdverseEvent.date"),
      code: "value",
      rule: "dateTime",
      message: "Write the date as FHIR dateTime, such as 2026-01-31.",
    });
  }
  return issues;
}

function validateContained(contained: unknown, profile: LfpseProfile): Issue[] {
  if (contained === undefined) return [];
  if (!Array.isArray(contained))
    return [structure("AdverseEvent.contained", "is-array", "contained must be a list of resources.")];
  return contained.flatMap((resource: unknown, index): Issue[] => {
    const place = `AdverseEvent.contained[${index}]`;
    if (!isObject(resource)) return [structure(place, "is-object", "A contained resource must be an object.")];
    const id = typeof resource.resourceType === "string" ? containedProfiles[resource.resourceType] : undefined;
    if (id === undefined) {
      return [
        structure(
          `${place}.resourceType`,
          "resource-type",
          `Contain one of: ${Object.keys(containedProfiles).join(", ")}.`,
        ),
      ];
    }
    const missingId: Issue[] =
      typeof resource.id === "string"
        ? []
        : [
            {
              ...fault(`${place}.id`),
              code: "required",
              message: "Give the contained resource an id.",
            },
          ];
    return [...missingId, ...validateExtensions(resource.extension, place, `${id}-${profile.version}`, profile)];
  });
}

function validateReferences(resource: Json): Issue[] {
  const contained = Array.isArray(resource.contained) ? resource.contained : [];
  const ids = new Set(contained.filter(isObject).map(({ id }) => `#${String(id)}`));
  const suspects = Array.isArray(resource.suspectEntity) ? resource.suspectEntity : [];
  const references: (readonly [string, unknown])[] = [
    ...["subject", "recorder", "location"].map((field) => [`AdverseEvent.${field}`, resource[field]] as const),
    ...suspects.map(
      (each: unknown, index) =>
        [`AdverseEvent.suspectEntity[${index}].instance`, isObject(each) ? each.instance : each] as const,
    ),
  ];
  return references.flatMap(([place, value]): Issue[] => {
    if (value === undefined && !place.includes("suspectEntity")) return [];
    const target = isObject(value) ? value.reference : undefined;
    return typeof target === "string" && ids.has(target)
      ? []
      : [
          {
            ...fault(`${place}.reference`),
            code: "invariant",
            rule: "contained-reference",
            message: "Refer to a contained resource by # and its id.",
          },
        ];
  });
}

function validateExtensions(extensions: unknown, place: string, attachedTo: string, profile: LfpseProfile): Issue[] {
  const definitions = profile.definitions.filter((each) => each.attachedTo === attachedTo);
  if (extensions !== undefined && !Array.isArray(extensions)) {
    return [structure(`${place}.extension`, "is-array", "extension must be a list.")];
  }
  const list: readonly unknown[] = extensions ?? [];
  const urlOf = (definition: ProfileDefinition) => `${profile.canonicalBase}StructureDefinition/${definition.id}`;
  const cardinality = definitions.flatMap((definition): Issue[] => {
    const count = list.filter((each) => isObject(each) && each.url === urlOf(definition)).length;
    const where = `${place}.extension('${definition.id}')`;
    return cardinalityIssues(count, definition.min ?? 0, definition.max ?? 1, where);
  });
  const contents = list.flatMap((each, index): Issue[] => {
    const where = `${place}.extension[${index}]`;
    if (!isObject(each)) return [structure(where, "is-object", "An extension must be an object.")];
    const definition = definitions.find((candidate) => urlOf(candidate) === each.url);
    if (definition === undefined) {
      return [
        {
          ...structure(
            `${where}.url`,
            "unknown-extension",
            "This extension is not in the LFPSE profile of this version.",
          ),
          severity: "warning",
        },
      ];
    }
    return validateElements(each.extension, where, definition, profile);
  });
  return [...cardinality, ...contents];
}

function validateElements(
  inner: unknown,
  place: string,
  definition: ProfileDefinition,
  profile: LfpseProfile,
): Issue[] {
  if (!Array.isArray(inner))
    return [structure(`${place}.extension`, "is-array", "An LFPSE extension holds a list of inner extensions.")];
  const cardinality = definition.elements.flatMap(([name, min, max]): Issue[] => {
    const count = inner.filter((each) => isObject(each) && each.url === name).length;
    return cardinalityIssues(count, min, max, `${place}.extension('${name}')`, linkIdOf(name));
  });
  const contents = inner.flatMap((each: unknown, index): Issue[] => {
    const where = `${place}.extension[${index}]`;
    if (!isObject(each)) return [structure(where, "is-object", "An extension must be an object.")];
    const element = definition.elements.find(([name]) => name === each.url);
    return element === undefined
      ? [structure(`${where}.url`, "unknown-element", "This element is not part of its extension in this version.")]
      : validateValue(each, where, element, profile);
  });
  return [...cardinality, ...contents];
}

const valueTypes = {
  code: ["valueCode", (value: unknown) => typeof value === "string" && value !== ""],
  string: ["valueString", (value: unknown) => typeof value === "string" && value !== ""],
  integer: ["valueInteger", (value: unknown) => Number.isInteger(value)],
  boolean: ["valueBoolean", (value: unknown) => typeof value === "boolean"],
  date: ["valueDate", (value: unknown) => typeof value === "string" && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)],
  time: [
    "valueTime",
    (value: unknown) => typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/.test(value),
  ],
} as const;

function validateValue(extension: Json, place: string, element: ProfileElement, profile: LfpseProfile): Issue[] {
  const [name, , , type, valueSet] = element;
  const [key, isRight] = valueTypes[type];
  const link = linkIdOf(name);
  const extra = Object.keys(extension).filter((each) => each !== "url" && each !== "id" && each !== key);
  if (extra.length > 0 || !isRight(extension[key])) {
    return [
      {
        ...structure(`${place}.${key}`, `is-${type}`, `Give this element one ${key}, of type ${type}.`),
        ...link,
      },
    ];
  }
  const codes = valueSet === undefined ? undefined : profile.codes[valueSet];
  return codes === undefined || Object.hasOwn(codes, String(extension[key]))
    ? []
    : [{ ...invalidCode(`${place}.${key}`, String(valueSet)), ...link }];
}

function cardinalityIssues(
  count: number,
  min: number,
  max: number,
  place: string,
  link: { linkId?: string } = {},
): Issue[] {
  if (count < min)
    return [
      {
        ...fault(place),
        ...link,
        code: "required",
        message: `This must be there at least ${min} time(s). Add it.`,
      },
    ];
  if (count > max) {
    return [
      {
        ...fault(place),
        ...link,
        code: "invariant",
        rule: "max-items",
        message: `This may be there ${max} time(s) at most. Take the rest out.`,
      },
    ];
  }
  return [];
}

/** Questions of ours that an LFPSE element comes from. */
const linkIds: Readonly<Record<string, string>> = {
  InvolvedAgents: "part",
  ITSystemsInvolvementFactors: "involvement",
  ProblemDescriptionSystemsSoftware: "description",
  YellowCardReference: "yellow-card",
  DeviceType: "medical-device",
  PhysicalHarm: "harm",
  PsychologicalHarm: "harm",
};

function linkIdOf(element: string): { linkId?: string } {
  const linkId = linkIds[element];
  return linkId === undefined ? {} : { linkId };
}

function fault(expression: string) {
  return { severity: "error" as const, expression };
}

function structure(expression: string, rule: string, message: string): Issue {
  return { ...fault(expression), code: "structure", rule, message };
}

function invalidCode(expression: string, valueSet: string): Issue {
  return {
    ...fault(expression),
    code: "code-invalid",
    valueSet,
    message: `Use a code from the value set ${valueSet}, as a string.`,
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
