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

/** Returns the canonical address of the extension that holds this element in the release, or `undefined`. */
export function homeOf(profile: LfpseProfile, element: string): string | undefined {
  const home = profile.definitions.find(({ elements }) => elements.some(([name]) => name === element));
  return home === undefined ? undefined : definitionUrl(profile, home.id);
}

/** Says whether the release has this code in the value set of the element. */
export function hasCode(profile: LfpseProfile, element: string, code: string): boolean {
  const elements = profile.definitions.flatMap((definition) => definition.elements);
  const valueSet = elements.find(([name]) => name === element)?.[4];
  const codes = valueSet === undefined ? undefined : profile.codes[valueSet];
  return codes !== undefined && Object.hasOwn(codes, code);
}

/** Says whether an element has to be there once its extension is. */
export function isRequired(profile: LfpseProfile, element: string): boolean {
  const elements = profile.definitions.flatMap((definition) => definition.elements);
  return elements.some(([name, min]) => name === element && min > 0);
}
