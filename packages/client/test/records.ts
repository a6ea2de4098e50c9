import { type DigitalFactorsRecord, parseRecord } from "@digital-factors/core";

/** Returns a synthetic record; the same number gives the same id. */
export function recordOf(number: number, description = "The drug chart did not open."): DigitalFactorsRecord {
  const parsed = parseRecord({
    format: "digital-factors/1",
    id: `7f7f6a3e-5d1c-4c54-9c1e-${String(number).padStart(12, "0")}`,
    recordedAt: "2026-03-02T09:20:00Z",
    versions: { factors: "1", lfpse: "5" },
    nation: "england",
    reporter: "staff",
    eventType: "incident",
    part: "main",
    description,
  });
  if (!parsed.ok) throw new Error(`The record of the tests is not valid: ${JSON.stringify(parsed.issues)}`);
  return parsed.value;
}
