import type { InvolvementCode } from "../factors/factor.ts";
import { softwareDeviceType } from "../lfpse/adverse-event/profile-places.ts";
import type { RecordDraft } from "../record/record.ts";
import { recordValues } from "../record/record-values.ts";
import type { SafetyEvent } from "./safety-event.ts";

/**
 * What of a digital-factors record an LFPSE event tells.
 *
 * @example
 * const part: DigitalPart = { isInvolved: true, draft: { eventType: "incident", involvement: ["4"] } };
 */
export interface DigitalPart {
  /**
   * Whether the event names IT systems or software among what was involved (`InvolvedAgents` 9). LFPSE does not grade the
   * part, and helped is sent as the same code as harmed, so `draft` has no `part`: ask. `false` also where nobody was asked.
   */
  readonly isInvolved: boolean;
  /** The answers that can be read. What the event does not tell is absent, and never "no". */
  readonly draft: RecordDraft;
}

/** Device type "IT systems". */
const itSystemsDeviceType = "57";

/**
 * Returns the digital part of an event: its type, the involvement codes, the words of the IT problem, the Yellow Card
 * reference (what it covers is unknown), the software that is a medical device (agent 3 with device type 100 or 57; which
 * type of system it is, is not known), and the most severe harm of any patient. Harm of any level is `actual`; where every
 * level is "none", the kind stays unknown, since a near miss looks the same.
 */
export function digitalPart(event: SafetyEvent): DigitalPart {
  const agents = event.agent?.involvedAgents ?? [];
  const { itSystemsInvolvementFactors, problemDescriptionSystemsSoftware } = event.problemItSystems ?? {};
  const reference = event.agent?.yellowCardReference;
  const isDevice =
    agents.includes("3") &&
    event.devices.some(({ deviceType = [] }) =>
      deviceType.some((code) => code === softwareDeviceType || code === itSystemsDeviceType),
    );
  const harm = harmOf(event);
  return {
    isInvolved: agents.includes("9"),
    draft: {
      eventType: event.eventType,
      ...(isDevice ? { systems: [{ type: "not-sure", medicalDevice: "yes" }] } : {}),
      ...(itSystemsInvolvementFactors === undefined ? {} : { involvement: involvementOf(itSystemsInvolvementFactors) }),
      ...(problemDescriptionSystemsSoftware === undefined ? {} : { description: problemDescriptionSystemsSoftware }),
      ...(harm === undefined ? {} : { harm }),
      ...(reference === undefined
        ? {}
        : { yellowCard: { status: "reported", references: [{ covers: "unknown", value: reference }] } }),
    },
  };
}

/** A record has each code once. */
function involvementOf(codes: readonly InvolvementCode[]): InvolvementCode[] {
  return [...new Set(codes)];
}

function harmOf({ patients }: SafetyEvent): RecordDraft["harm"] {
  const physical = recordValues.physicalHarm.find((code) => patients.some((each) => each.physicalHarm === code));
  const psychological = recordValues.psychologicalHarm.find((code) =>
    patients.some((each) => each.psychologicalHarm === code),
  );
  if (physical === undefined && psychological === undefined) return undefined;
  const isHarmed =
    (physical !== undefined && physical !== "5") || (psychological !== undefined && psychological !== "4");
  return {
    kind: isHarmed ? "actual" : "unknown",
    ...(physical === undefined ? {} : { physical }),
    ...(psychological === undefined ? {} : { psychological }),
  };
}
