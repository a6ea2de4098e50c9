import { createHash } from "node:crypto";
import type { TransferEntry } from "../store/transfer-store.ts";
import { TransferFileError } from "./transfer-file-error.ts";
import {
  countOf,
  entrySchema,
  exportFormat,
  headerSchema,
  type TransferCounts,
  trailerSchema,
} from "./transfer-format.ts";

/** What {@link readExport} gives: the header first, then each entry, and at the end how many there were. */
export type ExportPart =
  | { readonly part: "header"; readonly source: "store" | "damaged-store" }
  | { readonly part: "entry"; readonly line: number; readonly entry: TransferEntry }
  | { readonly part: "end"; readonly counts: TransferCounts };

/** Longest line: a record whose hundreds of operations are each as large as they may be. */
const mostLineBytes = 268_435_456;

/**
 * Reads an export line by line, in bounded memory. The whole of it has been checked only once `end` came.
 *
 * @throws {TransferFileError} for another format, a line that is not an entry, a file that was cut off, or one that was
 *   changed.
 */
export async function* readExport(input: AsyncIterable<Uint8Array>): AsyncGenerator<ExportPart> {
  const hash = createHash("sha256");
  const counts = { records: 0, tokens: 0, audit: 0 };
  let line = 0;
  let isEnded = false;
  for await (const bytes of linesOf(input)) {
    line += 1;
    if (isEnded) throw new TransferFileError("something follows the last line of the export.", line);
    const json = parseLine(bytes, line);
    if (line === 1) {
      yield { part: "header", source: parseHeader(json) };
    } else if (isTrailer(json)) {
      checkTrailer(json, counts, hash.copy().digest("hex"), line);
      isEnded = true;
    } else {
      const parsed = entrySchema.safeParse(json);
      if (!parsed.success) throw new TransferFileError(`not an entry of an export${placeOf(parsed.error)}.`, line);
      // Zod types an absent field as one that may be undefined; JSON has no undefined.
      const entry = parsed.data as TransferEntry;
      counts[countOf[entry.type]] += 1;
      yield { part: "entry", line, entry };
    }
    hash.update(bytes).update("\n");
  }
  if (line === 0) throw new TransferFileError("the file is empty: an export has a first and a last line.");
  if (!isEnded) throw new TransferFileError("the file was cut off: its last line is missing.", line);
  yield { part: "end", counts };
}

/** Gives the lines without their ends. What follows the last end must be nothing, or the file was cut off. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  let length = 0;
  let line = 1;
  for await (const chunk of input) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      yield Buffer.concat([...parts, rest.subarray(0, end)]);
      parts = [];
      length = 0;
      line += 1;
      rest = rest.subarray(end + 1);
    }
    if (rest.byteLength > 0) parts.push(rest);
    length += rest.byteLength;
    if (length > mostLineBytes) throw new TransferFileError("too long for an entry of an export.", line);
  }
  if (length > 0) throw new TransferFileError("the file was cut off in this line.", line);
}

function parseLine(bytes: Buffer, line: number): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    const rule = line === 1 ? `not an export: the first line must name ${exportFormat}.` : "not JSON.";
    throw new TransferFileError(rule, line);
  }
}

function parseHeader(json: unknown): "store" | "damaged-store" {
  const header = headerSchema.safeParse(json);
  if (header.success) return header.data.source;
  throw new TransferFileError(`not an export this release reads: the first line must name ${exportFormat}.`, 1);
}

function isTrailer(json: unknown): boolean {
  return typeof json === "object" && json !== null && "type" in json && json.type === "end";
}

function checkTrailer(json: unknown, counts: TransferCounts, sha256: string, line: number): void {
  const trailer = trailerSchema.safeParse(json);
  if (!trailer.success) throw new TransferFileError("not the last line of an export.", line);
  const { records, tokens, audit } = trailer.data;
  if (records !== counts.records || tokens !== counts.tokens || audit !== counts.audit) {
    throw new TransferFileError("lines are missing or too many: the counts do not fit.", line);
  }
  if (trailer.data.sha256 !== sha256)
    throw new TransferFileError("the file was changed: its SHA-256 does not fit.", line);
}

/** Names of fields are ours, so they may be told; what stands in them may not. */
function placeOf(error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] }): string {
  const path = error.issues[0]?.path.map(String).join(".") ?? "";
  return path === "" ? "" : `, at ${path}`;
}
