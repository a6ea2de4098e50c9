import type { AdverseEvent } from "@digital-factors/core";
import type { ClientError, Outcome } from "../errors/client-error.ts";
import { type CircuitState, createCircuitBreaker } from "../retry/circuit-breaker.ts";
import { systemClock } from "../retry/clock.ts";
import { callLfpse, type LfpseConnection } from "./call-lfpse.ts";
import { type LfpseCapabilities, readCapabilities } from "./capabilities.ts";
import { fetchTaxonomy } from "./fetch-taxonomy.ts";
import { issuesWithQuestions } from "./issues-with-questions.ts";
import type { LfpseCallOptions, LfpseClientOptions } from "./lfpse-client-options.ts";
import type { LfpseVersion } from "./lfpse-version.ts";
import { profileRefusal } from "./profile-refusal.ts";
import { failedDelete, unknownOutcome, unreadableUpdate } from "./read-lfpse-answer.ts";
import { readStoredEvent, type StoredEvent } from "./stored-event.ts";

/**
 * Sends events to LFPSE. Every call resolves: with the value, or with the error that is to be expected.
 *
 * @example
 * const send = async (client: LfpseClient, event: AdverseEvent) => {
 *   const created = await client.create(event);
 *   return created.ok ? created.value.referenceNumber : created.error.kind;
 * };
 */
export interface LfpseClient {
  /** Creates an event. What may have been carried out is never sent again: see `unknown-outcome`. */
  readonly create: (event: AdverseEvent, options?: LfpseCallOptions) => Promise<Outcome<StoredEvent>>;
  /**
   * Replaces the event with the whole `event`, sent as it is. Whether LFPSE wants `id` in the body is not known: put it
   * there or leave it out.
   */
  readonly update: (id: string, event: AdverseEvent, options?: LfpseCallOptions) => Promise<Outcome<StoredEvent>>;
  /** Withdraws the event. 410, already gone, counts as done; an `OperationOutcome` with an error does not, even at 2xx. */
  readonly delete: (id: string, options?: LfpseCallOptions) => Promise<Outcome<undefined>>;
  /** Asks which taxonomy versions the service takes. `newestSharedVersion` picks one. */
  readonly capabilities: (options?: LfpseCallOptions) => Promise<Outcome<LfpseCapabilities>>;
  /**
   * Fetches the StructureDefinitions, ValueSets and CodeSystems of a version, for `loadTaxonomy` of
   * `@digital-factors/core/taxonomies`. Default: the client's version. Some hundred requests, four at once, each with a
   * deadline of its own; the list of organisations may be longer than `maxAnswerBytes`.
   */
  readonly taxonomy: (version?: LfpseVersion, options?: LfpseCallOptions) => Promise<Outcome<readonly unknown[]>>;
  /** Returns whether requests are sent now. Always closed where the circuit breaker is off. */
  readonly circuit: () => CircuitState;
}

/**
 * Returns a client of the LFPSE adverse event API, for a server.
 *
 * It tries again, with full jitter and `Retry-After`, only what cannot make a second event: a connection that never opened,
 * 307, 308, 429, 503, and any failure of an update or a delete. A create whose answer is lost, late, cut short or not an
 * `AdverseEvent`, another redirect, or a failure other than 503, is `unknown-outcome`: the event may be stored. An
 * `OperationOutcome` at 2xx carries no id, so it is `unknown-outcome` too, with its remarks as `issues`. After several
 * failures in a row nothing is sent for a while (`circuit-open`). Redirects are not followed, so that the key goes nowhere
 * else; no error, and nothing the client shows of itself, holds the key.
 *
 * @param options - Address, key, taxonomy version and limits.
 * @throws {TypeError} if an address is none, or the key is empty or no header can carry it.
 * @throws {RangeError} if a number of the circuit breaker is below its least.
 * @see docs/lfpse.md, "Create, update, delete"
 * @example
 * const client = createLfpseClient({
 *   baseUrl: "http://127.0.0.1:8082/adverse-event/fhir",
 *   subscriptionKey: "example",
 *   version: "5",
 * });
 */
