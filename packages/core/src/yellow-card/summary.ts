import { findFactor } from "../factors/factor.ts";
import type { FactorLabels } from "../factors/factor-labels.ts";
import { factorLabelsEn } from "../generated/factor-labels-en.ts";
import { withoutIdentifiers } from "../narrative/without-identifiers.ts";
import type { RecordDraft } from "../record/record.ts";

/**
 * Words of the summary, for another language.
 *
 * @example
 * const words: YellowCardSummaryWords = yellowCardSummaryWordsEn;
 */
export interface YellowCardSummaryWords {
  readonly system: string;
  readonly version: string;
  readonly supplier: string;
  readonly module: string;
  readonly udi: string;
  readonly whatWentWrong: string;
  readonly whatWasSeen: string;
  readonly effect: string;
  readonly effects: Readonly<Record<NonNullable<RecordDraft["harm"]>["kind"], string>>;
  readonly stillHappening: string;
  readonly othersAffected: string;
  readonly yes: string;
  readonly no: string;
  readonly notKnown: string;
  readonly removed: string;
  readonly reportId: string;
}

/**
 * English words of the summary.
 *
 * @example
 * yellowCardSummaryWordsEn.system; // "System"
 */
export const yellowCardSummaryWordsEn: YellowCardSummaryWords = {
  system: "System",
  version: "Version",
  supplier: "Supplier",
  module: "Part of the system",
  udi: "Unique device identifier (UDI)",
  whatWentWrong: "What went wrong",
  whatWasSeen: "What was seen",
  effect: "Effect on the patient",
  effects: {
    actual: "Someone was harmed",
    "near-miss": "Someone was nearly harmed",
    "delayed-or-wrong-care": "Care was delayed or wrong",
    none: "No effect",
    unknown: "Not known",
  },
  stillHappening: "Still happening",
  othersAffected: "Could affect other patients",
  yes: "Yes",
  no: "No",
  notKnown: "Not known",
  removed: "[removed]",
  reportId: "Local report",
};

/**
 * Returns plain text that a person can paste into the Yellow Card site: the system, what went wrong, what was seen, the
 * effect. What looks like an identifier in the free text is taken out; names are not recognised, so read it before it is
 * sent.
 *
 * @param record - A record or a draft.
 * @param language - Labels and words. Default: English.
 * @returns Lines separated by `\n`, without a line for what is not there.
 * @example
 * yellowCardSummary({ systems: [{ type: "prescribing", name: "ExampleMeds" }], factors: ["calculation-wrong"] });
 * // "System: ExampleMeds\nWhat went wrong: Dose, score or calculation was wrong\n…"
 */
export function yellowCardSummary(
  record: RecordDraft,
  language: {
    readonly labels: FactorLabels;
    readonly words: YellowCardSummaryWords;
  } = {
    labels: factorLabelsEn,
    words: yellowCardSummaryWordsEn,
  },
): string {
  const { labels, words } = language;
  const answer = (value: "yes" | "no" | "unknown" | undefined) =>
    value === "yes" ? words.yes : value === "no" ? words.no : words.notKnown;
  const systems = (record.systems ?? []).flatMap((system) => [
    [words.system, system.name ?? labels.systemTypes[system.type].label],
    [words.supplier, system.supplier],
    [words.version, system.version],
    [words.module, system.module],
    [words.udi, system.udi],
  ]);
  const factors = (record.factors ?? []).filter((id) => findFactor(id) !== undefined);
  const lines: (string | undefined)[][] = [
    ...systems,
    [words.whatWentWrong, factors.map((id) => labels.factors[id].label).join("; ")],
    [words.whatWasSeen, withoutIdentifiers(record.description ?? "", words.removed)],
    [words.effect, words.effects[record.harm?.kind ?? "unknown"]],
    [words.stillHappening, answer(record.stillHappening)],
    [words.othersAffected, answer(record.othersAffected)],
    [words.reportId, record.id],
  ];
  return lines
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([label, value]) => `${label}: ${value}`)
    .join("\n");
}
