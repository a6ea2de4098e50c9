import { isNhsNumber } from "../narrative/identifiers.ts";

/**
 * A Yellow Card reference that was accepted, or why it was not.
 *
 * @example
 * const checked: CheckedReference = checkYellowCardReference("ADR 24016450");
 */
export type CheckedReference =
  | {
      readonly ok: true;
      /** Trimmed, Unicode-normalised, single spaces: what is kept and sent. */
      readonly value: string;
      /** Upper case without spaces, for matching. */
      readonly key: string;
      /** `false`: shape not seen before. Ask the reporter to check it; never refuse it. */
      readonly isKnownShape: boolean;
    }
  | { readonly ok: false; readonly reason: ReferenceProblem };

/**
 * Why a text cannot be a reference.
 *
 * @example
 * const reason: ReferenceProblem = "empty";
 */
export type ReferenceProblem =
  | "empty"
  | "too-short"
  | "too-long"
  | "no-digit"
  | "characters"
  | "web-address-or-email"
  | "nhs-number";

const knownShapes = [
  /^(GB-MHRA-)?ADR[ -]?\d{6,10}$/i,
  /^(GB-MHRA-)?MIDB-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
];

/**
 * Returns a Yellow Card reference ready to keep, or the reason it cannot be one. The MHRA publishes no format, so a shape
 * never seen before is accepted with `isKnownShape: false`.
 *
 * @param text - What the reporter typed.
 * @see docs/rules.md, "Yellow Card references": shapes seen in public data, and none official
 * @example
 * checkYellowCardReference(" adr 24016450 "); // { ok: true, value: "adr 24016450", key: "ADR24016450", isKnownShape: true }
 * checkYellowCardReference("https://example.org"); // { ok: false, reason: "web-address-or-email" }
 */
export function checkYellowCardReference(text: string): CheckedReference {
  const refuse = (reason: ReferenceProblem): CheckedReference => ({
    ok: false,
    reason,
  });
  if (text.length > 1000) return refuse("too-long");
  // biome would rather not see control characters in a pattern, so they are found by category.
  if (/\p{Cc}/u.test(text.trim())) return refuse("characters");
  const value = text.normalize("NFKC").trim().replace(/\s+/g, " ");
  if (value === "") return refuse("empty");
  if (/:\/\/|@|^www\./i.test(value)) return refuse("web-address-or-email");
  if (!/^[A-Za-z0-9 \-/._:#]+$/.test(value)) return refuse("characters");
  if (value.length < 3) return refuse("too-short");
  if (value.length > 100) return refuse("too-long");
  if (!/\d/.test(value)) return refuse("no-digit");
  if (isNhsNumber(value)) return refuse("nhs-number");
  return {
    ok: true,
    value,
    key: value.replace(/ /g, "").toUpperCase(),
    isKnownShape: knownShapes.some((shape) => shape.test(value)),
  };
}
