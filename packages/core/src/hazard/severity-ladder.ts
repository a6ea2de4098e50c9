import type { Issue, Result } from "../outcome/issue.ts";
import type { RecordDraft } from "../record/record.ts";
import { recordValues } from "../record/record-values.ts";
import { notRising, ownValue, type Severity, severities } from "./risk-matrix.ts";

/** Severity of one degree of harm: to one patient, and to several. */
interface SeverityByPatients {
  readonly single: Severity;
  readonly multiple: Severity;
}

/**
 * Severity of each degree of harm, by LFPSE code and by number of patients.
 *
 * @example
 * const ladder: SeverityLadder = illustrativeSeverityLadder;
 */
export interface SeverityLadder {
  /** By LFPSE `PhysicalHarm`: 1 fatal to 5 none. */
  readonly physical: Readonly<Record<(typeof recordValues.physicalHarm)[number], SeverityByPatients>>;
  /** By LFPSE `PsychologicalHarm`: 1 severe to 4 none. */
  readonly psychological: Readonly<Record<(typeof recordValues.psychologicalHarm)[number], SeverityByPatients>>;
}

/**
 * The ladder that the guidance to DCB0129 gives as an illustration, read onto LFPSE's degrees of harm. One death is
 * Major; several are Catastrophic.
 *
 * The reading is this project's, not the guidance's: a record does not say how soon somebody recovers, so where the
 * guidance tells short-term recovery apart, the graver step is taken. Pass your organisation's own to `toHazard`.
 *
 * @see DCB0129 implementation guidance v3.2, tables 7 to 10
 * @example
 * illustrativeSeverityLadder.physical["1"].single; // "major"
 */
export const illustrativeSeverityLadder: SeverityLadder = {
  physical: {
    "1": { single: "major", multiple: "catastrophic" },
    "2": { single: "major", multiple: "catastrophic" },
    "3": { single: "considerable", multiple: "major" },
    "4": { single: "significant", multiple: "considerable" },
    "5": { single: "minor", multiple: "minor" },
  },
  psychological: {
    "1": { single: "considerable", multiple: "major" },
    "2": { single: "significant", multiple: "considerable" },
    "3": { single: "minor", multiple: "significant" },
    "4": { single: "minor", multiple: "minor" },
  },
};

const ranking: readonly unknown[] = severities;

/** The codes of each scale, gravest first as the record lists them. */
const scales = [
  ["physical", recordValues.physicalHarm],
  ["psychological", recordValues.psychologicalHarm],
] as const;

/**
 * Returns the severity ladder in `input`, or every issue found: an entry that is missing or is no severity, and an entry
 * that is lower than the one for less harm or for fewer patients. Never throws.
 *
 * @param input - A ladder as parsed JSON.
 * @example
 * parseSeverityLadder({ physical: {} }).ok; // false
 * parseSeverityLadder(illustrativeSeverityLadder).ok; // true
 */
export function parseSeverityLadder(input: unknown): Result<SeverityLadder> {
  const entry = (scale: string, code: string, patients: string) =>
    ownValue(ownValue(ownValue(input, scale), code), patients);
  const entries = scales.flatMap(([scale, codes]) =>
    codes.flatMap((code, index) =>
      (["single", "multiple"] as const).map((patients) => ({ scale, code, milder: codes[index + 1], patients })),
    ),
  );
  const faults = entries.flatMap(({ scale, code, patients }) =>
    severityIssue(entry(scale, code, patients), `${scale}["${code}"].${patients}`),
  );
  if (faults.length > 0) return { ok: false, issues: faults };
  const rank = (scale: string, code: string, patients: string) => ranking.indexOf(entry(scale, code, patients));
  const falls = entries.flatMap(({ scale, code, milder, patients }): Issue[] => {
    const own = rank(scale, code, patients);
    const isFalling =
      (milder !== undefined && rank(scale, milder, patients) > own) ||
      (patients === "multiple" && rank(scale, code, "single") > own);
    return isFalling ? [notRising(`${scale}["${code}"].${patients}`)] : [];
  });
  if (falls.length > 0) return { ok: false, issues: falls };
  const copyOf = <Code extends string>(scale: string, codes: readonly Code[]) =>
    Object.fromEntries(
      codes.map((code) => [code, { single: entry(scale, code, "single"), multiple: entry(scale, code, "multiple") }]),
    ) as Record<Code, SeverityByPatients>;
  return {
    ok: true,
    value: {
      physical: copyOf("physical", recordValues.physicalHarm),
      psychological: copyOf("psychological", recordValues.psychologicalHarm),
    },
  };
}

/**
 * Returns the severity of the harm a record names, for one patient or several; `unknown` where it cannot be read from
 * the answers. A near miss says what did not happen, so "no harm" there tells nothing of what could have.
 */
export function severityOfHarm(
  harm: RecordDraft["harm"],
  patients: "single" | "multiple",
  ladder: SeverityLadder,
): Severity | "unknown" {
  const { kind, physical, psychological } = harm ?? { kind: "unknown" };
  const isHarmed = (physical ?? "5") !== "5" || (psychological ?? "4") !== "4";
  if (!isHarmed && kind !== "none") return "unknown";
  const found = [ladder.physical[physical ?? "5"], ladder.psychological[psychological ?? "4"]];
  return gravest(found.map((entry) => entry[patients]));
}

function gravest(found: readonly Severity[]): Severity {
  return severities[Math.max(...found.map((severity) => severities.indexOf(severity)))] ?? "catastrophic";
}

function severityIssue(value: unknown, expression: string): Issue[] {
  if (ranking.includes(value)) return [];
  if (value === undefined) {
    return [{ severity: "error", code: "required", expression, message: "This entry is missing. Add its severity." }];
  }
  return [
    {
      severity: "error",
      code: "code-invalid",
      valueSet: "severity",
      expression,
      message: `This is not a severity. Use one of: ${severities.join(", ")}.`,
    },
  ];
}
