import {
  type DigitalFactorsRecord,
  factorGroupIds,
  factors,
  type RecordDraft,
  recordLimits,
  recordValues,
  systemFunctions,
  systemTypes,
} from "@digital-factors/core";

/** Returns the value if it is right, else `undefined`. */
type Reader = (value: unknown) => unknown;

const oneOf =
  (...values: readonly string[]): Reader =>
  (value) =>
    values.includes(value as string) ? value : undefined;
const text =
  (maxCharacters: number): Reader =>
  (value) =>
    typeof value === "string" && value.length <= maxCharacters ? value : undefined;
const listOf =
  (read: Reader, maxItems: number): Reader =>
  (value) =>
    Array.isArray(value)
      ? [...new Set(value.map(read).filter((item) => item !== undefined))].slice(0, maxItems)
      : undefined;
/** Fields that are wrong or unknown are left out; without a `needed` field there is nothing. */
const fields =
  (readers: Readonly<Record<string, Reader>>, needed?: string): Reader =>
  (value) => {
    if (typeof value !== "object" || value === null) return undefined;
    const read = Object.entries(readers)
      .map(([field, reader]) => [field, reader((value as Record<string, unknown>)[field])] as const)
      .filter(([, found]) => found !== undefined);
    const result = Object.fromEntries(read);
    return needed !== undefined && result[needed] === undefined ? undefined : result;
  };

const factorIds = factors.map(({ id }) => id);
const name = text(recordLimits.nameCharacters);
const yesNo = oneOf(...recordValues.yesNoUnknown);
const textLike =
  (shape: RegExp): Reader =>
  (value) =>
    typeof value === "string" && shape.test(value) ? value : undefined;
const readInstantShape = textLike(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
const instant: Reader = (value) => (Number.isNaN(Date.parse(String(readInstantShape(value)))) ? undefined : value);
const uuid = textLike(/^[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i);
const involvement = listOf(oneOf(...recordValues.involvement), recordLimits.involvement);

const readContextFields = fields({
  product: name,
  version: name,
  module: name,
  screen: name,
  correlationId: name,
  device: name,
  lastErrorId: name,
});

const readSystemFields = fields(
  {
    type: oneOf(...systemTypes),
    functions: listOf(oneOf(...systemFunctions), recordLimits.functions),
    name,
    supplier: name,
    version: name,
    module: name,
    medicalDevice: yesNo,
    inHouse: yesNo,
    usesAi: yesNo,
    udi: name,
  },
  "type",
);

const readers: Readonly<Record<keyof RecordDraft, Reader>> = {
  format: oneOf(...recordValues.format),
  id: uuid,
  recordedAt: instant,
  versions: () => undefined,
  nation: oneOf(...recordValues.nation),
  reporter: oneOf(...recordValues.reporter),
  eventType: oneOf(...recordValues.eventType),
  part: oneOf(...recordValues.part),
  systems: listOf(readSystemFields, recordLimits.systems),
  group: oneOf(...factorGroupIds),
  factors: listOf(oneOf(...factorIds), recordLimits.factors),
  review: fields(
    {
      factors: listOf(oneOf(...factorIds), recordLimits.reviewFactors),
      involvement,
      reviewedAt: instant,
      note: text(recordLimits.descriptionCharacters),
    },
    "reviewedAt",
  ),
  involvement,
  description: text(recordLimits.descriptionCharacters),
  identifiersKept: (value) => (Number.isSafeInteger(value) && Number(value) > 0 ? value : undefined),
  stillHappening: yesNo,
  othersAffected: yesNo,
  contribution: oneOf(...recordValues.contribution),
  harm: fields(
    {
      kind: oneOf(...recordValues.harmKind),
      physical: oneOf(...recordValues.physicalHarm),
      psychological: oneOf(...recordValues.psychologicalHarm),
    },
    "kind",
  ),
  medicine: fields({
    reaction: yesNo,
    serious: yesNo,
    blackTriangle: yesNo,
    defectiveOrFake: yesNo,
    ageGroup: oneOf(...recordValues.ageGroup),
  }),
  circumstances: listOf(oneOf(...recordValues.circumstance), recordLimits.circumstances),
  yellowCard: fields({
    status: oneOf(...recordValues.yellowCardStatus),
    references: listOf(
      fields({ covers: oneOf(...recordValues.covers), value: text(recordLimits.referenceCharacters) }, "value"),
      recordLimits.references,
    ),
  }),
  context: readContextFields,
};

const readDraft = fields(readers);

/**
 * Returns what can be used of a record or a part of one: fields that are unknown or wrong are left out. Never throws. It
 * stands in for `parseRecord`, whose schema would add a third to the size of the element; a test holds the two together.
 *
 * @param input - What the host set, or what was saved.
 */
export function draftFrom(input: unknown): RecordDraft {
  try {
    return (readDraft(input) ?? {}) as RecordDraft;
  } catch {
    // A getter of the host's own object may throw.
    return {};
  }
}

/** Tells whether a record says that it is of a format that is not known here, such as a newer one. Never throws. */
export function hasUnknownFormat(input: unknown): boolean {
  try {
    const { format } = Object(input) as RecordDraft;
    return format !== undefined && readers.format(format) === undefined;
  } catch {
    return false;
  }
}

/** Returns the systems of the host's own list that can be used, in its order. */
export function systemsFrom(input: unknown): DigitalFactorsRecord["systems"] {
  return (listOf(readSystemFields, 500)(input) ?? []) as DigitalFactorsRecord["systems"];
}

/** Returns the context items on the allow-list. */
export function contextFrom(input: unknown): DigitalFactorsRecord["context"] {
  return (readContextFields(input) ?? {}) as DigitalFactorsRecord["context"];
}
