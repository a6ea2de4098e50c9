import type { ClientError } from "../errors/client-error.ts";

/**
 * Where a report stands on its way to the relay.
 *
 * - `waiting`: it will be sent; after a failure `error` says what is in the way.
 * - `sending`: it is on its way now, or was when its tab was closed; then it is sent again under the same id.
 * - `accepted`: the relay has it, durably.
 * - `rejected`: the relay refused it; `error` says why. A person decides.
 * - `expired`: older than the limit the host set. It is kept; a person decides.
 *
 * @example
 * const state: DeliveryState = "waiting";
 */
export type DeliveryState = "waiting" | "sending" | "accepted" | "rejected" | "expired";

/**
 * One report in an outbox.
 *
 * @example
 * const entry: OutboxEntry = {
 *   id: "7f7f6a3e-5d1c-4c54-9c1e-1d4b1b6f7a10",
 *   body: "{}",
 *   state: "waiting",
 *   storedAt: "2026-03-02T09:20:00.000Z",
 *   attempts: 0,
 *   notBeforeMs: 0,
 * };
 */
export interface OutboxEntry {
  /** Record id: identifier and idempotency key in one. */
  readonly id: string;
  /** The request body, kept byte for byte from the first try to the last. Empty once accepted. */
  readonly body: string;
  readonly state: DeliveryState;
  /** Instant at which it was stored, by this device's clock. */
  readonly storedAt: string;
  /** Tries made, the present one included. */
  readonly attempts: number;
  /** Not to be tried before, milliseconds since 1970. 0: at once. */
  readonly notBeforeMs: number;
  /** What the last try met. Absent before the first, and after acceptance. */
  readonly error?: ClientError;
  /** Instant of acceptance, by the relay's clock. */
  readonly acceptedAt?: string;
}

/**
 * Who may deliver from an outbox, and from when: one for all its tabs.
 *
 * @example
 * const gate: DeliveryGate = { owner: "", heldUntilMs: 0, pausedUntilMs: 0, askedMs: 0, failures: 0 };
 */
export interface DeliveryGate {
  /** Client that delivers now; empty if none. Used only where the browser has no locks. */
  readonly owner: string;
  /** The owner's turn ends here, milliseconds since 1970. */
  readonly heldUntilMs: number;
  /** Nothing is sent before, milliseconds since 1970. */
  readonly pausedUntilMs: number;
  /** How much of the pause the relay asked for, in milliseconds. If 0, a sign of a working network ends it. */
  readonly askedMs: number;
  /** Tries in a row that did not reach a working relay. */
  readonly failures: number;
}

/** The gate of a new outbox. */
export const openGate: DeliveryGate = {
  owner: "",
  heldUntilMs: 0,
  pausedUntilMs: 0,
  askedMs: 0,
  failures: 0,
};

/**
 * Where an outbox keeps its entries. Every method may reject; what it then left is what was there before.
 *
 * @see createMemoryStore and openIndexedDbStore, which pass the same tests
 * @example
 * const outbox: OutboxStore = createMemoryStore();
 */
export interface OutboxStore {
  /** The same for all stores that share their entries, and for no other. */
  readonly name: string;
  /**
   * Stores an entry and resolves once it is durable, with the entry that now stands under its id: this one, or the one
   * that was there and is still to be delivered. One that is accepted, rejected or expired gives way.
   */
  readonly add: (entry: OutboxEntry) => Promise<OutboxEntry>;
  /** Returns all entries in the order in which they were added. */
  readonly list: () => Promise<readonly OutboxEntry[]>;
  readonly get: (id: string) => Promise<OutboxEntry | undefined>;
  /** Changes an entry in one step that nobody can come between; `undefined` if there is none. */
  readonly update: (id: string, change: (entry: OutboxEntry) => OutboxEntry) => Promise<OutboxEntry | undefined>;
  /** Removes an entry for good; false if there was none. */
  readonly remove: (id: string) => Promise<boolean>;
  /** Changes the gate in one step that nobody can come between, and returns it. */
  readonly updateGate: (change: (gate: DeliveryGate) => DeliveryGate) => Promise<DeliveryGate>;
  /**
   * Calls the listener after any change of an entry, by any tab, until the returned function is called. With `isLost` the
   * browser closed or deleted what was stored, under this page: see what is still there.
   */
  readonly watch: (listener: (isLost: boolean) => void) => () => void;
  /** Lets go of what it holds open. The entries stay where the store is durable. */
  readonly close: () => Promise<void>;
}

/**
 * Whether the device keeps reports, as far as this page has seen.
 *
 * - `kept`: yes.
 * - `refused`: the browser stores nothing: blocked, no room, private mode. A report is sent while the page is open.
 * - `newer`: the outbox is in the format of a newer release, and left alone. Load the page again; until then as `refused`.
 * - `evicted`: reports that were stored were taken away under this page, such as by clearing the site's data. Those that
 *   the page knew were put back, or are being sent.
 *
 * @example
 * const storage: OutboxStorage = "kept";
 */
export type OutboxStorage = "kept" | "refused" | "newer" | "evicted";

/** Whether it is still to be delivered. */
export function isOpen({ state }: OutboxEntry): boolean {
  return state === "waiting" || state === "sending";
}
