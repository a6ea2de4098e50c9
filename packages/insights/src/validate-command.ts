import { once } from "node:events";
import { createReadStream } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { readRecordTexts } from "./load/read-record-texts.ts";
import { type reportFormats, validationReport } from "./report/validation-report.ts";
import { validateRecords } from "./validate-records.ts";

/** What `digital-factors validate` reads from and writes to. */
export interface ValidateStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

/** Most faults shown of one record: a record of nonsense must not bury the others. */
const maxFaultsShown = 50;
const progressEveryMs = 1_000;

/**
 * Checks every record in the files and writes what is wrong with them.
 *
 * @param files - Paths; `-` is standard input.
 * @param format - Of the report.
 * @param streams - Where to read and write.
 * @returns Exit code: 0 all valid, 1 some invalid, 2 a file could not be read.
 */
export async function validateFiles(
  files: readonly string[],
  format: (typeof reportFormats)[number],
  streams: ValidateStreams,
): Promise<0 | 1 | 2> {
  const { stdin, stdout, stderr } = streams;
  const report = validationReport(format);
  const count = { files: 0, records: 0, valid: 0, invalid: 0, faults: 0 };
  const progress = progressOn(stderr);
  let isAllRead = true;
  await write(stdout, report.begin());
  for (const file of files) {
    try {
      const bytes: AsyncIterable<Uint8Array> = file === "-" ? stdin : createReadStream(file);
      for await (const checked of validateRecords(readRecordTexts(bytes, /\.(ndjson|jsonl)$/i.test(file)))) {
        count.records += 1;
        progress.tell(count.records);
        if (checked.ok) {
          count.valid += 1;
          continue;
        }
        count.invalid += 1;
        count.faults += checked.issues.length;
        for (const issue of checked.issues.slice(0, maxFaultsShown)) {
          await write(stdout, report.fault(file, checked.line, issue));
        }
      }
      count.files += 1;
    } catch (error) {
      if (!isFileError(error)) throw error;
      isAllRead = false;
      progress.clear();
      await write(stderr, `digital-factors: ${file} cannot be read (${error.code}).\n`);
    }
  }
  progress.clear();
  await write(stdout, report.end(count));
  if (!isAllRead) return 2;
  return count.invalid > 0 ? 1 : 0;
}

async function write(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, "drain");
}

function progressOn(stderr: ValidateStreams["stderr"]) {
  let toldAtMs = performance.now();
  let isShown = false;
  return {
    tell(records: number): void {
      if (stderr.isTTY !== true || records % 256 !== 0 || performance.now() - toldAtMs < progressEveryMs) return;
      toldAtMs = performance.now();
      isShown = true;
      stderr.write(`\rChecked ${records} records…`);
    },
    clear(): void {
      if (isShown) stderr.write("\r\u001b[K");
      isShown = false;
    },
  };
}

function isFileError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string";
}
