import type { Issue } from "../../outcome/issue.ts";
import { fault, type JsonObject, structure } from "../adverse-event-issue.ts";
import { type DefinitionResource, objectsOf, withoutVersion } from "./fhir-definitions.ts";

/** Codes and displays of a value set, or what is missing to know them. */
export interface ReadValueSet {
  readonly codes: Readonly<Record<string, string>>;
  readonly issues: readonly Issue[];
}

/**
 * Reads the codes of a ValueSet: from its expansion where it has one, else from the concepts and the whole code systems
 * that it includes.
 */
export function readValueSet(
  { id, content }: DefinitionResource,
  codeSystems: ReadonlyMap<string, DefinitionResource>,
): ReadValueSet {
  const place = `ValueSet/${id}`;
  const [expansion] = objectsOf([content.expansion]);
  if (Array.isArray(expansion?.contains)) return codesOf(flat(expansion.contains, "contains"), `${place}.expansion`);
  const [compose = {}] = objectsOf([content.compose]);
  const includes = objectsOf(compose.include);
  if (includes.length === 0 || compose.exclude !== undefined) {
    return { codes: {}, issues: [unclear(`${place}.compose`)] };
  }
  const parts = includes.map((include, index) =>
    readInclude(include, `${place}.compose.include[${index}]`, codeSystems),
  );
  return {
    codes: Object.fromEntries(parts.flatMap(({ codes }) => Object.entries(codes))),
    issues: parts.flatMap(({ issues }) => issues),
  };
}

function readInclude(
  include: JsonObject,
  place: string,
  codeSystems: ReadonlyMap<string, DefinitionResource>,
): ReadValueSet {
  if (include.filter !== undefined || include.valueSet !== undefined || typeof include.system !== "string") {
    return { codes: {}, issues: [unclear(place)] };
  }
  const system = codeSystems.get(withoutVersion(include.system))?.content;
  const known = codesOf(flat(system?.concept, "concept"), `${place}.system`);
  if (include.concept !== undefined) {
    // A concept may leave its display to the code system.
    const concepts = objectsOf(include.concept).map((concept) => ({
      display: Object.hasOwn(known.codes, textOf(concept.code)) ? known.codes[textOf(concept.code)] : undefined,
      ...concept,
    }));
    return codesOf(concepts, `${place}.concept`);
  }
  if (system === undefined || !Array.isArray(system.concept)) {
    const message = "The codes are in a CodeSystem that is not here. Add it, with its concepts.";
    return { codes: {}, issues: [{ ...fault(`${place}.system`), code: "required", message }] };
  }
  return known;
}

/** What cannot be read without a terminology server. */
function unclear(expression: string): Issue {
  const message = "Give the value set with its expansion, or as an include of whole code systems or listed concepts.";
  return { ...fault(expression), code: "not-supported", rule: "value-set-compose", message };
}

function codesOf(concepts: readonly JsonObject[], place: string): ReadValueSet {
  const isWhole = concepts.every(({ code, display }) => typeof code === "string" && typeof display === "string");
  return {
    codes: Object.fromEntries(concepts.map(({ code, display }) => [textOf(code), textOf(display)])),
    issues: isWhole
      ? []
      : [structure(place, "code-and-display", "Give each concept a code and a display, as strings.")],
  };
}

/** The concepts of a tree, parents before their children; a walk, since the depth is the sender's choice. */
function flat(concepts: unknown, children: "concept" | "contains"): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const open = [...objectsOf(concepts)].reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    found.push(next);
    for (const child of [...objectsOf(next[children])].reverse()) open.push(child);
  }
  return found;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
