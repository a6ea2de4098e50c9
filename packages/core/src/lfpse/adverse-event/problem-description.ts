import { findFactor } from "../../factors/factor.ts";
import { factorLabelsEn } from "../../generated/factor-labels-en.ts";
import type { RecordDraft, SystemDraft } from "../../record/record.ts";

/**
 * Returns the text for LFPSE's one free-text box on IT systems: system, factors, the reporter's words, and the answers
 * LFPSE has no code for. English, since LFPSE is read in England. Sentences end with a full stop; nothing is cut.
 *
 * @param record - A record or a draft.
 * @returns One paragraph; empty if there is nothing to say.
 * @example
 * problemDescription({ systems: [{ type: "prescribing", name: "ExampleMeds", version: "4.2" }], factors: ["calculation-wrong"] });
 * // "System: ExampleMeds, version 4.2. Dose, score or calculation was wrong."
 */
export function problemDescription(record: RecordDraft): string {
  const systems = (record.systems ?? []).map(describeSystem).join("; ");
  const factors = (record.factors ?? []).filter((id) => findFactor(id)).map((id) => factorLabelsEn.factors[id].label);
  return [
    ...(systems === "" ? [] : [`System: ${systems}`]),
    ...factors,
    ...(record.description?.trim() ? [record.description.trim()] : []),
    ...(record.stillHappening === "yes" ? ["Still happening"] : []),
    ...(record.othersAffected === "yes" ? ["Other patients could be affected"] : []),
  ]
    .map((sentence) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(" ");
}

function describeSystem(system: SystemDraft): string {
  return [
    system.name ?? factorLabelsEn.systemTypes[system.type].label,
    system.module,
    system.version === undefined ? undefined : `version ${system.version}`,
    system.supplier === undefined ? undefined : `supplier ${system.supplier}`,
  ]
    .filter((part) => part !== undefined)
    .join(", ");
}
