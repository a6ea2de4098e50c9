import { type RecordDraft, reportAddresses, yellowCardSummary } from "@digital-factors/core";
import { describe, expect, it } from "vitest";
import { createHandOff } from "./hand-off.ts";

const device: RecordDraft = {
  reporter: "staff",
  part: "main",
  systems: [{ type: "prescribing" }],
  harm: { kind: "actual" },
};

describe("createHandOff", () => {
  it.each([
    ["england", "yellow-card"],
    ["wales", "yellow-card"],
    ["scotland", "iric"],
    ["northern-ireland", "niaic"],
  ] as const)("hands a device in %s off to %s, with the summary", async (nation, body) => {
    const record = { ...device, nation, medicine: { reaction: "yes", ageGroup: "child" } } as const;
    expect(await createHandOff().report(record)).toEqual({
      status: "handed-off",
      links: [
        { body, covers: "device", address: reportAddresses[body] },
        { body: "yellow-card", covers: "medicine", address: reportAddresses["yellow-card"] },
      ],
      summary: yellowCardSummary(record),
    });
  });

  it("puts nothing into an address, and gives one where nothing is advised", async () => {
    const result = await createHandOff().report({ part: "none", description: "something" });
    expect(result).toMatchObject({ links: [{ covers: "unknown", address: "https://yellowcard.mhra.gov.uk/" }] });
  });
});
