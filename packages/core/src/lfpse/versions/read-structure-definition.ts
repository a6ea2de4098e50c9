import type { Issue } from "../../outcome/issue.ts";
import { isObject, type JsonObject, structure } from "../adverse-event-issue.ts";
import type { ProfileDefinition, ProfileElement } from "../lfpse-profile.ts";
import { type DefinitionResource, lastSegment, objectsOf, withoutVersion } from "./fhir-definitions.ts";

/** An extension that a profile takes: its name there, how often, and its address. */
export interface ExtensionSlice {
  readonly url: string;
  readonly name: string;
  readonly attachedTo: string;
  readonly min: number;
  readonly max: number;
}

/** What a StructureDefinition says, as far as an LFPSE profile needs it. */
export interface ReadDefinition {
  readonly definition: ProfileDefinition;
  readonly slices: readonly ExtensionSlice[];
  /** Addresses of the profiles its references point to. */
  readonly targets: readonly string[];
  /** Addresses of the value sets its elements are bound to. */
  readonly valueSets: readonly string[];
  readonly issues: readonly Issue[];
}

/** Reads a StructureDefinition of FHIR STU3 or R4, from its snapshot where it has one, else from its differential. */
export function readStructureDefinition({ id, content }: DefinitionResource): ReadDefinition {
  const view = [content.snapshot, content.differential].find(isObject);
  const elements = objectsOf(view?.element);
  const place = `StructureDefinition/${id}`;
  const isExtension = content.type === "Extension" || elements.some(({ path }) => textOf(path).startsWith("Extension"));
  if (!isExtension) {
    const kind = id.startsWith("patient-safety-adverse-event-") ? "root-profile" : "resource-profile";
    return {
      definition: { id, kind, elements: [] },
      slices: elements.flatMap((element) => sliceOf(element, id)),
      targets: elements.flatMap(({ type }) =>
        objectsOf(type).flatMap(({ targetProfile }) => addressesOf(targetProfile)),
      ),
      valueSets: [],
      issues: [],
    };
  }
  const inner = [...innerExtensionsOf(elements)].filter(([, { max }]) => max !== 0);
  const read = inner.map(([name, each]) => readInner(name, each, place));
  const none =
    inner.length > 0 ? [] : [structure(`${place}.element`, "has-elements", "The extension names no inner extensions.")];
  return {
    definition: { id, kind: "extension", elements: read.flatMap(({ element }) => (element ? [element] : [])) },
    slices: [],
    targets: [],
    valueSets: inner.flatMap(([, { valueSet }]) => valueSet ?? []),
    issues: [...read.flatMap(({ issues }) => issues), ...none],
  };
}

function sliceOf({ path, sliceName, min, max, type }: JsonObject, attachedTo: string): ExtensionSlice[] {
  const [url] = objectsOf(type).flatMap(({ profile }) => addressesOf(profile));
  return /^\w+\.extension$/.test(textOf(path)) && typeof sliceName === "string" && url !== undefined
    ? [{ url, name: sliceName, attachedTo, min: lowest(min), max: highest(max) }]
    : [];
}

interface InnerExtension {
  readonly min?: number;
  readonly max?: number;
  readonly url?: string;
  readonly types?: readonly string[];
  readonly valueSet?: string;
}

/** Gathers what the elements say of each inner extension: by id where there is one, else by the slice they follow. */
function innerExtensionsOf(elements: readonly JsonObject[]): ReadonlyMap<string, InnerExtension> {
  const inner = new Map<string, InnerExtension>();
  let current: string | undefined;
  for (const element of elements) {
    const path = textOf(element.path);
    if (path !== "Extension.extension" && !path.startsWith("Extension.extension.")) continue;
    const sliceName = textOf(element.sliceName) || undefined;
    const named = /^Extension\.extension:([^.:]+)/.exec(textOf(element.id))?.[1];
    if (path === "Extension.extension") current = named ?? sliceName;
    const name = named ?? current ?? sliceName;
    if (name === undefined) continue;
    inner.set(name, { ...inner.get(name), ...factsOf(element, path, inner.get(name)) });
  }
  return inner;
}

function factsOf(element: JsonObject, path: string, known: InnerExtension | undefined): InnerExtension {
  const times = { min: lowest(element.min), max: highest(element.max) };
  if (path === "Extension.extension") return times;
  if (path === "Extension.extension.url") {
    return typeof element.fixedUri === "string" ? { url: element.fixedUri } : {};
  }
  if (!path.startsWith("Extension.extension.value")) return {};
  const valueSet = boundTo(element.binding);
  return {
    // A value without an element for its extension tells how often itself.
    ...(known?.max === undefined ? times : {}),
    types: objectsOf(element.type).flatMap(({ code }) => (typeof code === "string" ? [code] : [])),
    ...(valueSet === undefined ? {} : { valueSet }),
  };
}

const elementTypes = ["code", "string", "integer", "boolean", "date", "time"] as const;

function readInner(
  slice: string,
  { url, min = 0, max = 1, types = [], valueSet }: InnerExtension,
  place: string,
): { element?: ProfileElement; issues: readonly Issue[] } {
  const type = elementTypes.find((each) => types.length === 1 && types[0] === each);
  if (type === undefined) {
    const expression = `${place}.extension('${slice}').value`;
    return { issues: [structure(expression, "element-type", `Give one type, of: ${elementTypes.join(", ")}.`)] };
  }
  const name = url ?? slice;
  return {
    element: valueSet === undefined ? [name, min, max, type] : [name, min, max, type, lastSegment(valueSet)],
    issues: [],
  };
}

/** The value set of a binding: `valueSetReference` or `valueSetUri` in STU3, `valueSet` in R4. */
function boundTo(binding: unknown): string | undefined {
  if (!isObject(binding)) return undefined;
  const { valueSetReference, valueSetUri, valueSet } = binding;
  const reference = isObject(valueSetReference) ? valueSetReference.reference : undefined;
  return addressesOf([reference, valueSetUri, valueSet])[0];
}

/** Canonical addresses, one (STU3) or a list (R4). */
function addressesOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.flatMap((each) => (typeof each === "string" ? [withoutVersion(each)] : []));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function lowest(min: unknown): number {
  return typeof min === "number" ? min : 0;
}

function highest(max: unknown): number {
  if (max === "*") return Number.POSITIVE_INFINITY;
  return typeof max === "string" && /^\d{1,6}$/.test(max) ? Number(max) : 1;
}
