import type { Issue, Result } from "../outcome/issue.ts";
import { type DigitalFactorsRecord, recordSchema } from "./record.ts";
import { toRecordIssues } from "./record-issues.ts";
import { listsWithoutRepeats } from "./record-limits.ts";
import { isSuspectedPart } from "./suspected-parts.ts";

/**
 * Returns the record in `input` with its defaults filled in, or every issue found, each with its place and its question.
 *
 * Never throws, whatever `input` is. Fields that are not in the format are refused, not dropped, so that nothing is lost
 * without a word.
 *
 * @param input - A record as parsed JSON. Use {@link parseRecordJson} for text.
 * @returns `{ ok: true, value }`, or `{ ok: false, issues }` with 1 or more issues.
 * @see docs/record.md
 * @example
 * const result = parseRecord({ format: "digital-factors/1" });
 * if (!result.ok) console.log(result.issues[0]?.expression); // "id"
 */
export function parseRecord(input: unknown): Result<DigitalFactorsRecord> {
  const parsed = recordSchema.safeParse(input);
  if (!parsed.success) return { ok: false, issues: toRecordIssues(parsed.error.issues, input) };
  const issues = repeats(parsed.data);
  if (issues.length > 0) return { ok: false, issues };
  const contribution = parsed.data.contribution ?? (isSuspectedPart(parsed.data.part) ? "suspected" : "unknown");
  return { ok: true, value: { ...parsed.data, contribution } };
}

/**
 * Returns the record in a JSON text, or every issue found; text that is not JSON is one issue.
 *
 * @param text - JSON text of one record.
 * @example
 * parseRecordJson("{"); // { ok: false, issues: [{ code: "structure", rule: "json", … }] }
 */
export function parseRecordJson(text: string): Result<DigitalFactorsRecord> {
  try {
    return parseRecord(JSON.parse(text));
  } catch {
    return {
      ok: false,
      issues: [
        {
          severity: "error",
          code: "structure",
          rule: "json",
          message: "This is not valid JSON. Check for a missing quote, comma or bracket.",
        },
      ],
    };
  }
}

function repeats(record: { readonly factors: readonly string[]; readonly involvement: readonly string[] }): Issue[] {
  return listsWithoutRepeats
    .filter((field) => new Set(record[field]).size !== record[field].length)
    .map((field) => ({
      severity: "error",
      code: "invariant",
      rule: "no-repeats",
      linkId: field,
      expression: field,
      message: "The same entry is there twice. Leave one out.",
    }));
}
