import fc from "fast-check";
import { systemFunctions } from "../factors/system-type.ts";
import { factorGroupIds, factorIds, systemTypeIds } from "../generated/factors.ts";
import { parseRecord } from "./parse-record.ts";
import type { DigitalFactorsRecord, RecordDraft } from "./record.ts";
import { recordValues } from "./record-values.ts";

/** A complete, synthetic record: a dose fault in a child, with a Yellow Card reference. */
export const doseFaultRecord: DigitalFactorsRecord = {
  format: "digital-factors/1",
  id: "4f9d2c7e-5b1a-4e0f-9c3d-2a6b8e7f1d05",
  recordedAt: "2026-03-11T14:05:00Z",
  versions: { factors: "1.0.0", form: "0.1.0", lfpse: "5" },
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "main",
  systems: [
    {
      type: "prescribing",
      functions: ["prescribing", "dose-calculation"],
      name: "ExampleMeds",
      supplier: "Example Supplier Ltd",
      version: "4.2",
      medicalDevice: "yes",
    },
  ],
  group: "alerts",
  factors: ["calculation-wrong"],
  involvement: [],
  description: "The weight-based dose came out ten times too high.",
  stillHappening: "yes",
  othersAffected: "yes",
  contribution: "suspected",
  harm: { kind: "near-miss" },
  medicine: {
    reaction: "no",
    serious: "unknown",
    blackTriangle: "unknown",
    defectiveOrFake: "unknown",
    ageGroup: "child",
  },
  circumstances: [],
  yellowCard: { status: "reported", references: [{ covers: "device", value: "ADR 24016450" }] },
  context: {},
};

const required = {
  format: "digital-factors/1",
  recordedAt: "2026-03-11T14:05:00Z",
  versions: { factors: "1.0.0", lfpse: "5" },
  nation: "england",
  reporter: "staff",
  eventType: "incident",
  part: "main",
};
const tri = fc.constantFrom(...recordValues.yesNoUnknown);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Any draft a form could hold, valid or half answered. */
export const anyDraft: fc.Arbitrary<RecordDraft> = fc.record({
  nation: optional(fc.constantFrom(...recordValues.nation)),
  reporter: optional(fc.constantFrom(...recordValues.reporter)),
  eventType: optional(fc.constantFrom(...recordValues.eventType)),
  part: optional(fc.constantFrom(...recordValues.part)),
  systems: optional(
    fc.array(
      fc.record({
        type: fc.constantFrom(...systemTypeIds),
        functions: optional(
          fc.uniqueArray(fc.constantFrom(...systemFunctions), {
            maxLength: 3,
          }),
        ),
        medicalDevice: optional(tri),
        inHouse: optional(tri),
        usesAi: optional(tri),
      }),
      { maxLength: 2 },
    ),
  ),
  group: optional(fc.constantFrom(...factorGroupIds)),
  factors: optional(fc.uniqueArray(fc.constantFrom(...factorIds), { maxLength: 3 })),
  identifiersKept: optional(fc.integer({ min: 1, max: 9 })),
  contribution: optional(fc.constantFrom(...recordValues.contribution)),
  harm: optional(fc.record({ kind: fc.constantFrom(...recordValues.harmKind) })),
  medicine: optional(
    fc.record({
      reaction: optional(tri),
      serious: optional(tri),
      blackTriangle: optional(tri),
      defectiveOrFake: optional(tri),
      ageGroup: optional(fc.constantFrom(...recordValues.ageGroup)),
    }),
  ),
  circumstances: optional(
    fc.uniqueArray(fc.constantFrom(...recordValues.circumstance), {
      maxLength: 3,
    }),
  ),
}) as fc.Arbitrary<RecordDraft>;

/** Any complete record, with a description that can be looked for in messages. */
export const anyRecord: fc.Arbitrary<DigitalFactorsRecord> = fc
  .record({ draft: anyDraft, description: fc.string({ maxLength: 60 }), id: fc.uuid({ version: 4 }) })
  .map(({ draft, description, id }) => {
    const given = JSON.parse(JSON.stringify(draft));
    const parsed = parseRecord({ ...required, ...given, id, description });
    if (!parsed.ok) throw new Error("a draft from this generator is always valid");
    return parsed.value;
  });
