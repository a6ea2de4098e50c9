/** How reading a request body ended. */
export type BodyResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: "too-large" | "too-slow" | "not-utf-8" | "broken-off" };

/**
 * Returns the text of a request body, read piece by piece so that one that is too large or too slow is given up at once,
 * whatever its headers promise.
 *
 * @param request - The request.
 * @param limits - `bodyBytes`: most bytes. `bodyTimeoutMs`: longest time from the first read to the end.
 */
export async function readBody(
  request: Request,
  { bodyBytes, bodyTimeoutMs }: { readonly bodyBytes: number; readonly bodyTimeoutMs: number },
): Promise<BodyResult> {
  if (Number(request.headers.get("content-length") ?? 0) > bodyBytes) return { ok: false, fault: "too-large" };
  if (request.body === null) return { ok: true, text: "" };
  const reader = request.body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<"too-slow">((settle) => {
    timer = setTimeout(() => settle("too-slow"), bodyTimeoutMs);
  });
  try {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for (;;) {
      const piece = await Promise.race([reader.read(), deadline]);
      if (piece === "too-slow") return { ok: false, fault: "too-slow" };
      if (piece.done) break;
      bytes += piece.value.byteLength;
      if (bytes > bodyBytes) return { ok: false, fault: "too-large" };
      chunks.push(piece.value);
    }
    return decode(Buffer.concat(chunks));
  } catch {
    return { ok: false, fault: "broken-off" };
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => {});
  }
}

function decode(bytes: Uint8Array): BodyResult {
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, fault: "not-utf-8" };
  }
}
