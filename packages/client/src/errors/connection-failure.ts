const beforeSending: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "ENETDOWN",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
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
 * Returns what the error of a failed `fetch` tells. A code that is not known counts as sent, because that is the guess
 * which cannot make a double.
 */
export function connectionFailure(error: unknown): ConnectionFailure {
  const reason = codeOf(error) ?? codeOf(causeOf(error));
  return reason === undefined ? { isBeforeSending: false } : { reason, isBeforeSending: beforeSending.has(reason) };
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  // A DOMException has a numeric code.
  return typeof code === "string" ? code : undefined;
}
