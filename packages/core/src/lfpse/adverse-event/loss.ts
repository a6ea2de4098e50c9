import { involvementFromFactors } from "../../factors/involvement.ts";
import type { DigitalFactorsRecord } from "../../record/record.ts";
import { isSuspectedPart } from "../../record/suspected-parts.ts";
import type { LfpseProfile } from "../lfpse-profile.ts";
import { problemDescription } from "./problem-description.ts";
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

/** Returns the reason for an answer that a release has no place for. */
export function noElementIn({ version }: LfpseProfile): string {
  return `LFPSE v${version} has no element for this.`;
}

/**
 * Returns what of a record does not reach LFPSE as data, in the order of the record's fields. Its papers (`format`, `id`,
 * `recordedAt`, `versions`) are no answers: they stay with whoever keeps the record, and are not named here.
 *
 * @param record - A parsed record.
 * @param profile - Taxonomy release the event is written in.
 */
export function lossOf(record: DigitalFactorsRecord, profile: LfpseProfile): Loss[] {
  const release = `LFPSE v${profile.version}`;
  const noElement = noElementIn(profile);
  const isSuspected = isSuspectedPart(record.part);
  const isDescribed = isSuspected && homeOf(profile, "ProblemDescriptionSystemsSoftware") !== undefined;
  const isCoded = isSuspected && homeOf(profile, "ITSystemsInvolvementFactors") !== undefined;
  const derived = record.involvement.length === 0 ? involvementFromFactors(record.factors) : [];
  const asWords = isDescribed
    ? `${noElement.slice(0, -1)}; it is carried as words in the problem description.`
    : noElement;
  const losses: (Loss | false)[] = [
    { expression: "nation", reason: noElement },
    { expression: "reporter", reason: "Not written: who reports stands with the Practitioner of the event." },
    { expression: "part", reason: partReason(record.part, release) },
    record.systems.length > 0 && { expression: "systems", reason: asWords },
    (isSuspected || record.part === "helped") &&
      record.systems.some(({ medicalDevice }) => medicalDevice === "yes") &&
      !hasCode(profile, "DeviceType", softwareDeviceType) && {
        expression: "systems.medicalDevice",
        reason: `${release} has no device type for software that is a medical device; it is sent as an IT system.`,
      },
    record.group !== undefined && { expression: "group", reason: noElement },
    record.factors.length > 0 && {
      expression: "factors",
      reason: isCoded ? "Carried as involvement codes, and as words in the problem description." : noElement,
    },
    record.review !== undefined && { expression: "review", reason: noElement },
    !isCoded &&
      (record.involvement.length > 0 || derived.length > 0) && {
        expression: "involvement",
        reason: isSuspected ? noElement : "Written only where IT is suspected of having contributed.",
      },
    isCoded &&
      derived.length > 0 && {
        expression: "involvement",
        reason: "The codes sent are derived from the factors; that nobody confirmed them is not carried.",
      },
    (isDescribed ? problemDescription(record) : "") !== record.description && {
      expression: "description",
      reason: isDescribed
        ? "Carried within the words that the problem description is composed of."
        : isSuspected
          ? noElement
          : "Written only where IT is suspected of having contributed.",
    },
    record.identifiersKept !== undefined && { expression: "identifiersKept", reason: noElement },
    record.stillHappening !== "unknown" && { expression: "stillHappening", reason: asWords },
    record.othersAffected !== "unknown" && { expression: "othersAffected", reason: asWords },
    record.contribution !== (isSuspected ? "suspected" : "unknown") && {
      expression: "contribution",
      reason: noElement,
    },
    (record.harm.kind !== "unknown" || Object.keys(record.harm).length > 1) && {
      expression: "harm",
      reason: "Not written: harm stands with each patient of the event.",
    },
    record.medicine !== undefined && {
      expression: "medicine",
      reason: "Not written: what happened with a medicine stands in the event's own answers.",
    },
    record.circumstances.length > 0 && { expression: "circumstances", reason: noElement },
    ...yellowCardLosses(record.yellowCard, profile),
    Object.keys(record.context).length > 0 && { expression: "context", reason: noElement },
  ];
  return losses.filter((loss) => loss !== false);
}

/** Agent 9 says that IT was involved; a record says how much. */
function partReason(part: DigitalFactorsRecord["part"], release: string): string {
  if (part === "unknown") return `${release} has no code for not knowing whether IT played a part.`;
  return part === "none"
    ? `${release} has no code for IT having played no part.`
    : `${release} does not grade the part that IT played.`;
}

function yellowCardLosses({ status, references }: DigitalFactorsRecord["yellowCard"], profile: LfpseProfile) {
  const noElement = noElementIn(profile);
  const isSent = references.length > 0 && homeOf(profile, "YellowCardReference") !== undefined;
  return [
    references.length > 0 && !isSent && { expression: "yellowCard.references", reason: noElement },
    references.length > 1 &&
      isSent && {
        expression: "yellowCard.references",
        reason: `LFPSE v${profile.version} holds one Yellow Card reference; the first is sent.`,
      },
    isSent && references[0]?.covers !== "unknown" && { expression: "yellowCard.references.covers", reason: noElement },
    // A reference tells that it was reported; nothing else does.
    status !== (isSent ? "reported" : "unknown") && { expression: "yellowCard.status", reason: noElement },
  ];
}
