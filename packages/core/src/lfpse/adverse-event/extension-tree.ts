import type { Extension } from "../fhir-stu3.ts";

/** Returns the extensions with the one at `url` replaced by what `change` makes of its inner extensions; made if absent. */
export function withExtension(
  extensions: readonly Extension[] | undefined,
  url: string,
  change: (inner: readonly Extension[]) => readonly Extension[],
): readonly Extension[] {
  const known = extensions ?? [];
  const index = known.findIndex((each) => each.url === url);
  if (index < 0) {
    const inner = change([]);
    return inner.length === 0 ? known : [...known, { url, extension: inner }];
  }
  return known.map((each, at) => (at === index ? { ...each, extension: change(each.extension ?? []) } : each));
}

/** Returns the inner extensions with each code added once, beside those that are there. */
export function withCodes(inner: readonly Extension[], url: string, codes: readonly string[]): readonly Extension[] {
  const known = inner.filter((each) => each.url === url).map(({ valueCode }) => valueCode);
  return [...inner, ...codes.filter((code) => !known.includes(code)).map((valueCode) => ({ url, valueCode }))];
}

/** Returns the first text at `url`, or `undefined`. */
export function textAt(inner: readonly Extension[], url: string): string | undefined {
  return inner.find((each) => each.url === url)?.valueString;
}

/** Returns the inner extensions with the text at `url` set. */
export function withText(inner: readonly Extension[], url: string, valueString: string): readonly Extension[] {
  const index = inner.findIndex((each) => each.url === url);
  return index < 0
    ? [...inner, { url, valueString }]
    : inner.map((each, at) => (at === index ? { ...each, valueString } : each));
}

/** Returns the codes at `url` within the extension at `outer`. */
export function codesAt(
  extensions: readonly Extension[] | undefined,
  outer: string | undefined,
  url: string,
): readonly (string | undefined)[] {
  const inner = extensions?.find((each) => each.url === outer)?.extension ?? [];
  return inner.filter((each) => each.url === url).map(({ valueCode }) => valueCode);
}
