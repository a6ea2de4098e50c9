import type { LfpseProfile } from "../lfpse-profile.ts";

/** Device type of standalone software and apps that are medical devices; new in v5. */
export const softwareDeviceType = "100";

/** Returns the canonical address of a profile or an extension, by its id with the release. */
export function definitionUrl({ canonicalBase }: Pick<LfpseProfile, "canonicalBase">, id: string): string {
  return `${canonicalBase}StructureDefinition/${id}`;
}

/** Returns the id of the profile of the event itself. */
export function rootProfileId({ version }: Pick<LfpseProfile, "version">): string {
  return `patient-safety-adverse-event-${version}`;
}

/** What a release says of one element, wherever it stands. */
interface ElementPlace {
  readonly homeId: string;
  readonly valueSet: string | undefined;
  readonly isRequired: boolean;
}

/** By the definitions of a release, which never change: looked up several times for each event. */
const placesOf = new WeakMap<LfpseProfile["definitions"], ReadonlyMap<string, ElementPlace>>();

function placeOf({ definitions }: LfpseProfile, element: string): ElementPlace | undefined {
  const known = placesOf.get(definitions);
  if (known !== undefined) return known.get(element);
  const places = new Map<string, ElementPlace>();
  for (const { id, elements } of definitions) {
    for (const [name, min, , , valueSet] of elements) {
      const first = places.get(name) ?? { homeId: id, valueSet, isRequired: false };
      places.set(name, { ...first, isRequired: first.isRequired || min > 0 });
    }
  }
  placesOf.set(definitions, places);
  return places.get(element);
}

/** Returns the canonical address of the extension that holds this element in the release, or `undefined`. */
export function homeOf(profile: LfpseProfile, element: string): string | undefined {
  const home = placeOf(profile, element)?.homeId;
  return home === undefined ? undefined : definitionUrl(profile, home);
}

/** Says whether the release has this code in the value set of the element. */
export function hasCode(profile: LfpseProfile, element: string, code: string): boolean {
  const valueSet = placeOf(profile, element)?.valueSet;
  const codes = valueSet === undefined ? undefined : profile.codes[valueSet];
  return codes !== undefined && Object.hasOwn(codes, code);
}

/** Says whether an element has to be there once its extension is. */
export function isRequired(profile: LfpseProfile, element: string): boolean {
  return placeOf(profile, element)?.isRequired === true;
}
