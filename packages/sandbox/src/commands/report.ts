import type { ConformanceReport } from "../report/conformance-report.ts";
import { reportMarkdown } from "../report/report-markdown.ts";
import { exitCodes, readArguments, say, stopWith } from "./command-line.ts";
import { writeReport } from "./write-report.ts";

const help = `digital-factors-sandbox report: what a running sandbox saw of your client.

Usage: digital-factors-sandbox report [--url http://127.0.0.1:8082] [--out STEM] [--json]

  --url URL     Address of the sandbox. Default http://127.0.0.1:8082.
  --out STEM    Write STEM.md and STEM.json. Default: Markdown on standard output.
  --json        JSON on standard output.
  --help        This text.

No key and no answer of an event is in it. It is the sandbox's view, not an approval by NHS England.
It ends with 0, with 1 if a check failed, with 2 for wrong usage or a sandbox that does not answer.`;

const options = {
  url: { type: "string", default: "http://127.0.0.1:8082" },
  out: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Writes the report of a running sandbox. */
export async function report(args: readonly string[]): Promise<void> {
  const { values, positionals } = readArguments(args, options, "digital-factors-sandbox report");
  if (values.help) return say(help);
  if (positionals.length > 0) stopWith("Unknown argument. Run digital-factors-sandbox report --help.");
  const found = await reportFrom(values.url);
  if (found === undefined) return stopWith("No sandbox answers at this address. Is it running? Give its --url.");
  if (values.out !== undefined) writeReport(values.out, found);
  else say(values.json ? JSON.stringify(found, undefined, 2) : reportMarkdown(found));
  if (found.checks.some(({ result }) => result === "failed")) process.exitCode = exitCodes.failed;
}

async function reportFrom(url: string): Promise<ConformanceReport | undefined> {
  try {
    const answer: unknown = await (await fetch(`${url.replace(/\/$/, "")}/__sandbox/report`)).json();
    const isReport =
      typeof answer === "object" &&
      answer !== null &&
      "format" in answer &&
      answer.format === ("digital-factors-sandbox-report/1" satisfies ConformanceReport["format"]);
    // The format names the shape, and the sandbox wrote it.
    return isReport ? (answer as ConformanceReport) : undefined;
  } catch {
    return undefined;
  }
}
