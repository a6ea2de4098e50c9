import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";

/** How reading a request body ended. */
export type BodyResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: "too-large" | "too-slow" | "not-utf-8" | "broken-off" };

/**
 * Returns the text of a request body, read piece by piece so that one that is too large or too slow is given up at once,
 * whatever its headers promise.
 *
 * @param request - The request.
 * @param incoming - The same as Node's server has it. Absent: there is no server.
 * @param limits - `bodyBytes`: most bytes. `bodyTimeoutMs`: longest time from the first read to the end.
 */
export function readBody(
  request: Request,
  incoming: IncomingMessage | undefined,
  { bodyBytes, bodyTimeoutMs }: { readonly bodyBytes: number; readonly bodyTimeoutMs: number },
): Promise<BodyResult> {
  const source = incoming ?? streamOf(request);
  if (Number(request.headers.get("content-length") ?? 0) > bodyBytes) {
    return Promise.resolve({ ok: false, fault: "too-large" });
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (result: BodyResult) => {
      clearTimeout(timer);
      source.off("data", onData).off("end", onEnd).off("close", onBroken);
      resolve(result);
    };
    const onData = (chunk: Buffer) => {
      bytes += chunk.byteLength;
      chunks.push(chunk);
      if (bytes > bodyBytes) settle({ ok: false, fault: "too-large" });
    };
    const onEnd = () => settle(decode(chunks));
    const onBroken = () => settle({ ok: false, fault: "broken-off" });
    const timer = setTimeout(() => settle({ ok: false, fault: "too-slow" }), bodyTimeoutMs);
    // Stays for good: a connection may still break once nobody reads any more.
    source.on("error", onBroken);
    source.on("data", onData).on("end", onEnd).on("close", onBroken);
    if (source.readableEnded || source.destroyed) onBroken();
  });
}

function streamOf({ body }: Request): Readable {
  // The stream of a web request is that of node:stream/web, which the types do not say.
  return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(chunks: readonly Buffer[]): BodyResult {
  try {
    const [first] = chunks;
    return { ok: true, text: utf8.decode(chunks.length === 1 ? first : Buffer.concat(chunks)) };
  } catch {
    return { ok: false, fault: "not-utf-8" };
  }
}
