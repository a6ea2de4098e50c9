import {
  type DigitalFactorsRecord,
  factorsVersion,
  involvementFromFactors,
  type QuestionId,
  type RecordDraft,
  recordLimits,
} from "@digital-factors/core";
import { formVersion } from "../version.ts";
import type { Answers } from "./answers.ts";
import { distinctIdentifiers, freeTextOf } from "./identifiers-kept.ts";

/** What a record needs besides the answers. */
export interface RecordBasis {
  readonly id: string;
  readonly recordedAt: string;
  readonly lfpse: DigitalFactorsRecord["versions"]["lfpse"];
  readonly context: DigitalFactorsRecord["context"];
  /** Answers with nation, reporter and event type filled in. */
  readonly draft: RecordDraft;
  readonly isVisible: (linkId: QuestionId) => boolean;
}

/**
 * Returns the record these answers make, with every default filled in and its fields in one fixed order. An answer to a
 * question that the flow no longer asks stays with the answers but is not in the record.
 */
export function recordOf(answers: Answers, basis: RecordBasis): DigitalFactorsRecord {
  const { draft, isVisible } = basis;
  const part = draft.part ?? "unknown";
  const wentWrong = isVisible("group");
  const factors = wentWrong ? (draft.factors ?? []) : [];
  const isHosts = (field: keyof RecordDraft) => answers.hostFields.includes(field);
  const yellowCard = isVisible("yellow-card") || isHosts("yellowCard") ? draft.yellowCard : undefined;
  const systems = isVisible("system") || isHosts("systems") ? (draft.systems ?? []).map(wholeSystem) : [];
  const description = isVisible("description")
    ? (draft.description ?? "").slice(0, recordLimits.descriptionCharacters)
    : "";
  const identifiersKept = distinctIdentifiers(description, freeTextOf({ systems }, "system")).filter((found) =>
    answers.kept.includes(found),
  ).length;
  const contribution = draft.contribution ?? (wentWrong ? "suspected" : "unknown");
  return {
    format: "digital-factors/1",
    id: basis.id,
    recordedAt: basis.recordedAt,
    versions: { factors: factorsVersion, form: formVersion, lfpse: basis.lfpse },
    nation: draft.nation ?? "england",
    reporter: draft.reporter ?? "staff",
    eventType: draft.eventType ?? "incident",
    part,
    systems,
    ...(wentWrong && draft.group !== undefined ? { group: draft.group } : {}),
    factors: [...factors],
    ...(draft.review === undefined ? {} : { review: draft.review as NonNullable<DigitalFactorsRecord["review"]> }),
    involvement:
      answers.isInvolvementChosen && wentWrong ? [...(draft.involvement ?? [])] : involvementFromFactors(factors),
    description,
    ...(identifiersKept > 0 ? { identifiersKept } : {}),
    // These two give way when a question that decides a route takes their place: what was said is kept.
    stillHappening: (wentWrong ? draft.stillHappening : undefined) ?? "unknown",
    othersAffected: (wentWrong ? draft.othersAffected : undefined) ?? "unknown",
    contribution,
    harm: (isVisible("harm") || isHosts("harm") ? draft.harm : undefined) ?? { kind: "unknown" },
    ...(draft.medicine === undefined ? {} : { medicine: wholeMedicine(draft.medicine) }),
    circumstances: [...(draft.circumstances ?? [])],
    yellowCard: {
      status: yellowCard?.status ?? "unknown",
      references: (yellowCard?.references ?? []).map(({ covers, value }) => ({ covers: covers ?? "unknown", value })),
    },
    context: basis.context,
  };
}

function wholeSystem(system: NonNullable<RecordDraft["systems"]>[number]): DigitalFactorsRecord["systems"][number] {
  return { ...system, functions: system.functions ?? [], medicalDevice: system.medicalDevice ?? "unknown" };
}

function wholeMedicine(medicine: NonNullable<RecordDraft["medicine"]>): NonNullable<DigitalFactorsRecord["medicine"]> {
  return {
    reaction: medicine.reaction ?? "unknown",
    serious: medicine.serious ?? "unknown",
    blackTriangle: medicine.blackTriangle ?? "unknown",
    defectiveOrFake: medicine.defectiveOrFake ?? "unknown",
    ageGroup: medicine.ageGroup ?? "unknown",
  };
}
