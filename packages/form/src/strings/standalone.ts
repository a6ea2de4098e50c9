import type { Strings } from "./en.ts";
import { type StandaloneStrings, standaloneStringsEn } from "./standalone-en.ts";
import { merged, type StringOverrides, stringsFor } from "./strings.ts";

/** All the words of an element that stands alone. */
export interface StandaloneWords extends Strings {
  readonly standalone: StandaloneStrings;
}

/** Returns the words for a language tag as `stringsFor` does, with those of the elements that stand alone. */
export function standaloneWordsFor(lang: string, overrides?: StringOverrides): StandaloneWords {
  const standalone = merged(stringsFor(lang).standalone ?? standaloneStringsEn, overrides?.standalone);
  return { ...stringsFor(lang, overrides), standalone: standalone as StandaloneStrings };
}
