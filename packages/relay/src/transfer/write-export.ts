import { createHash } from "node:crypto";
import type { TransferEntry } from "../store/transfer-store.ts";
import { countOf, exportFormat, type TransferCounts } from "./transfer-format.ts";

/** How {@link writeExport} writes. */
export interface WriteExportOptions {
  readonly source: "store" | "damaged-store";
  /** Milliseconds since 1970. */
  readonly nowMs: number;
  /** Takes the next part of the file, and resolves once more may come. */
  readonly write: (bytes: Buffer) => Promise<void>;
  /** Called with the number of entries so far, for each part. */
  readonly onProgress?: (entries: number) => void;
}

/** Bytes that are written together. */
const partBytes = 262_144;

/**
 * Writes entries as NDJSON: a first line with the format, a line for each entry, and a last line with counts and the
 * SHA-256 of what is before it, so that a file that was cut off is told from a whole one.
 */
export async function writeExport(
  entries: AsyncIterable<TransferEntry> | Iterable<TransferEntry>,
  { source, nowMs, write, onProgress }: WriteExportOptions,
): Promise<TransferCounts> {
  const hash = createHash("sha256");
  const counts = { records: 0, tokens: 0, audit: 0 };
  let part: Buffer[] = [];
  let bytes = 0;
  const add = async (line: unknown) => {
    const buffer = Buffer.from(`${JSON.stringify(line)}\n`, "utf8");
    hash.update(buffer);
    part.push(buffer);
    bytes += buffer.byteLength;
    if (bytes >= partBytes) await flush();
  };
  const flush = async () => {
    await write(Buffer.concat(part));
    part = [];
    bytes = 0;
    onProgress?.(counts.records + counts.tokens + counts.audit);
  };
  await add({ format: exportFormat, source, createdAt: new Date(nowMs).toISOString() });
  for await (const entry of entries) {
    counts[countOf[entry.type]] += 1;
    await add(entry);
  }
  await add({ type: "end", ...counts, sha256: hash.copy().digest("hex") });
  await flush();
  return counts;
}
