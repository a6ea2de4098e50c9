import type { Issue } from "../outcome/issue.ts";
import { fault, invalidCode, isObject, type JsonObject, structure } from "./adverse-event-issue.ts";
import type { CompiledElement, CompiledExtension, Members } from "./compiled-profile.ts";
import { linkIdOf } from "./element-question.ts";

/** Writes out a place in the event. Asked only where there is an issue: most events have none. */
export type Place = () => string;

/**
 * Adds the faults of a list of extensions to `issues`: first each extension of the profile that is there too seldom or too
 * often, then what is wrong inside, in the order of the list.
 */
export function validateExtensions(
  extensions: unknown,
  place: Place,
  members: Members<CompiledExtension>,
  issues: Issue[],
): void {
  if (extensions !== undefined && !Array.isArray(extensions)) {
    issues.push(structure(`${place()}.extension`, "is-array", "extension must be a list."));
    return;
  }
  const list: readonly unknown[] = extensions ?? [];
  const counts = [...members.zeros];
  const contents: Issue[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const each = list[index];
    const where = () => `${place()}.extension[${index}]`;
    if (!isObject(each)) {
      contents.push(structure(where(), "is-object", "An extension must be an object."));
      continue;
    }
    const definition = counted(each.url, members, counts);
    if (definition === undefined) contents.push(unknownExtension(where()));
    else validateElements(each.extension, where, definition.elements, contents);
  }
  addCardinality(counts, members, place, issues);
  for (const each of contents) issues.push(each);
}

function validateElements(inner: unknown, place: Place, members: Members<CompiledElement>, issues: Issue[]): void {
  if (!Array.isArray(inner)) {
    const message = "An LFPSE extension holds a list of inner extensions.";
    issues.push(structure(`${place()}.extension`, "is-array", message));
    return;
  }
  const counts = [...members.zeros];
  const contents: Issue[] = [];
  for (let index = 0; index < inner.length; index += 1) {
    const each: unknown = inner[index];
    const element = isObject(each) ? counted(each.url, members, counts) : undefined;
    if (!isObject(each) || element === undefined || !isValue(each, element)) {
      contents.push(elementIssue(each, element, `${place()}.extension[${index}]`));
    }
  }
  addCardinality(counts, members, place, issues);
  for (const each of contents) issues.push(each);
}

/** Returns the member that a `url` names, and counts it. */
function counted<Member>(url: unknown, { list, indexOf }: Members<Member>, counts: number[]): Member | undefined {
  const index = indexOf.get(url);
  if (index === undefined) return undefined;
  counts[index] = (counts[index] ?? 0) + 1;
  return list[index];
}

function addCardinality(
  counts: readonly number[],
  members: Members<CompiledElement | CompiledExtension>,
  place: Place,
  issues: Issue[],
): void {
  for (let index = 0; index < members.list.length; index += 1) {
    const member = members.list[index];
    const count = counts[members.countedAt[index] ?? index] ?? 0;
    if (member !== undefined && (count < member.min || count > member.max)) {
      issues.push(cardinalityIssue(count, member, place()));
    }
  }
}

const date = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const time = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$/;

const valueTypes = {
  code: ["valueCode", (value: unknown) => typeof value === "string" && value !== ""],
  string: ["valueString", (value: unknown) => typeof value === "string" && value !== ""],
  integer: ["valueInteger", (value: unknown) => Number.isInteger(value)],
  boolean: ["valueBoolean", (value: unknown) => typeof value === "boolean"],
  date: ["valueDate", (value: unknown) => typeof value === "string" && date.test(value)],
  time: ["valueTime", (value: unknown) => typeof value === "string" && time.test(value)],
} as const;

/** Tells whether an inner extension holds one value of its type and nothing else. */
function isOfType(extension: JsonObject, [key, isRight]: (typeof valueTypes)[keyof typeof valueTypes]): boolean {
  for (const each of Object.keys(extension)) if (each !== key && each !== "url" && each !== "id") return false;
  return isRight(extension[key]);
}

function isValue(extension: JsonObject, { type, codes }: CompiledElement): boolean {
  const valueType = valueTypes[type];
  if (!isOfType(extension, valueType)) return false;
  return codes === undefined || Object.hasOwn(codes, String(extension[valueType[0]]));
}

function elementIssue(each: unknown, element: CompiledElement | undefined, where: string): Issue {
  if (!isObject(each)) return structure(where, "is-object", "An extension must be an object.");
  if (element === undefined) {
    const message = "This element is not part of its extension in this version.";
    return structure(`${where}.url`, "unknown-element", message);
  }
  const { name, type, valueSet } = element;
  const valueType = valueTypes[type];
  const [key] = valueType;
  const issue = isOfType(each, valueType)
    ? invalidCode(`${where}.${key}`, String(valueSet))
    : structure(`${where}.${key}`, `is-${type}`, `Give this element one ${key}, of type ${type}.`);
  return { ...issue, ...linkIdOf(name) };
}

function unknownExtension(where: string): Issue {
  const message = "This extension is not in the LFPSE profile of this version.";
  return { ...structure(`${where}.url`, "unknown-extension", message), severity: "warning" };
}

function cardinalityIssue(
  count: number,
  { name, min, max }: CompiledElement | CompiledExtension,
  outer: string,
): Issue {
  const place = { ...fault(`${outer}.extension('${name}')`), ...linkIdOf(name) };
  return count < min
    ? { ...place, code: "required", message: `This must be there at least ${min} time(s). Add it.` }
    : {
        ...place,
        code: "invariant",
        rule: "max-items",
        message: `This may be there ${max} time(s) at most. Take the rest out.`,
      };
}
