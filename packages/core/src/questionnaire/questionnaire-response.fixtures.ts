import fc from "fast-check";
import { findFactor } from "../factors/factor.ts";
import { factorGroupIds } from "../generated/factors.ts";
import { anyRecord } from "../record/record.fixtures.ts";
import type { DigitalFactorsRecord, RecordDraft } from "../record/record.ts";
import { recordValues } from "../record/record-values.ts";
import { questionnaireLoss } from "./questionnaire-loss.ts";

const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const text = optional(fc.string({ maxLength: 20 }));
const words = fc.record({ name: text, supplier: text, version: text, module: text, udi: text });

/** Any record, with the fields that {@link anyRecord} leaves at their defaults. */
export const anyFullRecord: fc.Arbitrary<DigitalFactorsRecord> = fc
  .record({
    record: anyRecord,
    words: fc.array(words, { minLength: 2, maxLength: 2 }),
    involvement: fc.uniqueArray(fc.constantFrom(...recordValues.involvement), { maxLength: 7 }),
    stillHappening: fc.constantFrom(...recordValues.yesNoUnknown),
    othersAffected: fc.constantFrom(...recordValues.yesNoUnknown),
    physical: optional(fc.constantFrom(...recordValues.physicalHarm)),
    psychological: optional(fc.constantFrom(...recordValues.psychologicalHarm)),
    yellowCard: fc.record({
      status: fc.constantFrom(...recordValues.yellowCardStatus),
      references: fc.array(
        fc.record({
          covers: fc.constantFrom(...recordValues.covers),
          value: fc.string({ minLength: 1, maxLength: 30 }),
        }),
        { maxLength: 4 },
      ),
    }),
    review: optional(
      fc.constant({ factors: ["system-down" as const], involvement: [], reviewedAt: "2026-03-12T09:00:00Z" }),
    ),
    product: text,
  })
  .map(({ record, words: named, physical, psychological, product, review, ...answers }) =>
    JSON.parse(
      JSON.stringify({
        ...record,
        ...answers,
        review,
        systems: record.systems.map((system, index) => ({ ...system, ...named[index] })),
        harm: { ...record.harm, physical, psychological },
        context: { product },
      }),
    ),
  );

/** The part of a record that no question holds: what a host passes as `base`. */
export function baseOf(record: DigitalFactorsRecord): RecordDraft {
  const fields = questionnaireLoss
    .filter(({ reason }) => reason === "not-asked")
    .map(({ expression }) => expression.split(".")[0] ?? "");
  const base = Object.fromEntries(Object.entries(record).filter(([field]) => fields.includes(field)));
  // Of harm, only the two scales; its kind is a question.
  return { ...base, harm: { ...record.harm, kind: "unknown" } };
}

/** What a record becomes by the loss stated: empty texts absent, factors in the order of their tiles. */
export function withStatedLoss(record: DigitalFactorsRecord): DigitalFactorsRecord {
  const tile = (id: DigitalFactorsRecord["factors"][number]) =>
    factorGroupIds.findIndex(
      (each) => each === (id === "not-sure" && record.group ? record.group : findFactor(id)?.group),
    );
  const texts: readonly string[] = questionnaireLoss
    .filter(({ reason }) => reason === "empty-text")
    .map(({ expression }) => expression.replace("systems.", ""));
  return {
    ...record,
    factors: [...record.factors].sort((one, other) => tile(one) - tile(other)),
    systems: record.systems.map(
      (system) =>
        Object.fromEntries(
          Object.entries(system).filter(([field, value]) => !(texts.includes(field) && value === "")),
        ) as unknown as typeof system,
    ),
  };
}
