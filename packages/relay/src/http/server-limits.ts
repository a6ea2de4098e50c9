import type { ServerOptions } from "node:http";

/** Seconds after which a client may try again that came while too many were connected. */
export const busyRetryAfterSeconds = "5";

/**
 * Returns limits for Node's server: how large and how slow the head of a request may be, and how long a connection may do
 * nothing.
 *
 * @param bodyTimeoutMs - Longest time for a body to arrive; the whole request gets that and the time for its head.
 * @see https://nodejs.org/docs/latest-v20.x/api/http.html#httpcreateserveroptions-requestlistener
 */
export function serverLimits(bodyTimeoutMs: number): ServerOptions {
  const headersTimeout = 10_000;
  return {
    // A JWT of an identity provider with many groups has several thousand bytes.
    maxHeaderSize: 16_384,
    headersTimeout,
    requestTimeout: headersTimeout + bodyTimeoutMs,
    keepAliveTimeout: 10_000,
    connectionsCheckingInterval: 1_000,
    // Asked for by the relay itself, which says what is missing.
    requireHostHeader: false,
    insecureHTTPParser: false,
    joinDuplicateHeaders: false,
    noDelay: true,
  };
}
