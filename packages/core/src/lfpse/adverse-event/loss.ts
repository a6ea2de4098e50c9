import type { DigitalFactorsRecord } from "../../record/record.ts";
import { isSuspectedPart } from "../../record/suspected-parts.ts";
import type { LfpseProfile } from "../lfpse-profile.ts";
import { hasCode, homeOf, softwareDeviceType } from "./profile-places.ts";

/**
 * An answer of a record that an LFPSE event cannot hold.
 *
 * @example
 * const loss: Loss = { expression: "circumstances", reason: "LFPSE v5 has no element for this." };
 */
export interface Loss {
  /** Field of the record. */
  readonly expression: string;
  /** Why it is not in the event, without the answer. */
  readonly reason: string;
}

/**
 * Returns what of a record does not reach LFPSE as data, in the order of the record's fields.
 *
 * @param record - A parsed record.
 * @param profile - Taxonomy release the event is written in.
 */
export function lossOf(record: DigitalFactorsRecord, profile: LfpseProfile): Loss[] {
  const release = `LFPSE v${profile.version}`;
  const noElement = `${release} has no element for this.`;
  const textOnly = `${release} has no element for this; it is carried as words in the problem description.`;
  const hasReference = homeOf(profile, "YellowCardReference") !== undefined;
  const isSuspected = isSuspectedPart(record.part);
  const losses: (Loss | false)[] = [
    record.part === "unknown" && {
      expression: "part",
      reason: `${release} has no code for not knowing whether IT played a part.`,
    },
    record.part === "possible" && {
      expression: "part",
      reason: `${release} does not grade the part that IT played.`,
    },
    record.systems.length > 0 && { expression: "systems", reason: textOnly },
    (isSuspected || record.part === "helped") &&
      record.systems.some(({ medicalDevice }) => medicalDevice === "yes") &&
      !hasCode(profile, "DeviceType", softwareDeviceType) && {
        expression: "systems.medicalDevice",
        reason: `${release} has no device type for software that is a medical device; it is sent as an IT system.`,
      },
    record.factors.length > 0 && {
      expression: "factors",
      reason: "Carried as involvement codes, and as words in the problem description.",
    },
    isSuspected &&
      homeOf(profile, "ITSystemsInvolvementFactors") === undefined && { expression: "involvement", reason: noElement },
    isSuspected &&
      homeOf(profile, "ProblemDescriptionSystemsSoftware") === undefined && {
        expression: "description",
        reason: noElement,
      },
    record.review !== undefined && { expression: "review", reason: noElement },
    record.stillHappening !== "unknown" && {
      expression: "stillHappening",
      reason: textOnly,
    },
    record.othersAffected !== "unknown" && {
      expression: "othersAffected",
      reason: textOnly,
    },
    record.circumstances.length > 0 && {
      expression: "circumstances",
      reason: noElement,
    },
    record.yellowCard.references.length > 0 &&
      !hasReference && { expression: "yellowCard.references", reason: noElement },
    record.yellowCard.references.length > 1 &&
      hasReference && {
        expression: "yellowCard.references",
        reason: `${release} holds one Yellow Card reference; the first is sent.`,
      },
    record.yellowCard.references.length === 0 &&
      record.yellowCard.status !== "unknown" && {
        expression: "yellowCard.status",
        reason: noElement,
      },
    Object.keys(record.context).length > 0 && {
      expression: "context",
      reason: noElement,
    },
  ];
  return losses.filter((loss) => loss !== false);
}
