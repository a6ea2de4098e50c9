/** The body of a request, read once. */
export type SentBody =
  | { readonly kind: "none" | "too-large" | "broken-off" }
  | { readonly kind: "not-json" | "too-deep"; readonly text: string }
  | {
      readonly kind: "json";
      readonly text: string;
      readonly value: unknown;
      /** How many `null` and how many empty lists and objects it has: FHIR allows neither. */
      readonly nulls: number;
      readonly empties: number;
    };

/** Deepest nesting of JSON that is taken: far more than any FHIR resource has, far less than a stack. */
const mostLevels = 64;

/** Returns the body of a request, up to `maxBytes` of it. Never throws. */
export async function readSentBody(request: Request, maxBytes: number): Promise<SentBody> {
  if (request.body === null) return { kind: "none" };
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      length += read.value.length;
      if (length <= maxBytes) chunks.push(read.value);
      // What is too much is read and dropped, so that the connection stays fit for the next request; within reason.
      else chunks.length = 0;
      if (length > maxBytes * 64) await reader.cancel();
    }
  } catch {
    return { kind: "broken-off" };
  }
  if (length > maxBytes) return { kind: "too-large" };
  return parseSentBody(new TextDecoder().decode(joined(chunks, length)));
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function parseSentBody(text: string): SentBody {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: "not-json", text };
  }
  const waiting: (readonly [value: unknown, level: number])[] = [[value, 1]];
  let nulls = 0;
  let empties = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [each, level] = next;
    if (each === null) nulls += 1;
    if (typeof each !== "object" || each === null) continue;
    if (level > mostLevels) return { kind: "too-deep", text };
    const inner: readonly unknown[] = Object.values(each);
    if (inner.length === 0) empties += 1;
    for (const one of inner) waiting.push([one, level + 1]);
  }
  return { kind: "json", text, value, nulls, empties };
}
