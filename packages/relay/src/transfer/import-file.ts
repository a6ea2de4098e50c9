import { createReadStream } from "node:fs";
import type { Sealer } from "../store/sealer.ts";
import { openFingerprint } from "../store/sql/sealed-fingerprint.ts";
import type { TransferEntry, TransferStore } from "../store/transfer-store.ts";
import { type ExportPart, readExport } from "./read-export.ts";
import { restoredEntry } from "./restored-entry.ts";
import { TransferFileError } from "./transfer-file-error.ts";
import type { TransferCounts } from "./transfer-format.ts";

/** Entries, and bytes of them, in one transaction. */
const batchEntries = 200;
const batchBytes = 4_194_304;

/** What a file holds, once all of it has been checked. */
export interface CheckedFile {
  readonly source: "store" | "damaged-store";
  readonly counts: TransferCounts;
}

/**
 * Reads the whole of an export without keeping anything: its form, its counts, its SHA-256, and that every sealed content
 * opens with the keys at hand.
 *
 * @throws {TransferFileError} if it is not a whole export.
 * @throws {SealError} if a key is missing, or content was changed.
 */
export async function checkFile(
  path: string,
  sealer: Sealer,
  onProgress: (entries: number) => void = () => {},
): Promise<CheckedFile> {
  let source: CheckedFile["source"] = "store";
  let entries = 0;
  for await (const part of partsOf(path)) {
    if (part.part === "header") source = part.source;
    else if (part.part === "end") return { source, counts: part.counts };
    else {
      openAll(part.entry, sealer);
      entries += 1;
      onProgress(entries);
    }
  }
  throw new TransferFileError("the file was cut off: its last line is missing.");
}

/**
 * Keeps the entries of a file that {@link checkFile} found right, a few hundred at a time. Broken off, it can be repeated:
 * what is there already is left as it is.
 *
 * @param sealer - Seals why an entry of a backup is held back.
 * @param options - `isRestore`: whether the file is of a backup, so that nothing of it may be sent by itself.
 * @returns How many were new.
 * @throws {RangeError} if something is there already with other content; the message names the lines.
 */
export async function importFile(
  path: string,
  store: Pick<TransferStore, "import">,
  sealer: Sealer,
  {
    isRestore = false,
    onProgress = () => {},
  }: { readonly isRestore?: boolean; readonly onProgress?: (entries: number) => void } = {},
): Promise<number> {
  let batch: TransferEntry[] = [];
  let bytes = 0;
  let firstLine = 2;
  let entries = 0;
  let added = 0;
  const keep = async () => {
    if (batch.length === 0) return;
    try {
      added += await store.import(batch);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      const lines = `lines ${firstLine} to ${firstLine + batch.length - 1}`;
      throw new RangeError(`One of the entries in ${lines} is in the store already, with other content.`, { cause });
    }
    entries += batch.length;
    onProgress(entries);
    batch = [];
    bytes = 0;
  };
  for await (const part of partsOf(path)) {
    if (part.part !== "entry") continue;
    if (batch.length === 0) firstLine = part.line;
    batch.push(isRestore ? restoredEntry(part.entry, sealer) : part.entry);
    bytes += sizeOf(part.entry);
    if (batch.length >= batchEntries || bytes >= batchBytes) await keep();
  }
  await keep();
  return added;
}

function partsOf(path: string): AsyncGenerator<ExportPart> {
  return readExport(createReadStream(path, { highWaterMark: 262_144 }));
}

function openAll(entry: TransferEntry, sealer: Sealer): void {
  if (entry.type !== "record") return;
  for (const operation of entry.operations) {
    openFingerprint(sealer, operation.fingerprint, entry.id, operation.sequence);
    for (const column of ["body", "payload", "issues"] as const) {
      const sealed = operation[column];
      if (sealed !== undefined)
        sealer.open(Buffer.from(sealed, "base64"), `${entry.id}/${operation.sequence}/${column}`);
    }
  }
}

function sizeOf(entry: TransferEntry): number {
  if (entry.type !== "record") return 0;
  return entry.operations.reduce((sum, { body, payload, issues }) => {
    return sum + (body?.length ?? 0) + (payload?.length ?? 0) + (issues?.length ?? 0);
  }, 0);
}
