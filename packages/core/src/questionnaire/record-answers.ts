import { findFactor } from "../factors/factor.ts";
import { factorGroupIds } from "../generated/factors.ts";
import type { DigitalFactorsRecord, RecordDraft } from "../record/record.ts";
import { factorsLinkId, type HostQuestion } from "./questionnaire-items.ts";

/** Answers by `linkId`; what is given more than once has a set of its own for each time. */
export interface AnswerSet {
  readonly values: Map<string, readonly string[]>;
  readonly groups: Map<string, AnswerSet[]>;
}

/** Returns a set without answers. */
export function emptyAnswers(): AnswerSet {
  return { values: new Map(), groups: new Map() };
}

/**
 * Returns the answers that a record holds. `unknown` is written only where it differs from no answer; empty text is none.
 */
export function answersOfRecord(record: DigitalFactorsRecord, askedByHost: readonly HostQuestion[]): AnswerSet {
  const tiles = factorGroupIds.map(
    (tile): Answer => [factorsLinkId(tile), ...record.factors.filter((id) => tileOf(id, record) === tile)],
  );
  const device = askedByHost.includes("medical-device") ? undefined : known(record.systems[0]?.medicalDevice);
  return answerSet(
    [
      ["part", record.part],
      ["group", record.group],
      ...tiles,
      ["still-happening", known(record.stillHappening)],
      ["others-affected", known(record.othersAffected)],
      ["description", record.description],
      ["medical-device", device],
      ["harm", known(record.harm.kind)],
      ["yellow-card", known(record.yellowCard.status)],
      ["involvement", ...record.involvement],
    ],
    {
      systems: record.systems.map((system, index) =>
        answerSet([
          ["system", system.type],
          ["system-name", system.name],
          ["system-supplier", system.supplier],
          ["system-version", system.version],
          ["system-module", system.module],
          ["system-udi", system.udi],
          ["system-functions", ...system.functions],
          // The question on the Yellow Card screen is about the first system.
          ["system-medical-device", index === 0 && device !== undefined ? undefined : known(system.medicalDevice)],
          ["system-in-house", system.inHouse],
          ["system-uses-ai", system.usesAi],
        ]),
      ),
      "yellow-card-reference": record.yellowCard.references.map(({ covers, value }) =>
        answerSet([
          ["yellow-card-reference-value", value],
          ["yellow-card-reference-covers", known(covers)],
        ]),
      ),
    },
  );
}

/**
 * Returns the record that these answers and `base` make, still to be parsed: an answer wins over `base`, `base` over
 * nothing.
 */
export function recordOfAnswers({ values, groups }: AnswerSet, base: RecordDraft): Record<string, unknown> {
  const one = (linkId: string) => values.get(linkId)?.[0];
  const many = (linkIds: readonly string[]) => {
    const all = linkIds.flatMap((linkId) => values.get(linkId) ?? []);
    return all.length === 0 ? undefined : all;
  };
  const kind = one("harm");
  const status = one("yellow-card");
  const references = groups.get("yellow-card-reference")?.map(({ values: reference }) =>
    present({
      covers: reference.get("yellow-card-reference-covers")?.[0],
      value: reference.get("yellow-card-reference-value")?.[0],
    }),
  );
  return {
    ...base,
    ...present({
      part: one("part"),
      systems: systemsOf({ values, groups }, base),
      group: one("group"),
      factors: many(factorGroupIds.map(factorsLinkId)),
      involvement: many(["involvement"]),
      description: one("description"),
      stillHappening: one("still-happening"),
      othersAffected: one("others-affected"),
      harm: kind === undefined ? undefined : { ...base.harm, kind },
      yellowCard:
        status === undefined && references === undefined
          ? undefined
          : { ...base.yellowCard, ...present({ status, references }) },
    }),
  };
}

function systemsOf({ values, groups }: AnswerSet, base: RecordDraft): readonly object[] | undefined {
  const answered = groups.get("systems")?.map(({ values: system }) => {
    const text = (field: string) => system.get(`system-${field}`)?.[0];
    return present({
      type: system.get("system")?.[0],
      functions: system.get("system-functions"),
      name: text("name"),
      supplier: text("supplier"),
      version: text("version"),
      module: text("module"),
      medicalDevice: text("medical-device"),
      inHouse: text("in-house"),
      usesAi: text("uses-ai"),
      udi: text("udi"),
    });
  });
  const systems = answered ?? base.systems;
  const medicalDevice = values.get("medical-device")?.[0];
  if (systems === undefined || medicalDevice === undefined) return systems;
  const [first, ...others] = systems;
  return first === undefined ? systems : [{ ...first, medicalDevice }, ...others];
}

type Answer = readonly [linkId: string, ...values: readonly (string | undefined)[]];

function answerSet(answers: readonly Answer[], groups: Readonly<Record<string, AnswerSet[]>> = {}): AnswerSet {
  const given = answers.map(
    ([linkId, ...values]) => [linkId, values.filter((value) => value !== undefined && value !== "")] as const,
  );
  return {
    values: new Map(given.filter(([, values]) => values.length > 0) as [string, string[]][]),
    groups: new Map(Object.entries(groups)),
  };
}

/** A tile that offers the factor: the one chosen if it does, else the factor's own. */
function tileOf(id: DigitalFactorsRecord["factors"][number], record: DigitalFactorsRecord): string | undefined {
  return id === "not-sure" && record.group !== undefined ? record.group : findFactor(id)?.group;
}

function known(value: string | undefined): string | undefined {
  return value === "unknown" ? undefined : value;
}

function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
