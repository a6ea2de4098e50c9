import type { DigitalFactorsRecord } from "@digital-factors/core";

/**
 * Returns whether a record says that a Yellow Card was sent or will be, and holds no reference of it: somebody has yet to
 * add one, so that the two reports can be linked. `not-reported` and `unknown` say no such thing.
 */
export function isYellowCardMissing({ yellowCard }: DigitalFactorsRecord): boolean {
  const { status, references } = yellowCard;
  return references.length === 0 && status !== "not-reported" && status !== "unknown";
}
