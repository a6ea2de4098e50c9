import { isObject } from "../lfpse/adverse-event-issue.ts";
import type { Extension } from "../lfpse/fhir-stu3.ts";
import type { ProfileElement } from "../lfpse/lfpse-profile.ts";
import * as elementTypes from "./element-types.ts";
import type { ModelElement } from "./model-elements.ts";

/** What holds a value of each FHIR type. */
const valueKeys = {
  code: "valueCode",
  string: "valueString",
  integer: "valueInteger",
  boolean: "valueBoolean",
  date: "valueDate",
  time: "valueTime",
} as const satisfies Record<ProfileElement[3], keyof Extension>;

/** Returns the inner extension of one answer. */
export function elementExtension(url: string, type: ProfileElement[3], value: unknown): Extension {
  return { url, [valueKeys[type]]: value };
}

/** Returns the one value of an inner extension, if it is of this type and there is nothing else beside it. */
export function elementValue(extension: unknown, type: ProfileElement[3]): unknown {
  if (!isObject(extension)) return undefined;
  const key = valueKeys[type];
  return Object.keys(extension).every((each) => each === "url" || each === key) ? extension[key] : undefined;
}

const schemas = {
  code: elementTypes.odsCode,
  string: elementTypes.text,
  integer: elementTypes.integer,
  boolean: elementTypes.trueOrFalse,
  date: elementTypes.date,
  time: elementTypes.time,
} as const;

/** Says whether a value has the type of its element. That a code is in its list is looked up elsewhere. */
export function isElementValue(value: unknown, { type, name }: ModelElement): boolean {
  const schema = name === "AgeAtTimeOfIncidentDays" ? elementTypes.lfpseAgeInDays : schemas[type];
  return schema.safeParse(value).success;
}
