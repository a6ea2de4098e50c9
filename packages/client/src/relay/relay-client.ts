import type { AdverseEvent, DigitalFactorsRecord } from "@digital-factors/core";
import type { Outcome } from "../errors/client-error.ts";
import { SubmitError } from "../errors/submit-error.ts";
import type { Locks } from "../outbox/delivery-turn.ts";
import { isOpen, type OutboxEntry, type OutboxStorage, type OutboxStore } from "../outbox/outbox-store.ts";
import { type Clock, systemClock } from "../retry/clock.ts";
import { createDeliveryLoop } from "./delivery-loop.ts";
import { createOutboxView } from "./outbox-view.ts";
import { askDelivery, type RelayDelivery } from "./relay-delivery.ts";
import type { RelayConnection } from "./relay-request.ts";
import { sendDirectly } from "./send-directly.ts";
import { sendRecord } from "./send-record.ts";
import { watchDelivery } from "./watch-delivery.ts";

/**
 * How {@link createRelayClient} stores and sends.
 *
 * @example
 * const options: RelayClientOptions = { baseUrl: "/relay", outbox: openIndexedDbStore() };
 */
export interface RelayClientOptions {
  /** Address of the relay, or of the host's own proxy to it: absolute, or of this origin such as `/relay`. */
  readonly baseUrl: string;
  /** Where reports are kept until the relay has them. */
  readonly outbox: OutboxStore;
  /**
   * Sent as `Authorization: Bearer`. A function is asked before each request, so that a token can be renewed. Absent: no
   * header, for a host whose server adds it, which is the safer way.
   */
  readonly token?: string | (() => string | undefined | Promise<string | undefined>);
  /** Limit of one request, in milliseconds, answer included. Default: 30,000. */
  readonly timeoutMs?: number;
  /** Limit of a direct sending with all its tries, where the device stores nothing. Default: 60,000. */
  readonly deadlineMs?: number;
  /** Age at which a report becomes `expired`, in milliseconds. Default: none, it is tried for ever. */
  readonly maxAgeMs?: number;
  /** Longest wait before the second try; doubles with each further one. Default: 1,000. */
  readonly backOffBaseMs?: number;
  /** Longest wait between two tries, unless the relay asks for more. Default: 30,000. */
  readonly backOffCapMs?: number;
  /** How many accepted reports are remembered, without their content, so that a page can show them. Default: 50. */
  readonly keptAccepted?: number;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Source of the jitter, 0 up to 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Lock manager that gives one tab its turn. Default: the browser's; `null`, or none there: a lease in the outbox. */
  readonly locks?: Locks | null;
}

/**
 * What `submit` promises. With `isStored` the report is on this device and will be delivered. Without, the device refused
 * to store it, nothing is kept here, and the relay already has it.
 *
 * @example
 * const receipt: Receipt = { isStored: true, id: "example", storedAt: "2026-03-02T09:20:00.000Z", state: "waiting" };
 */
export type Receipt =
  | {
      readonly isStored: true;
      readonly id: string;
      /** Instant, by this device's clock. */
      readonly storedAt: string;
      readonly state: OutboxEntry["state"];
    }
  | {
      readonly isStored: false;
      readonly id: string;
      readonly state: "accepted";
      /** Instant, by the relay's clock. */
      readonly receivedAt: string;
    };

/**
 * A report in the outbox, as a page may show it: without its content.
 *
 * @example
 * const describe = ({ state, attempts }: OutboxItem) => `${state} after ${attempts} tries`;
 */
export type OutboxItem = Omit<OutboxEntry, "body" | "notBeforeMs">;

/**
 * What `submit` may be told.
 *
 * @example
 * const options: SubmitOptions = { adverseEvent: { resourceType: "AdverseEvent" } };
 */
export interface SubmitOptions {
  /** The host's own LFPSE event, to which the relay adds the digital part. */
  readonly adverseEvent?: AdverseEvent;
  /** Ends a submission that is not stored yet. A stored one can only be discarded. */
  readonly signal?: AbortSignal;
}

