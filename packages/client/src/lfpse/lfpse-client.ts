import { type AdverseEvent, type Issue, referenceNumberOf } from "@digital-factors/core";
import type { ClientError, Outcome } from "../errors/client-error.ts";
import { type Clock, systemClock, wait } from "../retry/clock.ts";
import { deliveryDelayMs } from "../retry/delivery-delay.ts";
import { type ReadAnswer, timedFetch } from "../retry/timed-fetch.ts";
import { type LfpseRequestKind, lfpseFailure, unknownOutcome } from "./read-lfpse-answer.ts";

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
  /** Sent as `Ocp-Apim-Subscription-Key`. A secret of a server: never in a browser. */
  readonly subscriptionKey: string;
  /** Taxonomy version of the events to send. An event whose profile names another is refused here. */
  readonly version: "4" | "5" | "6";
  /** Limit of one try, in milliseconds, answer included. Default: 40,000. */
  readonly timeoutMs?: number;
  /** Limit of one call with all its tries and waits, in milliseconds. Default: 120,000. */
  readonly deadlineMs?: number;
  /** Most tries of one call. Only what cannot make a double is tried again. Default: 3; 1 if you retry yourself. */
  readonly maxAttempts?: number;
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

/**
 * An event that LFPSE holds. LFPSE cannot be asked for it later, so keep all of this.
 *
 * @example
 * const stored: StoredEvent = { id: "example", issues: [], resource: { resourceType: "AdverseEvent", id: "example" } };
 */
export interface StoredEvent {
  /** LFPSE's id of the event: what `update` and `delete` take. */
  readonly id: string;
  /** Absent if the answer had none. */
  readonly versionId?: string;
  /** National reference number, for people. Absent if the answer had none. */
  readonly referenceNumber?: string;
  /** Remarks of LFPSE; warnings, since the event is stored. */
  readonly issues: readonly Issue[];
  /** The event as LFPSE answered it. */
  readonly resource: AdverseEvent;
}

/**
 * What LFPSE says it takes.
 *
 * @example
 * const capabilities: LfpseCapabilities = { versions: ["4", "5"], profiles: [] };
 */
export interface LfpseCapabilities {
  /** Taxonomy versions, such as `"5"`, in the order of the answer. */
  readonly versions: readonly string[];
  /** Canonical address of each version's AdverseEvent profile. */
  readonly profiles: readonly string[];
}

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
  /** Withdraws the event. 410, already gone, counts as done. */
  readonly delete: (id: string, options?: LfpseCallOptions) => Promise<Outcome<undefined>>;
  /** Asks which taxonomy versions the service takes. */
  readonly capabilities: (options?: LfpseCallOptions) => Promise<Outcome<LfpseCapabilities>>;
}

interface LfpseRequest {
  readonly kind: LfpseRequestKind;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly event?: AdverseEvent;
}

