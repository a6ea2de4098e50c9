import { invalidCode } from "../lfpse/adverse-event-issue.ts";
import type { Result } from "../outcome/issue.ts";

/**
 * A code of a list of the factor tree, and its words in English and Welsh.
 *
 * @example
 * const concept: TreeConcept = { code: "people", display: { en: "People", cy: "Pobl" } };
 */
export interface TreeConcept<Code extends string = string> {
  readonly code: Code;
  readonly display: { readonly en: string; readonly cy: string };
  readonly hint?: { readonly en: string; readonly cy: string };
}

/**
 * Returns the input as one of `codes`, or an issue that names the list. The modules of the tree's lists parse with this.
 *
 * @param input - Anything; never throws.
 * @param codes - Codes of the list.
 * @param list - Id of the list, such as `system-type`.
 * @example
 * parseTreeCode("epr", ["epr"], "system-type"); // { ok: true, value: "epr" }
 */
export function parseTreeCode<const Code extends string>(
  input: unknown,
  codes: readonly Code[],
  list: string,
): Result<Code> {
  const value = codes.find((code) => code === input);
  return value === undefined ? { ok: false, issues: [invalidCode("code", list)] } : { ok: true, value };
}
