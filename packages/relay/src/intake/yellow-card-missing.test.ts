import { parseRecord, recordValues } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import { isYellowCardMissing } from "./yellow-card-missing.ts";

function isMissing(yellowCard: unknown): boolean {
  const record = parseRecord({
    format: "digital-factors/1",
    id: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10",
    recordedAt: "2026-01-31T14:05:00Z",
    versions: { factors: "1.0.0", lfpse: "5" },
    nation: "england",
    reporter: "staff",
    eventType: "incident",
    part: "main",
    yellowCard,
  });
  if (!record.ok) throw new TypeError("The record of this test is not valid.");
  return isYellowCardMissing(record.value);
}

describe("isYellowCardMissing", () => {
  it("is so where one was sent or will be and no reference is there", () => {
    const missing = recordValues.yellowCardStatus.filter((status) => isMissing({ status }));
    expect(missing).toEqual(["reported", "reported-no-number", "someone-else-will"]);
    expect(isMissing(undefined)).toBe(false);
  });

  it("is not so once there is a reference, whatever the status", () => {
    const references = [{ covers: "device", value: "YC-EXAMPLE-0042" }];
    const missing = recordValues.yellowCardStatus.filter((status) => isMissing({ status, references }));
    expect(missing).toEqual([]);
  });
});
