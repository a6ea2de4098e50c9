import { type Loss, noElementIn } from "../lfpse/adverse-event/loss.ts";
import type { Extension } from "../lfpse/fhir-stu3.ts";
import type { LfpseProfile, ProfileDefinition } from "../lfpse/lfpse-profile.ts";
import { elementExtension } from "./element-value.ts";
import type { ModelElement, ModelExtension } from "./model-elements.ts";
import { type OtherWordElement, withWordsInstead } from "./other-words.ts";
import { codeFault, type ReleaseElement, releaseElement, resourceProfileId } from "./release-element.ts";

/** The answers of one extension of an event, and their place in it. */
export interface Answered {
  readonly model: ModelExtension;
  readonly place: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Extensions as a release has them, and what it has no place for. */
export interface WrittenExtensions {
  readonly extensions: readonly Extension[];
  readonly lost: readonly Loss[];
}

interface Collected {
  readonly home: ProfileDefinition;
  readonly inner: Extension[];
  readonly places: string[];
}

/**
 * Writes the answers of one resource: each into the extension that holds its element in the release, so that what v5 has in
 * nine problem extensions stands in one in v4.
 */
export function writeExtensions(
  answered: readonly Answered[],
  profile: LfpseProfile,
  isInsteadOfCode: (element: OtherWordElement) => boolean,
): WrittenExtensions {
  const collected = new Map<string, Collected>();
  const lost: Loss[] = [];
  for (const { model, place, answers } of answered) {
    for (const element of model.elements) {
      const given = answers[element.field];
      if (given === undefined) continue;
      const at = releaseElement(profile, element.name);
      for (const [index, value] of (Array.isArray(given) ? given : [given]).entries()) {
        const expression = `${place}.${element.field}${Array.isArray(given) ? `[${index}]` : ""}`;
        const reason = at === undefined ? noElementIn(profile) : reasonAgainst(value, index, element, at, profile);
        if (at === undefined || reason !== undefined) {
          lost.push({ expression, reason: reason ?? noElementIn(profile) });
          continue;
        }
        const home = collected.get(at.url) ?? { home: at.home, inner: [], places: [] };
        collected.set(at.url, home);
        home.inner.push(elementExtension(element.name, at.element[3], value));
        home.places.push(expression);
      }
    }
  }
  const extensions = [...collected].flatMap(([url, { home, inner, places }]): Extension[] => {
    const missing = home.elements.filter(([name, min]) => min > 0 && !inner.some((each) => each.url === name));
    if (missing.length === 0) return [{ url, extension: withWordsInstead(inner, isInsteadOfCode) }];
    const names = missing.map(([name]) => name).join(" and ");
    const reason = `LFPSE v${profile.version} takes this only together with ${names}, which is not there.`;
    lost.push(...places.map((expression) => ({ expression, reason })));
    return [];
  });
  return { extensions, lost };
}

/** Why a release cannot hold this value, or `undefined` where it can. */
function reasonAgainst(
  value: unknown,
  index: number,
  element: ModelElement,
  { home, element: theirs }: ReleaseElement,
  profile: LfpseProfile,
): string | undefined {
  const release = `LFPSE v${profile.version}`;
  const [, , max, type] = theirs;
  if (home.attachedTo !== resourceProfileId(element.resource, profile))
    return `${release} has this on another resource.`;
  if (type !== element.type) return `${release} takes another type of value here.`;
  if (index >= max) return `${release} takes ${max} of these at most.`;
  const fault = type === "code" ? codeFault(String(value), element, theirs, profile) : undefined;
  if (fault === "no-code") return `${release} has no such code.`;
  return fault === "other-text" ? `${release} has another text for this code.` : undefined;
}
