import * as z from "zod/mini";
import { readableFactorIds } from "../factors/retired-factor.ts";
import { systemFunctions } from "../factors/system-type.ts";
import { factorGroupIds, systemTypeIds } from "../generated/factors.ts";
import { recordLimits } from "./record-limits.ts";
import { recordValues } from "./record-values.ts";

const yesNoUnknown = z.enum(recordValues.yesNoUnknown);
const orUnknown = z._default(yesNoUnknown, "unknown");
const text = (maxCharacters: number) => z.string().check(z.maxLength(maxCharacters));
const name = z.optional(text(recordLimits.nameCharacters));
const instant = z.iso.datetime({ offset: true });
const involvementCode = z.enum(recordValues.involvement);
const list = <Item extends z.ZodMiniType>(item: Item, maxItems: number) =>
  z._default(z.array(item).check(z.maxLength(maxItems)), []);

const systemSchema = z.strictObject({
  type: z.enum(systemTypeIds),
  functions: list(z.enum(systemFunctions), recordLimits.functions),
  name,
  supplier: name,
  version: name,
  module: name,
  medicalDevice: orUnknown,
  inHouse: z.optional(yesNoUnknown),
  usesAi: z.optional(yesNoUnknown),
  udi: name,
});

const reviewSchema = z.strictObject({
  factors: list(z.enum(readableFactorIds), recordLimits.reviewFactors),
  involvement: list(involvementCode, recordLimits.involvement),
  reviewedAt: instant,
  note: z.optional(text(recordLimits.descriptionCharacters)),
});

const harmSchema = z.strictObject({
  kind: z.enum(recordValues.harmKind),
  physical: z.optional(z.enum(recordValues.physicalHarm)),
  psychological: z.optional(z.enum(recordValues.psychologicalHarm)),
});

const medicineSchema = z.strictObject({
  reaction: orUnknown,
  serious: orUnknown,
  blackTriangle: orUnknown,
  defectiveOrFake: orUnknown,
  ageGroup: z._default(z.enum(recordValues.ageGroup), "unknown"),
});

const yellowCardSchema = z.strictObject({
  status: z._default(z.enum(recordValues.yellowCardStatus), "unknown"),
  references: list(
    z.strictObject({
      covers: z._default(z.enum(recordValues.covers), "unknown"),
      value: text(recordLimits.referenceCharacters).check(z.minLength(1)),
    }),
    recordLimits.references,
  ),
});

const contextSchema = z.strictObject({
  product: name,
  version: name,
  module: name,
  screen: name,
  correlationId: name,
  device: name,
  lastErrorId: name,
});

/**
 * The zod schema of one record. Use {@link parseRecord}, whose issues name the place and the rule; the schema itself is
 * for those who build on its types.
 *
 * @see docs/record.md
 * @example
 * Object.keys(recordSchema.shape)[0]; // "format"
 */
export const recordSchema = z.strictObject({
  format: z.literal(recordValues.format),
  id: z.uuid(),
  recordedAt: instant,
  versions: z.strictObject({
    factors: text(recordLimits.versionCharacters),
    form: z.optional(text(recordLimits.versionCharacters)),
    lfpse: z.enum(recordValues.lfpseVersion),
  }),
  nation: z.enum(recordValues.nation),
  reporter: z.enum(recordValues.reporter),
  eventType: z.enum(recordValues.eventType),
  part: z.enum(recordValues.part),
  systems: list(systemSchema, recordLimits.systems),
  group: z.optional(z.enum(factorGroupIds)),
  factors: list(z.enum(readableFactorIds), recordLimits.factors),
  review: z.optional(reviewSchema),
  involvement: list(involvementCode, recordLimits.involvement),
  description: z._default(text(recordLimits.descriptionCharacters), ""),
  identifiersKept: z.optional(z.int().check(z.minimum(1))),
  stillHappening: orUnknown,
  othersAffected: orUnknown,
  contribution: z.optional(z.enum(recordValues.contribution)),
  harm: z._default(harmSchema, { kind: "unknown" }),
  medicine: z.optional(medicineSchema),
  circumstances: list(z.enum(recordValues.circumstance), recordLimits.circumstances),
  yellowCard: z._default(yellowCardSchema, {
    status: "unknown",
    references: [],
  }),
  context: z._default(contextSchema, {}),
});

type Parsed = z.infer<typeof recordSchema>;

/**
 * One report of a digital factor: what the form makes, the client sends, the relay keeps and insights read.
 *
 * Every field is present after {@link parseRecord}, except those marked optional. `unknown` is an answer and never
 * becomes "no". Codes are strings.
 *
 * @see docs/record.md, one row for each field
 * @example
 * const part: DigitalFactorsRecord["part"] = "main";
 */
export type DigitalFactorsRecord = Omit<Parsed, "contribution"> & {
  /** Whether the system is suspected of contributing. Default: `suspected` when `part` is main, contributed or possible. */
  readonly contribution: "suspected" | "not-suspected" | "unknown";
};

/**
 * A record that is still being answered: any field may be missing, and a missing answer differs from `unknown`.
 *
 * @example
 * const draft: RecordDraft = { nation: "england", part: "possible" };
 */
export type RecordDraft = {
  readonly [Field in keyof z.input<typeof recordSchema>]?: z.input<typeof recordSchema>[Field] | undefined;
};

/**
 * One system in a record.
 *
 * @example
 * const system: RecordSystem = { type: "prescribing", functions: ["prescribing"], medicalDevice: "unknown" };
 */
export type RecordSystem = Parsed["systems"][number];

/**
 * One system in a draft, where only `type` must be there.
 *
 * @example
 * const system: SystemDraft = { type: "epr" };
 */
export type SystemDraft = NonNullable<RecordDraft["systems"]>[number];
