import type { CheckResult, ConformanceReport } from "./conformance-report.ts";

const words = { passed: "passed", failed: "**failed**", "not-exercised": "not exercised" } as const;

/** Returns the report as Markdown, for people. It says the same as the JSON. */
export function reportMarkdown(report: ConformanceReport): string {
  const { checks, requests, faultsMet, issues, settings } = report;
  const count = (result: CheckResult["result"]) => checks.filter((check) => check.result === result).length;
  return [
    "# What the LFPSE sandbox saw",
    report.notice,
    `Made at ${report.madeAt}. Taxonomies served: ${report.taxonomies.map((version) => `v${version}`).join(", ")}.`,
    `Checks: ${count("passed")} passed, ${count("failed")} failed, ${count("not-exercised")} not exercised.`,
    "## Checks",
    table(
      ["check", "result", "met", "requests that broke it", "why"],
      checks.map((each) => [each.title, words[each.result], each.met, each.failedAt.join(", "), each.why]),
    ),
    "## Requests",
    table(
      ["method", "address", "status", "count"],
      requests.map((each) => [each.method, each.path, each.status ?? "connection broken", each.count]),
    ),
    "## Faults met",
    table(
      ["fault", "count"],
      faultsMet.map((each) => [each.fault, each.count]),
    ),
    "## Issues of the events",
    table(
      ["severity", "code", "rule", "place", "count"],
      issues.map((each) => [each.severity, each.code, each.rule ?? "", each.expression ?? "", each.count]),
    ),
    "## Settings at the end",
    table(["switch", "value"], Object.entries(settings)),
    ...(report.forgotten === 0 ? [] : [`${report.forgotten} requests before these are left out.`]),
    "",
  ].join("\n\n");
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  if (rows.length === 0) return "None.";
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
