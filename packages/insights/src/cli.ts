#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { reportFormats } from "./report/validation-report.ts";
import { validateFiles } from "./validate-command.ts";

const help = `digital-factors: look into records of digital factors.

Usage: digital-factors validate [--format text|json] FILE...

validate reads each FILE (- is standard input): one record, a JSON array of records, or one record on each line (NDJSON).
It writes a line for each fault, "file:line field rule message", and a line with the counts. Answers are never written.

  --format text|json   text (default), or one JSON object
  -h, --help           this text
  -v, --version        the version

It ends with 0 if every record is valid, 1 if one is not, 2 for wrong usage or a file that cannot be read.`;

const usageCode = 2;

function refuse(message: string): number {
  console.error(`digital-factors: ${message} See digital-factors --help.`);
  return usageCode;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string", default: "text" },
        help: { type: "boolean", short: "h" },
        version: { type: "boolean", short: "v" },
      },
    });
  } catch {
    return undefined;
  }
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}

async function run(args: readonly string[]): Promise<number> {
  const read = readArguments(args);
  if (read === undefined) return refuse("an option is not known or has no value.");
  const [command, ...files] = read.positionals;
  if (read.values.help) {
    console.log(help);
    return 0;
  }
  if (read.values.version) {
    console.log(version());
    return 0;
  }
  const format = reportFormats.find((each) => each === read.values.format);
  if (command !== "validate") return refuse(command === undefined ? "name a command." : "this command is not known.");
  if (format === undefined) return refuse(`--format is one of ${reportFormats.join(", ")}.`);
  if (files.length === 0) return refuse("name at least one file, or - for standard input.");
  return await validateFiles(files, format, process);
}

// Whoever reads the output may stop early, as head does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
process.exitCode = await run(process.argv.slice(2));
