/** Longest line, and longest record: far more than a record can have, and little enough to hold in memory. */
export const maxLineBytes = 1_048_576;

/** One line of a text, or why it could not be read. The first line is 1. */
export type Line =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly fault: "too-long" | "not-utf-8" };

const lineFeed = 0x0a;

/**
 * Yields the lines of a stream of UTF-8 bytes, without their line ends, holding no more than one line. A line that is too
 * long or not UTF-8 is told as such, and reading goes on behind it.
 *
 * @param chunks - Bytes, in pieces of any size.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let line = 1;
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  const take = (piece: Uint8Array) => {
    bytes += piece.byteLength;
    if (bytes > maxLineBytes) pieces = [];
    else pieces.push(piece);
  };
  const finish = (): Line => {
    const read: Line = bytes > maxLineBytes ? { line, fault: "too-long" } : decode(line, Buffer.concat(pieces));
    line += 1;
    pieces = [];
    bytes = 0;
    return read;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      take(chunk.subarray(start, end));
      start = end + 1;
      yield finish();
    }
    take(chunk.subarray(start));
  }
  if (bytes > 0) yield finish();
}

function decode(line: number, bytes: Uint8Array): Line {
  try {
    return { line, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes).replace(/\r$/, "") };
  } catch {
    return { line, fault: "not-utf-8" };
  }
}
