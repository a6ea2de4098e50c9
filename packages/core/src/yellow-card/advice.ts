import type { RecordDraft } from "../record/record.ts";
import { isSuspectedPart } from "../record/suspected-parts.ts";
import { deviceStatus } from "./device-status.ts";
import type { YellowCardRuleId } from "./rules.ts";
import { availabilityFactors } from "./system-functions.ts";

/** Fact that would decide the advice, and the question that asks for it. */
export type DecidingQuestion = "medical-device" | "harm" | "yellow-card";

/** What the rules say of one kind of report before nation and references are looked at. */
export interface Advice {
  readonly level: "prompt" | "suggest" | "none";
  readonly rules: readonly YellowCardRuleId[];
  readonly ask?: DecidingQuestion;
}

/** LFPSE Yellow Card criteria (`DrugReaction`) that a reporter ticked elsewhere in the host's form. */
export type YellowCardCriterion = "1" | "2" | "3" | "4" | "5" | "6" | "7";

const harmful = ["actual", "near-miss", "delayed-or-wrong-care"];

/** Advice on a device report: section 12 of the rules, tri-state throughout. */
export function deviceAdvice(record: RecordDraft, criteria: readonly YellowCardCriterion[] = []): Advice {
  if (criteria.includes("3") || criteria.includes("5")) return { level: "prompt", rules: ["lfpse-device-criteria"] };
  if (contributionOf(record) === "no") return { level: "none", rules: ["digital-did-not-contribute"] };
  const device = deviceStatus(record);
  if (device === "no") return { level: "none", rules: ["not-a-device"] };
  const isUnavailable = isAvailabilityOnly(record);
  if (device === "unknown" && isUnavailable) return { level: "none", rules: ["availability-only"] };

  const harm = record.harm?.kind ?? "unknown";
  if (harm === "none") {
    return device === "yes" && !isUnavailable
      ? { level: "suggest", rules: ["device-hazard"] }
      : { level: "none", rules: ["no-effect-reported"] };
  }
  if (device === "unknown")
    return {
      level: "suggest",
      rules: ["device-unknown"],
      ask: "medical-device",
    };
  const isOnlyDown = isUnavailable && !isPhysicalDevice(record);
  if (!harmful.includes(harm)) {
    return isOnlyDown
      ? { level: "none", rules: ["availability-only"], ask: "harm" }
      : { level: "suggest", rules: ["harm-unknown"], ask: "harm" };
  }
  if (contributionOf(record) === "unknown") return { level: "suggest", rules: ["harm-unknown"] };
  if (record.systems?.some((system) => system.inHouse === "yes"))
    return { level: "suggest", rules: ["device-made-in-house"] };
  // A device that failed is more than something missing; one that is only down may still be worth a card.
  if (isOnlyDown) return { level: "suggest", rules: ["availability-only"] };
  return { level: "prompt", rules: ["device-suspected-harm"] };
}

/** Advice on a medicine report. Without a medicine there is none, except where a prescribing fault harmed someone. */
export function medicineAdvice(record: RecordDraft, criteria: readonly YellowCardCriterion[] = []): Advice {
  if (["1", "2", "4"].some((code) => criteria.includes(code as YellowCardCriterion))) {
    return { level: "prompt", rules: ["lfpse-medicine-criteria"] };
  }
  const { medicine } = record;
  if (medicine === undefined) {
    const isMedicinesSystem = record.systems?.some(({ type }) => type === "prescribing" || type === "pharmacy");
    return isMedicinesSystem && record.harm?.kind === "actual" && contributionOf(record) !== "no"
      ? { level: "suggest", rules: ["medicine-involvement-unknown"] }
      : { level: "none", rules: ["no-medicine"] };
  }
  if (medicine.defectiveOrFake === "yes") return { level: "prompt", rules: ["medicine-defective-or-fake"] };
  const reaction = medicine.reaction ?? "unknown";
  if (reaction === "no") return { level: "none", rules: ["no-medicine"] };
  const isKnownMinor = medicine.serious === "no" && medicine.blackTriangle === "no" && medicine.ageGroup === "adult";
  if (reaction === "yes") {
    return isKnownMinor
      ? { level: "none", rules: ["medicine-reaction-known-minor"] }
      : { level: "prompt", rules: ["medicine-reaction"] };
  }
  // Nobody said whether there was a reaction: harm from a medicine is enough to ask.
  return record.harm?.kind === "actual" && !isKnownMinor
    ? { level: "prompt", rules: ["medicine-reaction"] }
    : { level: "suggest", rules: ["medicine-involvement-unknown"] };
}

/** Whether digital contributed: what was said, else what the part played implies. */
function contributionOf(record: RecordDraft): "suspected" | "no" | "unknown" {
  if (record.contribution === "suspected") return "suspected";
  if (record.contribution === "not-suspected") return "no";
  if (isSuspectedPart(record.part)) return "suspected";
  return record.part === "helped" || record.part === "none" ? "no" : "unknown";
}

function isAvailabilityOnly(record: RecordDraft): boolean {
  const factors = record.factors ?? [];
  if (factors.length === 0)
    return record.group === "availability" || (record.circumstances?.includes("outage") ?? false);
  return factors.every((id) => availabilityFactors.includes(id));
}

function isPhysicalDevice(record: RecordDraft): boolean {
  return (
    record.systems?.some((system) => system.type === "connected-device" || system.medicalDevice === "yes") ?? false
  );
}
