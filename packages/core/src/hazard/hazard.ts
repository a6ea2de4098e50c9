import { type FactorId, findFactor } from "../factors/factor.ts";
import type { FactorLabels } from "../factors/factor-labels.ts";
import { factorLabelsEn } from "../generated/factor-labels-en.ts";
import { withoutIdentifiers } from "../narrative/without-identifiers.ts";
import type { DigitalFactorsRecord, RecordDraft } from "../record/record.ts";
import type { RuleSourceId } from "../sources/rule-source.ts";
import { type HazardWords, hazardWordsEn } from "./hazard-words.ts";
import {
  illustrativeRiskMatrix,
  type Likelihood,
  parseRiskMatrix,
  type RiskLevel,
  type RiskMatrix,
  type Severity,
} from "./risk-matrix.ts";
import {
  illustrativeSeverityLadder,
  parseSeverityLadder,
  type SeverityLadder,
  severityOfHarm,
} from "./severity-ladder.ts";

/**
 * One entry of a hazard log as DCB0160 has it: a first draft, for a clinical safety officer to check and rate.
 *
 * @example
 * const { riskLevel } = toHazard({ part: "main", harm: { kind: "near-miss" } });
 * riskLevel; // "unknown": a near miss does not say how bad it could have been
 */
export interface Hazard {
  /** System, and what it did: "ExampleMeds 4.2: dose, score or calculation was wrong". */
  readonly hazard: string;
  /** What led to it, the reporter's view and the reviewer's beside each other. Empty if nobody named one. */
  readonly causes: readonly HazardCause[];
  /** What it led to, in words. */
  readonly effect: string;
  /** What the reporter saw, in their words without identifiers. Empty if they wrote nothing. */
  readonly narrative: string;
  /** Controls in place, as the caller gave them. A record does not know them. */
  readonly existingControls: readonly HazardControl[];
  /** Whether one patient is affected or more: `multiple` if others are, `unknown` if nobody said. */
  readonly patients: "single" | "multiple" | "unknown";
  /** Severity of the harm in this event: to one patient unless `patients` is `multiple`. */
  readonly severity: Severity | "unknown";
  /** Never worked out from a record: what the caller gave, else `unknown`. */
  readonly likelihood: Likelihood | "unknown";
  /** Cell of the matrix. `unknown` as soon as severity or likelihood is. */
  readonly riskLevel: RiskLevel | "unknown";
  /** Rating that would hold if more patients are affected. There only when nobody said and it would differ. */
  readonly ifMultiple?: { readonly severity: Severity; readonly riskLevel: RiskLevel | "unknown" };
  /** Whose matrix and ladder were used. */
  readonly scheme: { readonly matrix: "illustrative" | "own"; readonly ladder: "illustrative" | "own" };
  /** Id of the record it was made from. Absent for a draft without one. */
  readonly recordId?: string;
  /** Where the scheme and the codes come from: ids in `ruleSources`. */
  readonly sources: readonly RuleSourceId[];
}

/**
 * One cause of a hazard.
 *
 * @example
 * const cause: HazardCause = { by: "reporter", factor: "calculation-wrong", text: "Dose, score or calculation was wrong" };
 */
export interface HazardCause {
  readonly by: "reporter" | "reviewer";
  /** Factor of the tree. Absent for a circumstance, such as an update just before. */
  readonly factor?: FactorId;
  readonly text: string;
}

/**
 * One control that is in place.
 *
 * @example
 * const control: HazardControl = { text: "Pharmacist checks each dose for a child", category: "business-process-change" };
 */
export interface HazardControl {
  readonly text: string;
  /** Category as hazard logs for DCB0129 and DCB0160 use them. */
  readonly category?: "design" | "test" | "training" | "business-process-change";
}

/**
 * What a clinical safety officer or an organisation adds to a record.
 *
 * @example
 * const options: HazardOptions = { likelihood: "low" };
 */
export interface HazardOptions {
  /** How likely the harm is. Default: unknown. */
  readonly likelihood?: Likelihood;
  /** Controls in place. Default: none. */
  readonly existingControls?: readonly HazardControl[];
  /** The organisation's own matrix. Default: the illustrative one. Read it with `parseRiskMatrix`. */
  readonly matrix?: RiskMatrix;
  /** The organisation's own severities. Default: the illustrative ones. Read them with `parseSeverityLadder`. */
  readonly ladder?: SeverityLadder;
  /** Labels and words. Default: English. */
  readonly language?: { readonly labels: FactorLabels; readonly words: HazardWords };
}

