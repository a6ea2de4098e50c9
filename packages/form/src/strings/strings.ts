import { type Strings, stringsEn } from "./en.ts";

/**
 * Some of the words, to put in place of ours: a host's local names, for example.
 *
 * @example
 * const words: StringOverrides = { labels: { systemTypes: { epr: { label: "Lorenzo" } } } };
 */
export type StringOverrides = Overrides<Strings>;

type Overrides<Words> = Words extends string ? string : { readonly [Key in keyof Words]?: Overrides<Words[Key]> };

const registered = new Map<string, Strings>([["en", stringsEn]]);
const listeners = new Set<() => void>();

/**
 * Registers the words of a language, so that an element in that language shows them. English is there from the start;
 * elements already on the page follow at once.
 *
 * @param lang - Language tag without region, such as `cy`.
 * @param strings - All the words.
 * @example
 * import { stringsCy } from "@digital-factors/form/strings/cy";
 * registerStrings("cy", stringsCy);
 */
export function registerStrings(lang: string, strings: Strings): void {
  registered.set(lang, strings);
  renewElements();
}

/** Lets elements on the page take up what was registered. */
export function renewElements(): void {
  for (const listener of listeners) listener();
}

/** Calls back when something is registered; returns how to stop. */
export function onStringsRegistered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Returns the words for a language tag, English where it is not registered, with the host's own put in. */
export function stringsFor(lang: string, overrides?: StringOverrides): Strings {
  const strings = registered.get(lang.toLowerCase().split("-")[0] ?? "") ?? stringsEn;
  return overrides === undefined ? strings : (merged(strings, overrides) as Strings);
}

/** Puts words in place of others, and only where there are words. */
export function merged(words: unknown, overrides: unknown): unknown {
  if (typeof words !== "object" || words === null || typeof overrides !== "object" || overrides === null) {
    return typeof overrides === typeof words ? overrides : words;
  }
  const result: Record<string, unknown> = { ...words };
  for (const [key, value] of Object.entries(overrides)) {
    result[key] = key in result ? merged(result[key], value) : value;
  }
  return result;
}

/** Fills `{…}` in a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