/**
 * Returns a client of the LFPSE adverse event API, for a server.
 *
 * It tries again, with full jitter and `Retry-After`, only what cannot make a second event: a connection that never opened,
 * 429, 503, and any failure of an update or a delete. A create whose answer is lost, late, cut short or not an
 * `AdverseEvent`, or a failure other than 503, is `unknown-outcome`: the event may be stored. An `OperationOutcome` at 2xx
 * carries no id, so it is `unknown-outcome` too, with its remarks as `issues`. Redirects are not followed, so that the key
 * goes nowhere else.
 *
 * @param options - Address, key, taxonomy version and limits.
 * @throws {TypeError} if `baseUrl` is not an address or the key is empty.
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
    timeoutMs = 40_000,
    deadlineMs = 120_000,
    maxAttempts = 3,
    fetch = globalThis.fetch,
    clock = systemClock,
    random = Math.random,
  } = options;
  const baseUrl = new URL(options.baseUrl).href.replace(/\/$/, "");
  if (subscriptionKey === "") throw new TypeError("Give the LFPSE client a subscription key.");
  const backOff = { baseMs: 1_000, capMs: 30_000, random };

  const tryOnce = async (
    request: LfpseRequest,
    limitMs: number,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<ReadAnswer>> => {
    const exchange = await timedFetch(
      baseUrl + request.path,
      {
        method: request.method,
        // A connection of its own: on a kept one, a request can meet the far side's closing and be of unknown outcome.
        headers: {
          "Ocp-Apim-Subscription-Key": subscriptionKey,
          Accept: "application/json, application/fhir+json",
          Connection: "close",
          ...(request.event === undefined ? {} : { "Content-Type": "application/json" }),
        },
        redirect: "manual",
        ...(request.event === undefined ? {} : { body: JSON.stringify(request.event) }),
      },
      { fetch, clock, timeoutMs: limitMs, signal },
    );
    const error = lfpseFailure(exchange, request.kind, limitMs);
    if (error !== undefined) return { ok: false, error };
    if (exchange.kind === "answered") return { ok: true, value: exchange.answer };
    return { ok: false, error: unknownOutcome(undefined) };
  };

  const call = async (request: LfpseRequest, signal: AbortSignal | undefined): Promise<Outcome<ReadAnswer>> => {
    const endsAtMs = clock.now() + deadlineMs;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryOnce(request, Math.min(timeoutMs, endsAtMs - clock.now()), signal);
      if (outcome.ok || !isWorthRetrying(outcome.error) || attempt >= maxAttempts) return outcome;
      const delayMs = deliveryDelayMs(attempt, backOff, retryAfterOf(outcome.error));
      if (clock.now() + delayMs >= endsAtMs) return outcome;
      await wait(clock, delayMs, signal);
      if (signal?.aborted) return outcome;
    }
  };

  const store = async (request: LfpseRequest & { readonly event: AdverseEvent }, signal: AbortSignal | undefined) => {
    const refused = profileRefusal(request.event, version);
    if (refused !== undefined) return { ok: false, error: refused } as const;
    const outcome = await call(request, signal);
    if (!outcome.ok) return outcome;
    const stored = readStoredEvent(outcome.value);
    if (stored !== undefined) return { ok: true, value: stored } as const;
    return { ok: false, error: unknownOutcome(undefined, outcome.value) } as const;
  };

  return {
    create: (event, { signal } = {}) => store({ kind: "create", method: "POST", path: "/AdverseEvent", event }, signal),
    update: (id, event, { signal } = {}) =>
      store({ kind: "update", method: "PUT", path: `/AdverseEvent/${encodeURIComponent(id)}`, event }, signal),
    delete: async (id, { signal } = {}) => {
      const path = `/AdverseEvent/${encodeURIComponent(id)}`;
      const outcome = await call({ kind: "delete", method: "DELETE", path }, signal);
      const isGone = !outcome.ok && outcome.error.kind === "rejected" && outcome.error.status === 410;
      return outcome.ok || isGone ? { ok: true, value: undefined } : outcome;
    },
    capabilities: async ({ signal } = {}) => {
      const outcome = await call({ kind: "read", method: "GET", path: "/metadata" }, signal);
      return outcome.ok ? readCapabilities(outcome.value) : outcome;
    },
  };
}

function isWorthRetrying(error: ClientError): boolean {
  return error.isSafeToRetry && error.kind !== "auth" && error.kind !== "aborted";
}

function retryAfterOf(error: ClientError): number | undefined {
  return "retryAfterMs" in error ? error.retryAfterMs : undefined;
}

function profileRefusal(event: AdverseEvent, version: string): ClientError | undefined {
  const profiles = event.meta?.profile ?? [];
  if (profiles.length === 1 && profiles[0]?.endsWith(`/patient-safety-adverse-event-${version}`)) return undefined;
  const message = `Name the LFPSE profile of taxonomy version ${version} here, once, or set the client to the event's version.`;
  return {
    kind: "rejected",
    isSafeToRetry: false,
    message: "This event does not name the profile of the version that this client sends.",
    issues: [{ severity: "error", code: "value", rule: "profile", expression: "AdverseEvent.meta.profile", message }],
  };
}

function readStoredEvent({ json }: ReadAnswer): StoredEvent | undefined {
  if (!isObject(json) || json.resourceType !== "AdverseEvent" || typeof json.id !== "string" || json.id === "") {
    return undefined;
  }
  const resource: AdverseEvent = { ...json, resourceType: "AdverseEvent", id: json.id };
  const versionId = isObject(json.meta) && typeof json.meta.versionId === "string" ? json.meta.versionId : undefined;
  const referenceNumber = isExtensionList(json.extension) ? referenceNumberOf(resource) : undefined;
  return {
    id: json.id,
    ...(versionId === undefined ? {} : { versionId }),
    ...(referenceNumber === undefined ? {} : { referenceNumber }),
    issues: [],
    resource,
  };
}

/** An answer is data from outside: one odd extension must not lose the id that stands beside it. */
function isExtensionList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (each) =>
        isObject(each) &&
        typeof each.url === "string" &&
        (each.extension === undefined || isExtensionList(each.extension)),
    )
  );
}

function readCapabilities(answer: ReadAnswer): Outcome<LfpseCapabilities> {
  const { json } = answer;
  if (!isObject(json) || json.resourceType !== "CapabilityStatement") {
    return {
      ok: false,
      error: {
        kind: "network",
        isSafeToRetry: true,
        message: "Something other than LFPSE answered. Check the address and the network.",
      },
    };
  }
  const resources = list(json.rest).flatMap((rest) => (isObject(rest) ? list(rest.resource) : []));
  const profiles = resources.flatMap((each) => {
    if (!isObject(each) || each.type !== "AdverseEvent") return [];
    // STU3 has a reference here, R4 the address itself.
    const profile = isObject(each.profile) ? each.profile.reference : each.profile;
    return typeof profile === "string" ? [profile] : [];
  });
  const versions = profiles.flatMap((profile) => /\/patient-safety-adverse-event-(\w+)$/.exec(profile)?.[1] ?? []);
  return { ok: true, value: { versions, profiles } };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
