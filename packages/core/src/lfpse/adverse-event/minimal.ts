import type { Result } from "../../outcome/issue.ts";
import type { DigitalFactorsRecord } from "../../record/record.ts";
import type { AdverseEvent } from "../fhir-stu3.ts";
import { type LfpseProfile, lfpse5 } from "../lfpse-profile.ts";
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
  if (profile.version === "6") {
    return {
      ok: false,
      issues: [
        {
          severity: "error",
          code: "not-supported",
          rule: "base-resource",
          expression: "versions",
          message: "The base elements of a v6 event are not published. Build the event from NHS England's own sample.",
        },
      ],
    };
  }
  const code = profile.eventTypeCodes[record.eventType];
  if (code === undefined) {
    return {
      ok: false,
      issues: [
        {
          severity: "error",
          code: "not-supported",
          rule: "event-type-code",
          expression: "eventType",
          message:
            "The LFPSE code of this event type is not known. Ask NHS England for it and set it in eventTypeCodes.",
        },
      ],
    };
  }
  return {
    ok: true,
    value: {
      resourceType: "AdverseEvent",
      meta: {
        profile: [`${profile.canonicalBase}StructureDefinition/patient-safety-adverse-event-${profile.version}`],
      },
      category: "AE",
      type: { coding: [{ code }] },
      date: record.recordedAt.slice(0, 10),
      description: problemDescription(record),
    },
  };
}
