import {
  type AdverseEvent,
  applyToAdverseEvent,
  type DigitalFactorsRecord,
  type LfpseProfile,
  type Result,
  toMinimalAdverseEvent,
  validateAdverseEvent,
} from "@digital-factors/core";

/**
 * Returns the `AdverseEvent` to send for a record: the vendor's own with the digital part added, or the smallest one the
 * record alone can become; or every reason why there is none that LFPSE's profile allows.
 *
 * @param record - A parsed record.
 * @param vendorEvent - The vendor's `AdverseEvent`, valid against the profile. Absent if none was sent.
 * @param profile - Taxonomy release to send.
 */
export function buildAdverseEvent(
  record: DigitalFactorsRecord,
  vendorEvent: AdverseEvent | undefined,
  profile: LfpseProfile,
): Result<AdverseEvent> {
  if (record.versions.lfpse !== profile.version) {
    return {
      ok: false,
      issues: [
        {
          severity: "error",
          code: "not-supported",
          rule: "lfpse-version",
          expression: "versions.lfpse",
          message: `This relay sends LFPSE taxonomy version ${profile.version}. Ask whoever runs the form to set that version.`,
        },
      ],
    };
  }
  const base: Result<AdverseEvent> =
    vendorEvent === undefined ? toMinimalAdverseEvent(record, { profile }) : { ok: true, value: vendorEvent };
  if (!base.ok) return base;
  const { resource } = applyToAdverseEvent(base.value, record, { profile });
  const errors = validateAdverseEvent(resource, profile).filter(({ severity }) => severity === "error");
  return errors.length > 0 ? { ok: false, issues: errors } : { ok: true, value: resource };
}