/**
 * Submits reports by way of an outbox, and shows what became of them.
 *
 * @example
 * const showNumber = async (client: RelayClient, id: string) =>
 *   (await client.watchDelivery(id, () => {}))?.lfpse?.referenceNumber;
 */
export interface RelayClient {
  /**
   * Stores a report, resolves with its receipt, and then delivers it. The same report again gives the same receipt.
   *
   * @throws {@link SubmitError} if it could neither be stored nor sent (`not-sent`), or if another body under the same id
   * is on its way (`conflict`).
   */
  readonly submit: (record: DigitalFactorsRecord, options?: SubmitOptions) => Promise<Receipt>;
  /** Returns what is in the outbox, oldest first. */
  readonly list: () => Promise<readonly OutboxItem[]>;
  /** Puts a report back to `waiting` and tries now; false if there is none to try. */
  readonly retry: (id: string) => Promise<boolean>;
  /**
   * Removes a report from this device for good, whatever its state: a person's decision. One that is on its way may still
   * arrive. False if there was none.
   */
  readonly discard: (id: string) => Promise<boolean>;
  /** Returns everything in the outbox as JSON text, contents included: for a person who has to carry it elsewhere. */
  readonly export: () => Promise<string>;
  /**
   * Calls the listener with the list and with whether the device keeps it, now and after each change by any tab, until the
   * returned function is called. Where the storage is anything but `kept`, tell the person.
   */
  readonly subscribe: (listener: (items: readonly OutboxItem[], storage: OutboxStorage) => void) => () => void;
  /** Asks the relay how far it has got with a report. A report it does not know is `rejected` with status 404. */
  readonly delivery: (id: string, options?: { readonly signal?: AbortSignal }) => Promise<Outcome<RelayDelivery>>;
  /**
   * Waits until the report has left the outbox, then asks the relay ever less often, calls the listener with each new
   * answer, and resolves with the final one: it holds the national reference number. Resolves with `undefined` if the
   * signal is aborted or the relay does not know the report. Never rejects.
   */
  readonly watchDelivery: (
    id: string,
    listener: (delivery: RelayDelivery) => void,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<RelayDelivery | undefined>;
  /** Begins to deliver what the outbox holds. Call it when the page loads; `submit` does it too, unless stopped. */
  readonly start: () => void;
  /** Stops delivering. What was on its way is sent again after the next start, under the same id. */
  readonly stop: () => Promise<void>;
}

/** Longest time a device may take to store, before the report is sent directly as well. */
const storeLimitMs = 5_000;

/** As long as a page lives; the longest time a timer can wait. */
const withoutEndMs = 2 ** 31 - 1;

/**
 * Returns a client that stores each report before it sends it, and sends it until the relay has it or refuses it.
 *
 * One tab delivers at a time, oldest first, always under the record's id and with the same bytes, so that a report whose
 * answer was lost is not doubled. Only the relay's own typed answer counts as acceptance. Nothing leaves the outbox but by
 * acceptance or by a person's decision.
 *
 * @param options - Address, outbox, token and limits.
 * @see README.md of this package: states and errors
 * @example
 * const client = createRelayClient({ baseUrl: "/relay", outbox: openIndexedDbStore() });
 * client.start();
 */
export function createRelayClient(options: RelayClientOptions): RelayClient {
  const {
    outbox: store,
    token,
    timeoutMs = 30_000,
    deadlineMs = 60_000,
    maxAgeMs = Number.POSITIVE_INFINITY,
    backOffBaseMs = 1_000,
    backOffCapMs = 30_000,
    keptAccepted = 50,
    fetch = globalThis.fetch.bind(globalThis),
    clock = systemClock,
    random = Math.random,
    locks = browserLocks(),
  } = options;
  const backOff = { baseMs: backOffBaseMs, capMs: backOffCapMs, random };
  const connection: RelayConnection = {
    baseUrl: options.baseUrl.replace(/\/$/, ""),
    token: async () => (typeof token === "function" ? await token() : token),
    fetch,
    clock,
    timeoutMs,
  };
  const view = createOutboxView(store, (entry) =>
    sendDirectly(connection, entry, { deadlineMs: withoutEndMs, backOff }),
  );
  const loop = createDeliveryLoop({
    store,
    list: view.read,
    send: (entry, signal) => sendRecord(connection, entry, signal),
    clock,
    backOff,
    locks: locks ?? undefined,
    leaseMs: timeoutMs + 15_000,
    maxAgeMs,
    keptAccepted,
  });

  let isWatching = false;
  const start = () => {
    loop.start();
    if (isWatching) return;
    isWatching = true;
    // What another tab has stored is this one's too, should that tab be closed.
    view.subscribe((entries) => {
      if (entries.some(isOpen)) loop.wakeIfIdle();
    });
  };

  return {
    submit: async (record, { adverseEvent, signal } = {}) => {
      signal?.throwIfAborted();
      const { id } = record;
      const body = JSON.stringify({ record, adverseEvent });
      const storedAt = new Date(clock.now()).toISOString();
      const entry: OutboxEntry = { id, body, state: "waiting", storedAt, attempts: 0, notBeforeMs: 0 };
      let stored: OutboxEntry;
      try {
        stored = await within(storeLimitMs, clock, store.add(entry));
        view.stored(stored);
      } catch (cause) {
        view.refused(cause);
        const outcome = await sendDirectly(connection, entry, { deadlineMs, backOff, signal });
        if (outcome.ok) return { isStored: false, id, state: "accepted", ...outcome.value };
        const message = "This device did not store the report and it was not sent. Keep it open and submit it again.";
        throw new SubmitError("not-sent", message, { cause, error: outcome.error });
      }
      if (stored.body !== body) {
        throw new SubmitError("conflict", "Another report of this id is on its way. Wait for it, or take a new id.");
      }
      if (!loop.isStopped()) start();
      loop.wake();
      return { isStored: true, id, storedAt: stored.storedAt, state: stored.state };
    },
    list: async () => (await view.list()).map(toItem),
    retry: async (id) => {
      const entry = await store.update(id, (known) =>
        // An entry on its way stays so; an accepted one has nothing left to send.
        known.state === "accepted" || known.state === "sending"
          ? known
          : { ...known, state: "waiting", notBeforeMs: 0 },
      );
      if (entry?.state !== "waiting") return false;
      await loop.wakeFromPause();
      return true;
    },
    discard: async (id) => view.discard(id) || (await store.remove(id)),
    export: async () => {
      const entries = (await view.list()).map((entry) => ({
        ...toItem(entry),
        ...(entry.body === "" ? {} : { request: JSON.parse(entry.body) as unknown }),
      }));
      const exportedAt = new Date(clock.now()).toISOString();
      return JSON.stringify({ format: "digital-factors-outbox/1", exportedAt, entries }, undefined, 2);
    },
    subscribe: (listener) => view.subscribe((entries, storage) => listener(entries.map(toItem), storage)),
    delivery: async (id, { signal } = {}) => await askDelivery(connection, id, signal),
    watchDelivery: async (id, listener, { signal } = {}) =>
      await watchDelivery(connection, store, id, listener, signal),
    start,
    stop: loop.stop,
  };
}

/** Absent in Node 20 and in pages that are served over plain http. */
function browserLocks(): Locks | null {
  return globalThis.navigator?.locks ?? null;
}

function toItem({ body: _, notBeforeMs: __, ...item }: OutboxEntry): OutboxItem {
  return item;
}

/** Some browsers never answer a request to open a database that they refuse. */
async function within<Value>(limitMs: number, clock: Clock, work: Promise<Value>): Promise<Value> {
  return await new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () => reject(new Error(`The outbox did not answer within ${limitMs} ms.`)));
    work.then(resolve, reject).finally(cancel);
  });
}
