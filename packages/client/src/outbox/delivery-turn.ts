import type { Clock } from "../retry/clock.ts";
import type { OutboxStore } from "./outbox-store.ts";

/**
 * The part of the browser's lock manager that is needed.
 *
 * @see https://www.w3.org/TR/web-locks/
 * @example
 * const alone: Locks = { request: async (_name, _options, work) => await work() };
 */
export interface Locks {
  /** Runs `work` once nobody else of this origin holds the lock of this name. */
  readonly request: (
    name: string,
    options: { readonly signal: AbortSignal },
    work: () => Promise<void>,
  ) => Promise<unknown>;
}

/** What {@link takeTurn} needs. */
export interface TurnOptions {
  readonly store: OutboxStore;
  /** The browser's locks; without them the turn is a lease in the store. */
  readonly locks: Locks | undefined;
  readonly clock: Clock;
  /** This client, told from every other. */
  readonly owner: string;
  /** How long a lease lasts that is not renewed: longer than one try. */
  readonly leaseMs: number;
  readonly signal: AbortSignal;
}

/**
 * Runs `work` while no other tab does, or not at all where another tab holds the lease.
 *
 * @param work - Gets `renew`, to be called before each try; false means the turn was lost, so stop.
 * @returns Milliseconds until another's lease ends; `undefined` if `work` ran.
 */
export async function takeTurn(
  { store, locks, clock, owner, leaseMs, signal }: TurnOptions,
  work: (renew: () => Promise<boolean>) => Promise<void>,
): Promise<number | undefined> {
  if (locks !== undefined) {
    await locks.request(`digital-factors-outbox:${store.name}`, { signal }, async () => await work(async () => true));
    return undefined;
  }
  const hold = async () => {
    const nowMs = clock.now();
    return await store.updateGate((gate) => {
      const leftMs = gate.heldUntilMs - nowMs;
      // More than a whole lease left means that the clock was turned back: such a lease would never end.
      const isFree = gate.owner === "" || gate.owner === owner || leftMs <= 0 || leftMs > leaseMs;
      return isFree ? { ...gate, owner, heldUntilMs: nowMs + leaseMs } : gate;
    });
  };
  const gate = await hold();
  if (gate.owner !== owner) return Math.max(0, gate.heldUntilMs - clock.now());
  try {
    await work(async () => (await hold()).owner === owner);
  } finally {
    await store.updateGate((current) => (current.owner === owner ? { ...current, owner: "" } : current));
  }
  return undefined;
}
