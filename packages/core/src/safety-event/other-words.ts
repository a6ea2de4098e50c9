import type { Extension } from "../lfpse/fhir-stu3.ts";
import { lfpse5 } from "../lfpse/lfpse-profile.ts";
import { modelElement } from "./model-elements.ts";

/** Elements that take one code, of which one is "Other", and words for it in an element of their own. */
export const otherWordElements = [
  "RiskTimeframe",
  "GoodCareDetectionFactor",
  "DetectionPoint",
  "ReporterType",
  "ReporterRole",
  "ReporterInvolvement",
] as const;

/**
 * Name of an element that takes one code, and words where the code is "Other".
 *
 * @example
 * const element: OtherWordElement = "ReporterRole";
 */
export type OtherWordElement = (typeof otherWordElements)[number];

/** An element with words for "Other": its code for that, and its fields. */
export interface OtherWords {
  readonly element: OtherWordElement;
  readonly extension: string;
  readonly field: string;
  readonly wordsField: string;
  readonly code: string;
}

/** Where the words stand, and which code they explain. */
export const otherWords: readonly OtherWords[] = otherWordElements.flatMap((element): OtherWords[] => {
  const coded = modelElement(element);
  const words = modelElement(`${element}Other`);
  const [code] =
    Object.entries(lfpse5.codes[coded?.valueSet ?? ""] ?? {}).find(([, display]) => display === "Other") ?? [];
  if (coded === undefined || words === undefined || code === undefined) return [];
  return [{ element, extension: coded.extension, field: coded.field, wordsField: words.field, code }];
});

/** Returns the answers of one extension with the code for "Other" where its words were given alone. */
export function withOtherCodes(extension: string, answers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const implied = otherWords.filter(
    (each) =>
      each.extension === extension && answers[each.wordsField] !== undefined && answers[each.field] === undefined,
  );
  return { ...answers, ...Object.fromEntries(implied.map(({ field, code }) => [field, code])) };
}

/** Returns inner extensions with the words alone where these stand instead of the code "Other", which they imply. */
export function withWordsInstead(
  inner: readonly Extension[],
  instead: (element: OtherWordElement) => boolean,
): readonly Extension[] {
  const left = otherWords.filter(
    ({ element }) => instead(element) && inner.some(({ url }) => url === `${element}Other`),
  );
  return inner.filter(({ url, valueCode }) => !left.some(({ element, code }) => url === element && valueCode === code));
}