export function createLfpseClient(options: LfpseClientOptions): LfpseClient {
  const {
    subscriptionKey,
    version,
    canonicalBase,
    clock = systemClock,
    circuitBreaker = {},
    timeoutMs = 40_000,
  } = options;
  const baseUrl = addressOf(options.baseUrl);
  const taxonomyBaseUrl = addressOf(options.taxonomyBaseUrl ?? new URL("/taxonomy/fhir", baseUrl).href);
  if (subscriptionKey === "") throw new TypeError("Give the LFPSE client a subscription key.");
  // What a header cannot carry, fetch would refuse with a message that repeats it.
  if (!/^[\x21-\x7e]+$/.test(subscriptionKey)) throw new TypeError("The LFPSE subscription key has odd characters.");
  const breaker = circuitBreaker === false ? undefined : createCircuitBreaker(clock, circuitBreaker);
  const connection: LfpseConnection = {
    subscriptionKey,
    timeoutMs,
    deadlineMs: options.deadlineMs ?? Math.max(120_000, timeoutMs),
    maxAttempts: options.maxAttempts ?? 3,
    maxAnswerBytes: options.maxAnswerBytes ?? 5_242_880,
    breaker,
    fetch: options.fetch ?? globalThis.fetch,
    clock,
    random: options.random ?? Math.random,
  };
  const addressOfEvent = (id: string) => `${baseUrl}/AdverseEvent/${encodeURIComponent(id)}`;

  const store = async (
    request: { readonly kind: "create" | "update"; readonly method: "POST" | "PUT"; readonly url: string },
    event: AdverseEvent,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<StoredEvent>> => {
    const payload = textOf(event);
    if (payload === undefined) return { ok: false, error: notJson };
    const refused = profileRefusal(event, { version, canonicalBase });
    if (refused !== undefined) return { ok: false, error: refused };
    const outcome = await callLfpse(connection, { ...request, body: payload }, signal);
    if (!outcome.ok) return { ok: false, error: withQuestions(outcome.error, event) };
    const stored = readStoredEvent(outcome.value);
    if (stored.ok) return { ok: true, value: { ...stored.value, payload } };
    const errorOf = request.kind === "create" ? unknownOutcome : unreadableUpdate;
    return { ok: false, error: withQuestions(errorOf(stored.reason, outcome.value), event) };
  };

  return {
    create: (event, { signal } = {}) =>
      store({ kind: "create", method: "POST", url: `${baseUrl}/AdverseEvent` }, event, signal),
    update: (id, event, { signal } = {}) =>
      store({ kind: "update", method: "PUT", url: addressOfEvent(id) }, event, signal),
    delete: async (id, { signal } = {}) => {
      const outcome = await callLfpse(
        connection,
        { kind: "delete", method: "DELETE", url: addressOfEvent(id) },
        signal,
      );
      const error = outcome.ok ? failedDelete(outcome.value) : outcome.error;
      const isGone = error?.kind === "rejected" && error.status === 410;
      return error === undefined || isGone ? { ok: true, value: undefined } : { ok: false, error };
    },
    capabilities: async ({ signal } = {}) => {
      const outcome = await callLfpse(connection, { kind: "read", method: "GET", url: `${baseUrl}/metadata` }, signal);
      return outcome.ok ? readCapabilities(outcome.value) : outcome;
    },
    taxonomy: (wanted = version, { signal } = {}) =>
      fetchTaxonomy(wanted, (path) =>
        callLfpse(connection, { kind: "read", method: "GET", url: taxonomyBaseUrl + path }, signal),
      ),
    circuit: () => breaker?.state() ?? { state: "closed", failures: 0 },
  };
}

const notJson: ClientError = {
  kind: "rejected",
  isSafeToRetry: false,
  message: "This event cannot be written as JSON.",
  issues: [
    {
      severity: "error",
      code: "structure",
      rule: "json",
      message: "Give an event of plain values, without a circle.",
    },
  ],
};

function addressOf(address: string): string {
  return new URL(address).href.replace(/\/$/, "");
}

function textOf(event: AdverseEvent): string | undefined {
  try {
    return JSON.stringify(event);
  } catch {
    return undefined;
  }
}

function withQuestions(error: ClientError, event: AdverseEvent): ClientError {
  return "issues" in error ? { ...error, issues: issuesWithQuestions(error.issues, event) } : error;
}
