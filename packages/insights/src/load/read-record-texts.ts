import type { Issue } from "@digital-factors/core";
import { maxLineBytes, readLines } from "./read-lines.ts";
import { ValueSplitter, type ValueText } from "./value-splitter.ts";

/**
 * The JSON text of one record and the line it begins on; or why there is none at that line.
 *
 * @example
 * const text: RecordText = { line: 1, text: "{}" };
 */
export type RecordText = ValueText | { readonly line: number; readonly issue: Issue };

/**
 * Yields the text of each record in a stream: one record, an array of records, or one record on each line (NDJSON). Holds
 * little more than one record in memory.
 *
 * What begins with `[` is an array, what begins with a line that only opens an object is one record, and the rest is NDJSON.
 *
 * @param chunks - UTF-8 bytes, in pieces of any size.
 * @param isNdjson - Whether it is known to be NDJSON, whatever it begins with. Default: `false`.
 */
export async function* readRecordTexts(
  chunks: AsyncIterable<Uint8Array>,
  isNdjson = false,
): AsyncGenerator<RecordText> {
  if (isNdjson) return yield* readLinesOrOne(chunks, true);
  const source = chunks[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const next = await source.next();
    if (next.done) break;
    seen.push(next.value);
    first = next.value.find((byte) => !isSpaceOrMark(byte));
  }
  const all = joined(seen, source);
  yield* first === openingBracket ? readList(all) : readLinesOrOne(all, false);
}

const openingBracket = 0x5b;

/** White space, or a byte of the mark that some programs put before UTF-8. */
function isSpaceOrMark(byte: number): boolean {
  return [0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte);
}

async function* joined(seen: readonly Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* seen;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

async function* readList(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<RecordText> {
  const splitter = new ValueSplitter(maxLineBytes);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for await (const chunk of chunks) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      return yield refused(line, "not-utf-8");
    }
    for (const found of splitter.add(text)) {
      line = found.line;
      if (!("text" in found)) return yield refused(line, found.rule);
      yield found;
    }
  }
  for (const found of splitter.end()) yield "text" in found ? found : refused(found.line, found.rule);
}

async function* readLinesOrOne(chunks: AsyncIterable<Uint8Array>, isNdjson: boolean): AsyncGenerator<RecordText> {
  let one: ValueSplitter | undefined;
  let isFirst = !isNdjson;
  for await (const read of readLines(chunks)) {
    if ("fault" in read) {
      yield refused(read.line, read.fault);
      if (one !== undefined) return;
      isFirst = false;
      continue;
    }
    if (read.text.trim() === "") continue;
    if (isFirst && opensObject(read.text)) one = new ValueSplitter(maxLineBytes, read.line);
    isFirst = false;
    if (one === undefined) {
      yield read;
      continue;
    }
    for (const found of one.add(`${read.text}\n`)) {
      if (!("text" in found)) return yield refused(found.line, found.rule);
      yield found;
    }
  }
  for (const found of one?.end() ?? []) yield "text" in found ? found : refused(found.line, found.rule);
}

/** Whether a line begins an object that goes on below it. */
function opensObject(text: string): boolean {
  if (!text.trimStart().startsWith("{")) return false;
  const line = new ValueSplitter(Number.POSITIVE_INFINITY);
  for (const _ of line.add(text));
  return line.isOpen;
}

const messages = {
  "too-long": `This is longer than ${maxLineBytes} bytes, which no record is. Check for a missing line end or quote.`,
  "not-utf-8": "This is not UTF-8 text. Save the file as UTF-8.",
  json: "This is not valid JSON. Check for a missing quote, comma or bracket. What follows was not read.",
} as const;

function refused(line: number, rule: keyof typeof messages): RecordText {
  return { line, issue: { severity: "error", code: "structure", rule, message: messages[rule] } };
}
