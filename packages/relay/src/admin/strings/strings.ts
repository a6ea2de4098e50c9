import { adminStringsCy } from "./cy.ts";
import { type AdminStrings, adminStringsEn } from "./en.ts";

export type { AdminStrings };

/** A language of the admin page. */
export type AdminLanguage = "en" | "cy";

/** The words of each language. */
export const adminStrings: Readonly<Record<AdminLanguage, AdminStrings>> = {
  en: adminStringsEn,
  cy: adminStringsCy,
};

/** Fills `{…}` in a text. The result is plain text: it is escaped where it is put into a page. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** Returns the words under a code, if there are any. */
export function wordsOf(table: object, code: string): string | undefined {
  return Object.hasOwn(table, code) ? String(table[code as keyof typeof table]) : undefined;
}
