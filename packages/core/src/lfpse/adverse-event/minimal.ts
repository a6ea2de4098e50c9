import type { Result } from "../../outcome/issue.ts";
import type { DigitalFactorsRecord } from "../../record/record.ts";
import type { AdverseEvent } from "../fhir-stu3.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse-profile.ts";
import { baseResource } from "./base-resource.ts";
import { problemDescription } from "./problem-description.ts";

/**
 * How {@link toMinimalAdverseEvent} builds the event.
 *
 * @example
 * const options: MinimalAdverseEventOptions = { profile: lfpse5 };
 */
export interface MinimalAdverseEventOptions {
  /** Taxonomy release. Default: {@link lfpse5}. */
  readonly profile?: LfpseProfile;
}

/**
 * Returns the smallest `AdverseEvent` that a record alone can become: event type, date and a description, without
 * patient, place or reporter. For a host that builds no `AdverseEvent` of its own; {@link applyToAdverseEvent} then adds
 * the digital part.
 *
 * @param record - A parsed record.
 * @param options - Taxonomy release.
 * @returns The event; or an issue if the code of the event type is not known (LFPSE's codes for outcome and risk are not
 * public: set them in `profile.eventTypeCodes`), or if the release is v6, whose base elements are not published.
 * @see docs/lfpse.md, "Event types"
 * @example
 * const result = parseRecord(JSON.parse("{}"));
 * if (result.ok) toMinimalAdverseEvent(result.value);
 */
export function toMinimalAdverseEvent(
  record: DigitalFactorsRecord,
  options: MinimalAdverseEventOptions = {},
): Result<AdverseEvent> {
  const { profile = lfpse5 } = options;
  const base = baseResource(profile, record.eventType, { releaseAt: "versions" });
  if (!base.ok) return base;
  return {
    ok: true,
    value: {
      ...base.value,
      category: "AE",
      date: record.recordedAt.slice(0, 10),
      description: problemDescription(record),
    },
  };
}
