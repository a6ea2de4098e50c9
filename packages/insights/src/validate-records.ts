import { type DigitalFactorsRecord, type Issue, parseRecordJson } from "@digital-factors/core";
import type { RecordText } from "./load/read-record-texts.ts";

/**
 * What {@link validateRecords} found at one line: the record, or every issue of it.
 *
 * @example
 * const checked: ValidatedRecord = {
 *   line: 3,
 *   ok: false,
 *   issues: [{ severity: "error", code: "required", expression: "part", message: "This field is missing. Add it." }],
 * };
 */
export type ValidatedRecord =
  | { readonly line: number; readonly ok: true; readonly record: DigitalFactorsRecord }
  | { readonly line: number; readonly ok: false; readonly issues: readonly Issue[] };

/**
 * Yields each record of a text with its defaults, or every issue of it, in the order of the lines. Holds one record at a
 * time. Issues name the place and the rule, never an answer.
 *
 * @param lines - JSON text of one record each. Empty lines count but give nothing. An entry may also be an object that
 *   names its own line: `{ line, text }`, or `{ line, issue }` for what could not be read.
 * @example
 * for await (const checked of validateRecords(['{"format":"digital-factors/1"}'])) {
 *   if (!checked.ok) console.log(checked.line, checked.issues[0]?.expression); // 1 "id"
 * }
 */
export async function* validateRecords(
  lines: Iterable<string | RecordText> | AsyncIterable<string | RecordText>,
): AsyncGenerator<ValidatedRecord> {
  let line = 0;
  for await (const entry of lines) {
    line = typeof entry === "string" ? line + 1 : entry.line;
    if (typeof entry !== "string" && "issue" in entry) {
      yield { line, ok: false, issues: [entry.issue] };
      continue;
    }
    const text = typeof entry === "string" ? entry : entry.text;
    if (typeof entry === "string" && text.trim() === "") continue;
    const parsed = parseRecordJson(text);
    yield parsed.ok ? { line, ok: true, record: parsed.value } : { line, ok: false, issues: parsed.issues };
  }
}
