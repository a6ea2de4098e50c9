/** System calls that come before anything is written. */
const callsBeforeSending: readonly unknown[] = ["connect", "getaddrinfo"];

/** Codes that tell the same without one. A host or network can become unreachable after sending too, so those are none. */
const codesBeforeSending: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ERR_SOCKET_CONNECTION_TIMEOUT",
  // No descriptor was left to open a connection with.
  "EMFILE",
  "ENFILE",
  // The handshake failed, so no request was written.
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** What is known of a `fetch` that failed: the system's code, and whether the request certainly never left. */
export interface ConnectionFailure {
  readonly reason?: string;
  readonly isBeforeSending: boolean;
}

/**
 * Returns what the error of a failed `fetch` tells. A failure that is not known counts as sent, because that is the guess
 * which cannot make a double.
 */
export function connectionFailure(error: unknown): ConnectionFailure {
  const failure = codeOf(error) === undefined ? fieldOf(error, "cause") : error;
  const reason = codeOf(failure);
  return { ...(reason === undefined ? {} : { reason }), isBeforeSending: isBeforeSending(failure) };
}

function isBeforeSending(failure: unknown): boolean {
  const errors = fieldOf(failure, "errors");
  // One for each address of a name; the code of all together is that of the first.
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isBeforeSending);
  return callsBeforeSending.includes(fieldOf(failure, "syscall")) || codesBeforeSending.has(codeOf(failure) ?? "");
}

function codeOf(error: unknown): string | undefined {
  const code = fieldOf(error, "code");
  // A DOMException has a numeric code.
  return typeof code === "string" ? code : undefined;
}

function fieldOf(error: unknown, name: "cause" | "code" | "errors" | "syscall"): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
