import type { Issue } from "@digital-factors/core";

/** Counts of a validation. */
export interface ValidationSummary {
  readonly files: number;
  readonly records: number;
  readonly valid: number;
  readonly invalid: number;
  readonly faults: number;
}

/** Turns what a validation finds into text, piece by piece. */
export interface ValidationReport {
  /** Text before everything. */
  readonly begin: () => string;
  /** Text of one fault. */
  readonly fault: (file: string, line: number, issue: Issue) => string;
  /** Text after everything. */
  readonly end: (summary: ValidationSummary) => string;
}

/** Formats that a report may have. */
export const reportFormats = ["text", "json"] as const;

/** Returns a report: `text` has a line for each fault and one with the counts; `json` is one JSON object. */
export function validationReport(format: (typeof reportFormats)[number]): ValidationReport {
  return format === "text" ? textReport() : jsonReport();
}

function textReport(): ValidationReport {
  return {
    begin: () => "",
    fault: (file, line, issue) => `${file}:${line} ${issue.expression ?? "-"} ${ruleOf(issue)} ${issue.message}\n`,
    end: ({ files, records, valid, invalid, faults }) =>
      `${count(records, "record")} in ${count(files, "file")}: ${valid} valid, ${invalid} invalid, ${count(faults, "fault")}.\n`,
  };
}

function jsonReport(): ValidationReport {
  let isFirst = true;
  return {
    begin: () => '{"faults":[',
    fault: (file, line, issue) => {
      const { expression, message, linkId } = issue;
      const separator = isFirst ? "\n" : ",\n";
      isFirst = false;
      return separator + JSON.stringify({ file, line, field: expression, rule: ruleOf(issue), linkId, message });
    },
    end: (summary) => `${isFirst ? "" : "\n"}],"summary":${JSON.stringify(summary)}}\n`,
  };
}

/** The rule, or for codes that are a rule in themselves the code. */
function ruleOf(issue: Issue): string {
  return "rule" in issue ? issue.rule : issue.code;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
