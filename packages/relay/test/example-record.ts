import { randomUUID } from "node:crypto";
import type { RecordDraft } from "@digital-factors/core";

/** Answers that must not show up where answers have no place. */
export const answerTexts = ["ExampleMeds", "the drug chart stayed blank", "Examplesoft", "YC-EXAMPLE-0042"] as const;

/** Returns a valid record about a synthetic event, with a new id. */
export function exampleRecord(parts: RecordDraft = {}): RecordDraft & { readonly id: string } {
  return {
    format: "digital-factors/1",
    recordedAt: "2026-01-31T14:05:00Z",
    versions: { factors: "1.0.0", lfpse: "5" },
    nation: "england",
    reporter: "staff",
    eventType: "incident",
    part: "main",
    systems: [{ type: "prescribing", functions: ["prescribing"], name: answerTexts[0], supplier: answerTexts[2] }],
    description: `After the update ${answerTexts[1]}.`,
    yellowCard: { status: "reported", references: [{ covers: "device", value: answerTexts[3] }] },
    ...parts,
    id: parts.id ?? randomUUID(),
  };
}
