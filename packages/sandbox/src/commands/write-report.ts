import { writeFileSync } from "node:fs";
import type { ConformanceReport } from "../report/conformance-report.ts";
import { reportMarkdown } from "../report/report-markdown.ts";
import { exitCodes, say, stopWith } from "./command-line.ts";

/** Writes a report as `stem`.md and `stem`.json, or ends the command. */
export function writeReport(stem: string, report: ConformanceReport): void {
  try {
    writeFileSync(`${stem}.md`, reportMarkdown(report));
    writeFileSync(`${stem}.json`, `${JSON.stringify(report, undefined, 2)}\n`);
  } catch {
    stopWith(`Cannot write ${stem}.md and ${stem}.json. Is the folder there?`, exitCodes.failed);
  }
  say(`Report written: ${stem}.md and ${stem}.json`);
}