/**
 * Returns a hazard-log entry in the shape of DCB0160 for a record: hazard, causes, effect, controls, and a risk level
 * looked up from severity and likelihood.
 *
 * Nothing is guessed. Likelihood comes from the caller only. Severity is that of the harm the record names, and stays
 * unknown for a near miss, a risk, or harm of a degree nobody gave: what could have happened is for a person to rate.
 * What looks like an identifier is taken out of every text; names are not recognised, so read the entry before sharing.
 *
 * @param record - A record or a draft; missing answers count as unknown.
 * @param options - Likelihood, controls, and the organisation's own scheme.
 * @throws RangeError if the matrix or the ladder given is not whole or does not rise with harm; the parse functions say
 *   where.
 * @see DCB0160, hazard log; DCB0129 implementation guidance v3.2, tables 7 to 10
 * @example
 * const harm = { kind: "actual", physical: "1" } as const;
 * toHazard({ part: "main", harm, othersAffected: "no" }, { likelihood: "low" }).riskLevel; // 3: one death is Major
 */
export function toHazard(record: RecordDraft, options: HazardOptions = {}): Hazard {
  const { labels, words } = options.language ?? { labels: factorLabelsEn, words: hazardWordsEn };
  const matrix = checked(options.matrix ?? illustrativeRiskMatrix, parseRiskMatrix);
  const ladder = checked(options.ladder ?? illustrativeSeverityLadder, parseSeverityLadder);
  const likelihood = options.likelihood ?? "unknown";
  const clean = (text: string) => withoutIdentifiers(text, words.removed);
  const levelOf = (severity: Severity | "unknown") =>
    severity === "unknown" || likelihood === "unknown" ? "unknown" : matrix[likelihood][severity];

  const patients = patientsOf(record);
  const severity = severityIn(record, patients === "multiple" ? "multiple" : "single", ladder);
  const severityIfMultiple = severityIn(record, "multiple", ladder);
  const causes = causesOf(record, labels, words);
  return {
    hazard: clean(`${systemsOf(record, labels, words)}: ${whatWentWrong(causes, record, labels, words)}`),
    causes,
    effect: effectOf(record, words),
    narrative: clean([record.description, record.review?.note].filter(Boolean).join("\n")),
    existingControls: (options.existingControls ?? []).map((control) => ({ ...control, text: clean(control.text) })),
    patients,
    severity,
    likelihood,
    riskLevel: levelOf(severity),
    ...(patients === "unknown" && severityIfMultiple !== "unknown" && severityIfMultiple !== severity
      ? { ifMultiple: { severity: severityIfMultiple, riskLevel: levelOf(severityIfMultiple) } }
      : {}),
    scheme: {
      matrix: options.matrix === undefined ? "illustrative" : "own",
      ladder: options.ladder === undefined ? "illustrative" : "own",
    },
    ...(record.id === undefined ? {} : { recordId: record.id }),
    sources: ["dcb0129-dcb0160", "lfpse-5"],
  };
}

function checked<Value>(
  value: Value,
  parse: (input: unknown) => { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value {
  const result = parse(value);
  if (!result.ok)
    throw new RangeError("The risk matrix or severity ladder is not valid; its parse function says where.");
  return result.value;
}

function patientsOf({ othersAffected }: RecordDraft): Hazard["patients"] {
  return othersAffected === "yes" ? "multiple" : othersAffected === "no" ? "single" : "unknown";
}

/** A risk has harmed nobody yet, so what it has done says nothing of what it could do. */
function severityIn(record: RecordDraft, patients: "single" | "multiple", ladder: SeverityLadder) {
  return record.eventType === "risk" ? "unknown" : severityOfHarm(record.harm, patients, ladder);
}

function systemsOf(record: RecordDraft, labels: FactorLabels, words: HazardWords): string {
  const names = (record.systems ?? []).map(({ type, name, version, module }) =>
    [name ?? labels.systemTypes[type].label, version, module].filter(Boolean).join(" "),
  );
  return names.length === 0 ? words.systemNotKnown : names.join(", ");
}

function causesOf(record: RecordDraft, labels: FactorLabels, words: HazardWords): HazardCause[] {
  const ofFactors = (factors: readonly FactorId[] | undefined, by: HazardCause["by"]) =>
    (factors ?? [])
      .filter((id) => findFactor(id) !== undefined)
      .map((factor) => ({ by, factor, text: labels.factors[factor].label }));
  const circumstances = (record.circumstances ?? []).map((each) => ({
    by: "reporter" as const,
    text: words.circumstances[each],
  }));
  return [...ofFactors(record.factors, "reporter"), ...circumstances, ...ofFactors(record.review?.factors, "reviewer")];
}

function whatWentWrong(
  causes: readonly HazardCause[],
  record: RecordDraft,
  labels: FactorLabels,
  words: HazardWords,
): string {
  const factors = [...new Set(causes.filter(({ factor }) => factor !== undefined).map(({ text }) => text))];
  if (factors.length > 0) return factors.join("; ");
  return record.group === undefined ? words.causeNotKnown : labels.groups[record.group].label;
}

function effectOf(record: RecordDraft, words: HazardWords): string {
  const { kind, physical, psychological }: Partial<DigitalFactorsRecord["harm"]> = record.harm ?? {};
  return [
    words.effects[kind ?? "unknown"],
    physical === undefined ? undefined : words.physical[physical],
    psychological === undefined ? undefined : words.psychological[psychological],
  ]
    .filter(Boolean)
    .join(", ");
}
