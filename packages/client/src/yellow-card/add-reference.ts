import { checkYellowCardReference, type DigitalFactorsRecord, type Result, recordLimits } from "@digital-factors/core";

/**
 * A reference that came after the report: what the relay takes as the body of `POST /v1/records/{id}/yellow-card`.
 *
 * @example
 * const reference: LaterReference = { value: "ADR 24016450", covers: "medicine" };
 */
export type LaterReference = DigitalFactorsRecord["yellowCard"]["references"][number];

/**
 * A record with a reference added, and the reference as it is kept and sent.
 *
 * @example
 * const reportedIn = ({ record }: ReferencedRecord) => record.yellowCard.status; // "reported"
 */
export interface ReferencedRecord {
  readonly record: DigitalFactorsRecord;
  readonly reference: LaterReference;
}

/**
 * Returns the record with a reference that a person brought back from a body, ready to be sent as an update, so that the
 * two reports are linked. The same reference a second time says what it covers and adds nothing. Changes nothing it is
 * given.
 *
 * @param record - The record as it was sent.
 * @param reference - What the person typed, and what it covers. The shape is never refused for being unknown.
 * @see {@link checkYellowCardReference}
 * @example
 * const link = (record: DigitalFactorsRecord) => addYellowCardReference(record, { value: " adr 24016450", covers: "medicine" });
 */
export function addYellowCardReference(
  record: DigitalFactorsRecord,
  reference: LaterReference,
): Result<ReferencedRecord> {
  const checked = checkYellowCardReference(reference.value);
  if (!checked.ok) return refused(`reference-${checked.reason}`, "Check the reference in the email from the body.");
  const added: LaterReference = { covers: reference.covers, value: checked.value };
  const { references } = record.yellowCard;
  const isSame = ({ value }: LaterReference) => keyOf(value) === checked.key;
  const isKnown = references.some(isSame);
  if (!isKnown && references.length >= recordLimits.references) {
    return refused("max-items", `A record holds ${recordLimits.references} references. Take one out first.`);
  }
  const all = isKnown ? references.map((each) => (isSame(each) ? added : each)) : [...references, added];
  return {
    ok: true,
    value: { record: { ...record, yellowCard: { status: "reported", references: all } }, reference: added },
  };
}

function keyOf(value: string): string {
  const checked = checkYellowCardReference(value);
  return checked.ok ? checked.key : value;
}

function refused(rule: string, message: string): Result<never> {
  const place = { severity: "error", linkId: "yellow-card", expression: "yellowCard.references" } as const;
  const issue = rule === "max-items" ? ({ code: "invariant", rule } as const) : ({ code: "value", rule } as const);
  return { ok: false, issues: [{ ...place, ...issue, message }] };
}
