import { type DigitalFactorsRecord, parseRecord } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import { addYellowCardReference } from "./add-reference.ts";

const parsed = parseRecord({
  format: "digital-factors/1",
  id: "4f9d2c7e-5b1a-4e0f-9c3d-2a6b8e7f1d05",
  recordedAt: "2026-03-02T09:20:00Z",
  versions: { factors: "1", lfpse: "5" },
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "main",
});
if (!parsed.ok) throw new Error("The record of the test is not one.");
const record: DigitalFactorsRecord = parsed.value;

describe("addYellowCardReference", () => {
  it("adds it, as it is kept and sent, to a record that is still valid", () => {
    const result = addYellowCardReference(record, { value: " ADR  24016450 ", covers: "medicine" });
    const reference = { value: "ADR 24016450", covers: "medicine" };
    expect(result).toEqual({
      ok: true,
      value: { record: { ...record, yellowCard: { status: "reported", references: [reference] } }, reference },
    });
    if (result.ok) expect(parseRecord(result.value.record).ok).toBe(true);
    expect(record.yellowCard.references).toEqual([]);
  });

  it("adds the same reference once, and takes what it now covers", () => {
    const once = addYellowCardReference(record, { value: "ADR 24016450", covers: "unknown" });
    if (!once.ok) throw new Error("It was refused.");
    const twice = addYellowCardReference(once.value.record, { value: "adr24016450", covers: "both" });
    expect(twice).toMatchObject({
      value: { record: { yellowCard: { references: [{ value: "adr24016450", covers: "both" }] } } },
    });
  });

  it("takes a shape that nobody has seen, and refuses what cannot be one, without repeating it", () => {
    expect(addYellowCardReference(record, { value: "2026/001/X", covers: "device" }).ok).toBe(true);
    const refused = addYellowCardReference(record, { value: "999 000 0018", covers: "device" });
    expect(refused).toMatchObject({ ok: false, issues: [{ linkId: "yellow-card", rule: "reference-nhs-number" }] });
    expect(JSON.stringify(refused)).not.toContain("999");
  });

  it("refuses a fifth", () => {
    const references = ["1", "2", "3", "4"].map((digit) => ({
      value: `ADR 2401645${digit}`,
      covers: "device" as const,
    }));
    const full: DigitalFactorsRecord = { ...record, yellowCard: { status: "reported", references } };
    expect(addYellowCardReference(full, { value: "ADR 24016459", covers: "device" })).toMatchObject({
      ok: false,
      issues: [{ code: "invariant", rule: "max-items" }],
    });
  });
});
