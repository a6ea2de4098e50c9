import type { CircuitBreakerOptions } from "../retry/circuit-breaker.ts";
import type { Clock } from "../retry/clock.ts";
import type { LfpseVersion } from "./lfpse-version.ts";

/**
 * How {@link createLfpseClient} reaches LFPSE.
 *
 * @example
 * const options: LfpseClientOptions = {
 *   baseUrl: "http://127.0.0.1:8082/adverse-event/fhir",
 *   subscriptionKey: "example",
 *   version: "5",
 * };
 */
export interface LfpseClientOptions {
  /** Address of the adverse event API, without a slash at its end. The production host is not known: NHS England gives it. */
  readonly baseUrl: string;
  /** Address of the taxonomy API. Default: `/taxonomy/fhir` on the host of `baseUrl`, as seen of the test service. */
  readonly taxonomyBaseUrl?: string;
  /** Sent as `Ocp-Apim-Subscription-Key`. A secret of a server: never in a browser. Visible ASCII. */
  readonly subscriptionKey: string;
  /** Taxonomy version of the events to send. An event whose profile names another is refused here. */
  readonly version: LfpseVersion;
  /**
   * Start of the canonical addresses of that version, `LfpseProfile.canonicalBase`. An event whose profile stands under
   * another is refused here. Default for 4 and 5: that of core's copy. Version 6 has no public copy, so give that of
   * the profile you loaded.
   */
  readonly canonicalBase?: string;
  /** Limit of one try, in milliseconds, answer included; less where `deadlineMs` comes first. Default: 40,000. */
  readonly timeoutMs?: number;
  /** Limit of one call with all its tries and waits, in milliseconds. Default: 120,000, or `timeoutMs` if that is longer. */
  readonly deadlineMs?: number;
  /** Most tries of one call. Only what cannot make a double is tried again. Default: 3; 1 if you retry yourself. */
  readonly maxAttempts?: number;
  /** Longest answer that is read, in bytes; a longer one is cut. Default: 5,242,880 (5 MiB). */
  readonly maxAnswerBytes?: number;
  /** When to stop asking a service that fails; `false` never stops. Default: five failures in a row, for half a minute. */
  readonly circuitBreaker?: CircuitBreakerOptions | false;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Source of the jitter, 0 up to 1. Default: `Math.random`. */
  readonly random?: () => number;
}

/**
 * What one call may be told.
 *
 * @example
 * const options: LfpseCallOptions = { signal: AbortSignal.timeout(5_000) };
 */
export interface LfpseCallOptions {
  /** Ends the call. A create whose request has left then has the outcome `unknown-outcome`. */
  readonly signal?: AbortSignal;
}
