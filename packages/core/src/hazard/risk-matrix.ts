import type { Issue, Result } from "../outcome/issue.ts";

/**
 * Severities of a hazard, mildest first.
 *
 * @see DCB0129 implementation guidance v3.2, tables 7 to 10 (illustrative)
 * @example
 * severities.indexOf("major") > severities.indexOf("minor"); // true
 */
export const severities = ["minor", "significant", "considerable", "major", "catastrophic"] as const;

/**
 * Severity of a hazard.
 *
 * @example
 * const severity: Severity = "major";
 */
export type Severity = (typeof severities)[number];

/**
 * Likelihoods of the harm, rarest first.
 *
 * @see DCB0129 implementation guidance v3.2, tables 7 to 10 (illustrative)
 * @example
 * likelihoods.at(-1); // "very-high"
 */
export const likelihoods = ["very-low", "low", "medium", "high", "very-high"] as const;

/**
 * Likelihood of the harm.
 *
 * @example
 * const likelihood: Likelihood = "low";
 */
export type Likelihood = (typeof likelihoods)[number];

/**
 * Risk level: 1 the lowest, 5 the highest. Read from a table, never multiplied.
 *
 * @example
 * const level: RiskLevel = 3;
 */
export type RiskLevel = 1 | 2 | 3 | 4 | 5;

/**
 * An organisation's risk matrix: the level of each likelihood and severity.
 *
 * @example
 * const matrix: RiskMatrix = illustrativeRiskMatrix;
 */
export type RiskMatrix = Readonly<Record<Likelihood, Readonly<Record<Severity, RiskLevel>>>>;

/**
 * The 5 × 5 matrix that the guidance to DCB0129 gives as an illustration. The standard asks each organisation to declare
 * its own; pass that one to `toHazard`.
 *
 * @see DCB0129 implementation guidance v3.2, tables 7 to 10
 * @example
 * illustrativeRiskMatrix["very-high"].minor; // 3
 */
export const illustrativeRiskMatrix: RiskMatrix = {
  "very-low": { minor: 1, significant: 1, considerable: 2, major: 2, catastrophic: 3 },
  low: { minor: 1, significant: 2, considerable: 2, major: 3, catastrophic: 4 },
  medium: { minor: 2, significant: 2, considerable: 3, major: 3, catastrophic: 4 },
  high: { minor: 2, significant: 3, considerable: 3, major: 4, catastrophic: 5 },
  "very-high": { minor: 3, significant: 4, considerable: 4, major: 5, catastrophic: 5 },
};

const levels: readonly unknown[] = [1, 2, 3, 4, 5];

/**
 * Returns the risk matrix in `input`, or every issue found: a cell that is missing or is not a level from 1 to 5, and a
 * level that falls as severity or likelihood rises. Never throws.
 *
 * @param input - A matrix as parsed JSON: likelihood, then severity, then level.
 * @example
 * parseRiskMatrix({}).ok; // false
 * parseRiskMatrix(illustrativeRiskMatrix).ok; // true
 */
export function parseRiskMatrix(input: unknown): Result<RiskMatrix> {
  const cell = (likelihood: Likelihood, severity: Severity) => ownValue(ownValue(input, likelihood), severity);
  const cells = likelihoods.flatMap((likelihood) => severities.map((severity) => ({ likelihood, severity })));
  const faults = cells.flatMap(({ likelihood, severity }) =>
    levelIssue(cell(likelihood, severity), `${place(likelihood)}.${severity}`),
  );
  if (faults.length > 0) return { ok: false, issues: faults };
  const falls = cells.flatMap(({ likelihood, severity }): Issue[] => {
    const level = Number(cell(likelihood, severity));
    const milder = before(severities, severity);
    const rarer = before(likelihoods, likelihood);
    const isFalling =
      (milder !== undefined && Number(cell(likelihood, milder)) > level) ||
      (rarer !== undefined && Number(cell(rarer, severity)) > level);
    return isFalling ? [notRising(`${place(likelihood)}.${severity}`)] : [];
  });
  if (falls.length > 0) return { ok: false, issues: falls };
  const rowOf = (likelihood: Likelihood) =>
    Object.fromEntries(severities.map((severity) => [severity, cell(likelihood, severity)]));
  const rows = Object.fromEntries(likelihoods.map((likelihood) => [likelihood, rowOf(likelihood)]));
  return { ok: true, value: rows as RiskMatrix };
}

/** Returns a field of an object that is its own, so that no prototype answers. */
export function ownValue(input: unknown, field: string): unknown {
  return typeof input === "object" && input !== null && Object.hasOwn(input, field)
    ? (input as Readonly<Record<string, unknown>>)[field]
    : undefined;
}

/** Returns the issue of an entry that falls where it should rise or stay. */
export function notRising(expression: string): Issue {
  return {
    severity: "error",
    code: "invariant",
    rule: "monotone",
    expression,
    message: "This is lower than the entry for less harm. Raise it, or lower the other.",
  };
}

function levelIssue(level: unknown, expression: string): Issue[] {
  if (levels.includes(level)) return [];
  if (level === undefined) {
    return [{ severity: "error", code: "required", expression, message: "This cell is missing. Add its level." }];
  }
  return [
    {
      severity: "error",
      code: "code-invalid",
      valueSet: "risk-level",
      expression,
      message: "This is not a risk level. Use a whole number from 1 to 5.",
    },
  ];
}

function before<Item>(list: readonly Item[], item: Item): Item | undefined {
  return list[list.indexOf(item) - 1];
}

/** A name with a hyphen needs brackets in a path. */
function place(likelihood: Likelihood): string {
  return likelihood.includes("-") ? `["${likelihood}"]` : likelihood;
}
