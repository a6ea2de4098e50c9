import { canonical } from "../factors/canonical.ts";
import { systemFunctions } from "../factors/system-type.ts";
import { factorGroupIds, factorIds, systemTypeIds } from "../generated/factors.ts";
import { recordValues } from "../record/record-values.ts";

/** Codes of each list that an item answers from. */
export const codesOfList = {
  part: recordValues.part,
  "system-type": systemTypeIds,
  "system-function": systemFunctions,
  "yes-no-unknown": recordValues.yesNoUnknown,
  "factor-group": factorGroupIds,
  factor: factorIds,
  "harm-kind": recordValues.harmKind,
  "yellow-card-status": recordValues.yellowCardStatus,
  "yellow-card-covers": recordValues.covers,
  involvement: recordValues.involvement,
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** List that an item answers from; the last part of its code system. */
export type CodeListId = keyof typeof codesOfList;

/** Returns the code system of a list, such as `urn:digital-factors:factor`. */
export function systemOfList(list: CodeListId): string {
  return canonical(list);
}
