import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyDraft } from "../record/record.fixtures.ts";
import type { RecordDraft } from "../record/record.ts";
import { reportingRoutes } from "../routes/reporting-route.ts";
import { ruleSources } from "../sources/rule-source.ts";
import { type Assessment, assessYellowCard } from "./assessment.ts";

const height = { none: 0, linked: 0, suggest: 1, prompt: 2, "route-iric": 1, "route-niaic": 1 } as const;
const runs = { numRuns: 3000 };

/** England and staff, so that the national body does not hide the level. */
const inEngland = (record: RecordDraft): RecordDraft => ({ ...record, nation: "england", reporter: "staff" });
const levels = (record: RecordDraft) => {
  const { device, medicine } = assessYellowCard(inEngland(record));
  return [height[device.action], height[medicine.action]];
};
const isNotLower = (higher: RecordDraft, lower: RecordDraft) => {
  const [device = 0, medicine = 0] = levels(higher);
  const [deviceBefore = 0, medicineBefore = 0] = levels(lower);
  return device >= deviceBefore && medicine >= medicineBefore;
};
const withSystem = (record: RecordDraft, change: object): RecordDraft => ({
  ...record,
  systems: (record.systems ?? []).map((system) => ({ ...system, ...change })),
});

describe("assessYellowCard", () => {
  it("never advises less for an unknown answer than for a no", () => {
    fc.assert(
      fc.property(anyDraft, (record) => {
        expect(
          isNotLower(withSystem(record, { medicalDevice: "unknown" }), withSystem(record, { medicalDevice: "no" })),
        ).toBe(true);
        expect(isNotLower({ ...record, harm: { kind: "unknown" } }, { ...record, harm: { kind: "none" } })).toBe(true);
        expect(isNotLower({ ...record, contribution: "unknown" }, { ...record, contribution: "not-suspected" })).toBe(
          true,
        );
        expect(isNotLower({ ...record, part: "unknown" }, { ...record, part: "none" })).toBe(true);
        const { medicine } = record;
        if (medicine === undefined) return;
        for (const field of ["reaction", "serious", "blackTriangle", "defectiveOrFake"] as const) {
          const answered = (answer: "unknown" | "no") => ({ ...record, medicine: { ...medicine, [field]: answer } });
          expect(isNotLower(answered("unknown"), answered("no"))).toBe(true);
        }
      }),
      runs,
    );
  });

  it("never advises less once a harm is known", () => {
    fc.assert(
      fc.property(anyDraft, fc.constantFrom("actual", "near-miss", "delayed-or-wrong-care"), (record, kind) => {
        for (const before of ["none", "unknown"] as const) {
          expect(isNotLower({ ...record, harm: { kind } }, { ...record, harm: { kind: before } })).toBe(true);
        }
      }),
      runs,
    );
  });

  it("lets the nation decide the body, and only for devices and health staff", () => {
    fc.assert(
      fc.property(anyDraft, (record) => {
        const base = assessYellowCard(inEngland(record));
        const isAsked = base.device.action === "prompt" || base.device.action === "suggest";
        for (const [nation, body] of [
          ["scotland", "route-iric"],
          ["northern-ireland", "route-niaic"],
        ] as const) {
          const there = assessYellowCard({ ...record, nation, reporter: "staff" });
          expect(there.device.action).toBe(isAsked ? body : base.device.action);
          expect(there.medicine.action).toBe(base.medicine.action);
          expect(assessYellowCard({ ...record, nation, reporter: "public" }).device.action).toBe(base.device.action);
        }
      }),
      runs,
    );
  });

  it("lets a reference silence what it covers and nothing else", () => {
    fc.assert(
      fc.property(anyDraft, fc.constantFrom("device", "medicine", "both"), (draft, covers) => {
        const record = inEngland(draft);
        const before = assessYellowCard(record);
        const after = assessYellowCard({
          ...record,
          yellowCard: { status: "reported", references: [{ covers, value: "ADR 24016450" }] },
        });
        const expected = (kind: "device" | "medicine") =>
          before[kind].action !== "none" && (covers === kind || covers === "both") ? "linked" : before[kind].action;
        expect([after.device.action, after.medicine.action]).toEqual([expected("device"), expected("medicine")]);
      }),
      runs,
    );
  });

  it("asks once what a reference covers when both could be meant", () => {
    const both: RecordDraft = {
      ...inEngland({ part: "main", systems: [{ type: "prescribing" }], harm: { kind: "actual" } }),
      medicine: { reaction: "yes", ageGroup: "child" },
      yellowCard: { status: "reported", references: [{ covers: "unknown", value: "ADR 24016450" }] },
    };
    expect(assessYellowCard(both)).toMatchObject({
      device: { action: "suggest", ask: "yellow-card" },
      medicine: { action: "suggest", ask: "yellow-card" },
    });
  });

  it.each([
    ["3", "device"],
    ["5", "device"],
    ["1", "medicine"],
    ["2", "medicine"],
    ["4", "medicine"],
  ] as const)("takes LFPSE criterion %s as a prompt for the %s, whatever else was answered", (code, kind) => {
    const nothingElse: RecordDraft = inEngland({
      part: "none",
      systems: [{ type: "video-consultation" }],
      harm: { kind: "none" },
    });
    expect(assessYellowCard(nothingElse, { criteria: [code] })[kind].action).toBe("prompt");
  });

  it("always gives a reason with a source", () => {
    const hasReasons = ({ reasons }: Assessment) =>
      reasons.length > 0 && reasons.every(({ source }) => Object.hasOwn(ruleSources, source));
    fc.assert(
      fc.property(anyDraft, (record) => {
        const { device, medicine } = assessYellowCard(record);
        expect(hasReasons(device) && hasReasons(medicine)).toBe(true);
      }),
      runs,
    );
  });

  it("never keeps an event in England from LFPSE", () => {
    fc.assert(
      fc.property(anyDraft, (record) => {
        expect(reportingRoutes({ ...record, nation: "england" })[0]).toMatchObject({
          route: "lfpse",
          advice: "report",
        });
      }),
      runs,
    );
  });
});
