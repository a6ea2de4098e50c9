import type { Issue } from "../outcome/issue.ts";
import { fault, invalidCode, isObject, type JsonObject, structure } from "./adverse-event-issue.ts";
import type { LfpseProfile, ProfileDefinition, ProfileElement } from "./lfpse-profile.ts";

/**
 * Returns the faults of a list of extensions: each definition attached to `attachedTo` as often as the profile says, each
 * with the elements it may have.
 */
export function validateExtensions(
  extensions: unknown,
  place: string,
  attachedTo: string,
  profile: LfpseProfile,
): Issue[] {
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

function validateValue(extension: JsonObject, place: string, element: ProfileElement, profile: LfpseProfile): Issue[] {
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

/** Returns the question of ours an element comes from, if any, as the part of an issue. */
export function linkIdOf(element: string): { linkId?: string } {
  const linkId = Object.hasOwn(linkIds, element) ? linkIds[element] : undefined;
  return linkId === undefined ? {} : { linkId };
}
