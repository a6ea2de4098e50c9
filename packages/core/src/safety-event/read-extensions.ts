import { definitionUrl } from "../lfpse/adverse-event/profile-places.ts";
import { isObject, type JsonObject } from "../lfpse/adverse-event-issue.ts";
import type { LfpseProfile, ProfileDefinition } from "../lfpse/lfpse-profile.ts";
import { elementValue, isElementValue } from "./element-value.ts";
import type { Losses } from "./losses.ts";
import { type ExtensionField, modelElement, modelExtensions } from "./model-elements.ts";
import { codeFault, resourceProfileId } from "./release-element.ts";

/** Answers by the field of their extension, then by their own. */
export type ReadAnswers = Map<ExtensionField, Record<string, unknown>>;

type Resource = Parameters<typeof resourceProfileId>[0];

/**
 * Reads the extensions of one resource: the answers of each that LFPSE has there. What is not LFPSE's, or not of the type or
 * list that its element has, is lost.
 */
export function readExtensions(
  extensions: unknown,
  place: string,
  resource: Resource,
  profile: LfpseProfile,
  losses: Losses,
): readonly ReadAnswers[] {
  if (extensions === undefined) return [];
  if (!Array.isArray(extensions)) {
    losses.lose(`${place}.extension`, "This is not a list of extensions.");
    return [];
  }
  const attachedTo = resourceProfileId(resource, profile);
  const definitions = new Map<unknown, ProfileDefinition>(
    profile.definitions
      .filter((each) => each.attachedTo === attachedTo)
      .map((each) => [definitionUrl(profile, each.id), each]),
  );
  const times = new Map<string, number>();
  const found: ReadAnswers[] = [];
  for (const [index, outer] of extensions.entries()) {
    const where = `${place}.extension[${index}]`;
    const definition = isObject(outer) ? definitions.get(outer.url) : undefined;
    if (!isObject(outer) || definition === undefined) {
      losses.lose(where, `LFPSE v${profile.version} has no such extension here.`);
      continue;
    }
    const count = (times.get(definition.id) ?? 0) + 1;
    times.set(definition.id, count);
    if (count > (definition.max ?? 1)) {
      losses.lose(where, `LFPSE v${profile.version} takes ${definition.max ?? 1} of these at most.`);
      continue;
    }
    losses.loseOthers(outer, where, ["url", "extension"]);
    found.push(readElements(outer, where, resource, definition, profile, losses));
  }
  return found;
}

/** Puts the answers of several extensions together; each element stands in one of them only. */
export function mergeAnswers(found: readonly ReadAnswers[]): ReadAnswers {
  const merged: ReadAnswers = new Map();
  for (const [field, answers] of found.flatMap((each) => [...each])) {
    merged.set(field, { ...merged.get(field), ...answers });
  }
  return merged;
}

/** Takes out the answers of an extension that lacks one that v5 requires. */
export function withoutIncomplete(
  answers: ReadAnswers,
  place: string,
  profile: LfpseProfile,
  losses: Losses,
): ReadAnswers {
  const kept: ReadAnswers = new Map();
  for (const [field, fields] of answers) {
    const model = modelExtensions.find((each) => each.field === field);
    const missing = model?.elements.find((each) => each.isRequired && fields[each.field] === undefined);
    if (missing === undefined) kept.set(field, fields);
    else if (Object.keys(fields).length > 0) {
      const reason = `LFPSE v5 takes these answers only together with ${missing.name}, which is not there.`;
      losses.lose(`${place}.extension('${model?.id}-${profile.version}')`, reason);
    }
  }
  return kept;
}

function readElements(
  outer: JsonObject,
  place: string,
  resource: Resource,
  definition: ProfileDefinition,
  profile: LfpseProfile,
  losses: Losses,
): ReadAnswers {
  const answers: ReadAnswers = new Map();
  if (!Array.isArray(outer.extension)) {
    losses.lose(`${place}.extension`, "This is not a list of answers.");
    return answers;
  }
  for (const [index, inner] of outer.extension.entries()) {
    const where = `${place}.extension[${index}]`;
    const element = isObject(inner) ? definition.elements.find(([name]) => name === inner.url) : undefined;
    if (element === undefined) {
      losses.lose(where, `LFPSE v${profile.version} has no such element in this extension.`);
      continue;
    }
    const model = modelElement(element[0]);
    if (model === undefined) {
      losses.lose(where, "LFPSE v5 has no element for this.");
      continue;
    }
    if (model.resource !== resource) {
      losses.lose(where, "LFPSE v5 has this on another resource.");
      continue;
    }
    const value = elementValue(inner, element[3]);
    if (element[3] !== model.type || !isElementValue(value, model)) {
      losses.lose(where, `This is not one value of type ${model.type} that LFPSE v5 takes here.`);
      continue;
    }
    const fault = model.type === "code" ? codeFault(String(value), model, element, profile) : undefined;
    if (fault !== undefined) {
      const isListed = fault === "other-text";
      losses.lose(where, isListed ? "LFPSE v5 has another text for this code." : "LFPSE v5 has no such code here.");
      continue;
    }
    const fields = answers.get(model.extension) ?? {};
    answers.set(model.extension, fields);
    const known = fields[model.field];
    const list: readonly unknown[] = Array.isArray(known) ? known : known === undefined ? [] : [known];
    if (list.length >= model.max) losses.lose(where, `LFPSE v5 takes ${model.max} of these at most.`);
    else fields[model.field] = model.max > 1 ? [...list, value] : value;
  }
  return answers;
}
