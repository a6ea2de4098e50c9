import { definitionUrl, rootProfileId } from "../lfpse/adverse-event/profile-places.ts";
import { type LfpseProfile, lfpse5, type ProfileDefinition, type ProfileElement } from "../lfpse/lfpse-profile.ts";
import type { ModelElement, ModelExtension } from "./model-elements.ts";

/** Where a release holds an element: its extension, the address of that, and what it says of the element. */
export interface ReleaseElement {
  readonly home: ProfileDefinition;
  readonly url: string;
  readonly element: ProfileElement;
}

/** The elements of a release by name; a release is looked through once. */
const known = new WeakMap<LfpseProfile, ReadonlyMap<string, ReleaseElement>>();

/** Returns where a release holds the element of this name, or `undefined` where it has none. */
export function releaseElement(profile: LfpseProfile, name: string): ReleaseElement | undefined {
  const elements = known.get(profile) ?? elementsOf(profile);
  known.set(profile, elements);
  return elements.get(name);
}

function elementsOf(profile: LfpseProfile): ReadonlyMap<string, ReleaseElement> {
  return new Map(
    profile.definitions.flatMap((home) =>
      home.elements.map((element) => [element[0], { home, url: definitionUrl(profile, home.id), element }] as const),
    ),
  );
}

/** Returns the id of the profile of a resource in a release. */
export function resourceProfileId(resource: ModelExtension["resource"], { version }: LfpseProfile): string {
  return resource === "AdverseEvent"
    ? rootProfileId({ version })
    : `adverse-event-${resource.toLowerCase()}-${version}`;
}

/** Why a code of one release cannot stand in the other, or `undefined` where it can. */
export type CodeFault = "no-code" | "other-text";

/**
 * Compares a code of the model with a release: several codes keep their number from one release to the next and change
 * their text, so a code is carried only where both texts are there and say the same. A list that is left out of the copy
 * (organisations) is not looked at.
 */
export function codeFault(
  code: string,
  model: ModelElement,
  [, , , , valueSet]: ProfileElement,
  profile: LfpseProfile,
): CodeFault | undefined {
  const ours = lfpse5.codes[model.valueSet ?? ""];
  const theirs = profile.codes[valueSet ?? ""];
  if (ours === undefined || theirs === undefined) return undefined;
  if (!Object.hasOwn(ours, code) || !Object.hasOwn(theirs, code)) return "no-code";
  return plain(ours[code]) === plain(theirs[code]) ? undefined : "other-text";
}

/** A text without what copying garbles: marks, spaces and capitals. */
function plain(text: string | undefined): string | undefined {
  return text?.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
