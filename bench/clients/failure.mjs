// What a caller holds after a failure: its name, the server's outcome in it, and what it shows of what was sent.
import { inspect } from "node:util";
import { credentials, diagnostics, narrative, outcomeCode, signInText } from "./synthetic-create.mjs";

const mostDepth = 6;
const mostValues = 20_000;

/** Reads a property that may be a getter which throws. */
function valueAt(owner, name) {
  try {
    return owner[name];
  } catch {
    return undefined;
  }
}

const isOutcomeIssue = (value) => Object.values(value).includes(outcomeCode);

/** Reads an answer that the client left unread, as its user would. */
async function unreadBody(value) {
  if (!(value instanceof Response) || value.bodyUsed) return undefined;
  try {
    return await value.json();
  } catch {
    return undefined;
  }
}

/** Returns the text in bytes that hold an answer's body; `undefined` if the value is not bytes. */
function textOfBytes(value) {
  if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) return undefined;
  return new TextDecoder().decode(value);
}

/**
 * Returns where the server's `OperationOutcome` is in a value: `kind` is `data`, or `text` or `bytes` to be parsed; `at` is
 * the place nearest the top. `undefined` if it is lost.
 */
async function outcomeIn(root) {
  const queue = [{ value: root, at: "", depth: 0 }];
  const seen = new Set();
  let unparsed;
  for (let index = 0; index < queue.length && index < mostValues; index += 1) {
    const { value, at, depth } = queue[index];
    const text = typeof value === "string" ? value : textOfBytes(value);
    if (text !== undefined) {
      const kind = text === value ? "text" : "bytes";
      if (text.includes(outcomeCode)) unparsed ??= { kind, at: at || "itself" };
      continue;
    }
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isOutcomeIssue(value)) return { kind: "data", at: at.replace(/\.issue\[0\]$/, "") || "itself" };
    if (depth === mostDepth) continue;
    const body = await unreadBody(value);
    if (body !== undefined) queue.push({ value: body, at: `${at}.json()`, depth: depth + 1 });
    for (const name of Object.getOwnPropertyNames(value)) {
      if (name === "stack") continue;
      const step = Array.isArray(value) ? `[${name}]` : `.${name}`;
      queue.push({ value: valueAt(value, name), at: at + step, depth: depth + 1 });
    }
  }
  return unparsed;
}

/** Returns which secrets a text holds. */
export function secretsIn(text) {
  const secrets = { ...credentials, "what was written": narrative };
  return Object.keys(secrets).filter((name) => text.includes(secrets[name]));
}

function repeatsAnswer(text) {
  return text.includes(diagnostics) || text.includes(signInText);
}

function jsonOf(value) {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}

/** Ports and ids differ from run to run. */
function withoutChance(text) {
  return text.replace(/(127\.0\.0\.1|localhost):\d+/g, "$1:0").replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id");
}

function statusOf(error) {
  return error.status ?? error.statusCode ?? error.$metadata?.httpStatusCode ?? error.response?.status;
}

/** Returns what a failure is, and what it shows. */
export async function describeFailure(failure) {
  // What console.error prints, taken before anything of it is read.
  const printed = inspect(failure);
  const message = String(failure.message ?? "");
  const kind = typeof failure.kind === "string" ? { kind: failure.kind } : {};
  return {
    isError: failure instanceof Error,
    name: failure instanceof Error ? failure.name : failure.constructor.name,
    className: failure.constructor.name,
    ...kind,
    status: statusOf(failure),
    message: withoutChance(message).slice(0, 200),
    outcome: await outcomeIn(failure),
    messageHolds: [...secretsIn(message), ...(repeatsAnswer(message) ? ["what the server said"] : [])],
    printedHolds: secretsIn(printed),
    jsonHolds: secretsIn(jsonOf(failure)),
  };
}
