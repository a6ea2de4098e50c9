import type { Result } from "../../outcome/issue.ts";
import { invalidCode } from "../adverse-event-issue.ts";

/**
 * A code of an LFPSE code system and what it stands for.
 *
 * @example
 * const concept: LfpseConcept<"9"> = { code: "9", display: "IT Systems or Software" };
 */
export interface LfpseConcept<Code extends string = string> {
  readonly code: Code;
  readonly display: string;
}

/**
 * Returns the input as one of `codes`, or an issue that names the value set. The modules of the single code lists parse
 * with this.
 *
 * @param input - Anything; never throws. Codes are strings: a number is no code.
 * @param codes - Codes of the value set.
 * @param valueSet - Id of the value set, such as `agent-type-5`.
 * @example
 * parseLfpseCode(9, ["9"], "agent-type-5").ok; // false
 */
export function parseLfpseCode<const Code extends string>(
  input: unknown,
  codes: readonly Code[],
  valueSet: string,
): Result<Code> {
  const value = codes.find((code) => code === input);
  return value === undefined ? { ok: false, issues: [invalidCode("code", valueSet)] } : { ok: true, value };
}
