import type { ClientError, Outcome } from "../errors/client-error.ts";
import { type Locks, takeTurn } from "../outbox/delivery-turn.ts";
import { isOpen, type OutboxEntry, type OutboxStore } from "../outbox/outbox-store.ts";
import type { Clock } from "../retry/clock.ts";
import { type BackOff, deliveryDelayMs } from "../retry/delivery-delay.ts";
import { listenForOccasions } from "./delivery-occasions.ts";
import { askedMsOf } from "./send-directly.ts";
import type { Acceptance } from "./send-record.ts";

/** Longest wait that a relay is granted, however long it asks for. */
const longestAskedMs = 86_400_000;

/** Failures of one entry after which the entry itself is suspected, not only the relay. */
const attemptsBeforeSuspicion = 6;

/** What {@link createDeliveryLoop} needs. */
export interface DeliveryLoopOptions {
  readonly store: OutboxStore;
  /** Reads the store. */
  readonly list: () => Promise<readonly OutboxEntry[]>;
  readonly send: (entry: OutboxEntry, signal: AbortSignal) => Promise<Outcome<Acceptance>>;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly locks: Locks | undefined;
  /** Longer than one try takes. */
  readonly leaseMs: number;
  /** Age at which an entry is no longer tried, in milliseconds. */
  readonly maxAgeMs: number;
  /** How many accepted entries are remembered. */
  readonly keptAccepted: number;
}

/** Delivers what is in the outbox, oldest first, one at a time. */
export interface DeliveryLoop {
  readonly start: () => void;
  /** Stops; what was on its way goes back to waiting. Resolves once nothing runs any more. */
  readonly stop: () => Promise<void>;
  readonly isStopped: () => boolean;
  /** Delivers now what is due, if started. */
  readonly wake: () => void;
  /** The same, unless it is at work or has set itself a time. */
  readonly wakeIfIdle: () => void;
  /** Ends a pause that the relay did not ask for, then delivers. */
  readonly wakeFromPause: () => Promise<void>;
}

/**
 * Returns the loop that empties the outbox. It trusts nothing but the relay's answer: not `navigator.onLine`, nor any
 * other success. A failure of the relay as a whole pauses everything, so that the order is kept; a failure that may be
 * due to one entry puts off that entry only, so that it does not hold up the rest.
 */
export function createDeliveryLoop(options: DeliveryLoopOptions): DeliveryLoop {
  const { store, list, send, clock, backOff, maxAgeMs, keptAccepted } = options;
  // Not crypto.randomUUID, which pages served over plain http do not have.
  const owner = `${clock.now()}-${Math.random()}`;
  let stopping: AbortController | undefined;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let cancelTimer: (() => void) | undefined;
  let storeFailures = 0;
  /** What the relay accepted and the device has not written down, by body. */
  const unwritten = new Map<string, Outcome<Acceptance>>();

  /** What is left of a wait. More than was ever set means that the clock was turned back, and that nobody knows. */
  const remaining = (untilMs: number, askedMs: number) => {
    const leftMs = untilMs - clock.now();
    return leftMs > askedMs + backOff.capMs ? 0 : Math.max(0, leftMs);
  };
  const remainingPause = async () => {
    const { pausedUntilMs, askedMs } = await store.updateGate((known) => known);
    return remaining(pausedUntilMs, askedMs);
  };
  const remainingOf = ({ notBeforeMs, error }: OutboxEntry) => remaining(notBeforeMs, grantedMsOf(error));

  const setTimer = (delayMs: number) => {
    cancelTimer?.();
    cancelTimer = clock.after(Math.max(1, delayMs), wake);
  };

  const pause = async (error: ClientError) => {
    const askedMs = grantedMsOf(error);
    await store.updateGate((gate) => {
      const failures = gate.failures + 1;
      const pausedUntilMs = clock.now() + deliveryDelayMs(failures, backOff, askedMs);
      return { ...gate, failures, pausedUntilMs, askedMs };
    });
  };

  const endPause = async () => {
    await store.updateGate((gate) =>
      gate.failures === 0 && gate.pausedUntilMs === 0 ? gate : { ...gate, failures: 0, pausedUntilMs: 0, askedMs: 0 },
    );
  };

  const putOff = async (id: string) => {
    await store.update(id, (entry) => {
      if (entry.state !== "waiting") return entry;
      return {
        ...entry,
        notBeforeMs: clock.now() + deliveryDelayMs(entry.attempts, backOff, grantedMsOf(entry.error)),
      };
    });
  };

  /** Tries one entry and writes down what became of it. */
  const deliver = async (due: OutboxEntry, signal: AbortSignal): Promise<Trial> => {
    const { id } = due;
    const begin = (known: OutboxEntry): OutboxEntry => {
      if (!isOpen(known)) return known;
      if (clock.now() - Date.parse(known.storedAt) > maxAgeMs) return { ...known, state: "expired" };
      return { ...known, state: "sending", attempts: known.attempts + 1 };
    };
    // A device that has no room for the word that it is being sent has the report all the same.
    const entry = await store.update(id, begin).catch(() => begin(due));
    if (entry?.state !== "sending") return { verdict: "settled", attempts: 0 };
    const outcome = unwritten.get(entry.body) ?? (await send(entry, signal));
    if (outcome.ok) {
      // Should the device refuse this too, then only the writing is tried again.
      unwritten.set(entry.body, outcome);
      await store.update(id, (known) => accepted(known, outcome.value));
      unwritten.delete(entry.body);
      return { verdict: "settled", attempts: entry.attempts };
    }
    const { error } = outcome;
    const verdict = verdictOn(error);
    await store.update(id, (known) => {
      // Whoever settled it meanwhile knows better than a failure does.
      if (known.state !== "sending") return known;
      if (verdict === "stopped") return { ...known, state: "waiting" };
      return { ...known, state: verdict === "settled" ? "rejected" : "waiting", error };
    });
    return { verdict, attempts: entry.attempts, error };
  };

  /** Tries each due entry once, oldest first, those included that come in meanwhile. */
  const drain = async (signal: AbortSignal, renew: () => Promise<boolean>): Promise<void> => {
    const tried = new Set<string>();
    let suspect: string | undefined;
    for (;;) {
      if (signal.aborted || (await remainingPause()) > 0) return;
      const due = (await list()).filter((entry) => isOpen(entry) && !tried.has(entry.id) && remainingOf(entry) === 0);
      if (due.length === 0) return;
      for (const entry of due) {
        const { id } = entry;
        if (signal.aborted || !(await renew())) return;
        tried.add(id);
        const { verdict, attempts, error } = await deliver(entry, signal);
        if (verdict === "stopped") return;
        if (verdict === "relay-failed" && error !== undefined) {
          await pause(error);
          // Again and again the same entry: perhaps it alone is refused on the way, so one more is tried to see.
          const isProbe = suspect !== undefined;
          if (isProbe || attempts < attemptsBeforeSuspicion || grantedMsOf(error) > 0) return;
          suspect = id;
          continue;
        }
        if (verdict === "put-off") await putOff(id);
        if (verdict === "settled" && attempts > 0) {
          await endPause();
          if (suspect !== undefined) await putOff(suspect);
          suspect = undefined;
        }
      }
    }
  };

  const forgetOldAcceptances = async () => {
    const known = (await list()).filter(({ state }) => state === "accepted");
    for (const { id } of known.slice(0, -keptAccepted || undefined)) await store.remove(id);
  };

  const nextDelayMs = async (): Promise<number | undefined> => {
    const open = (await list()).filter(isOpen);
    if (open.length === 0) return undefined;
    return Math.max(await remainingPause(), Math.min(...open.map(remainingOf)));
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    do {
      isWoken = false;
      try {
        const heldMs = await takeTurn({ ...options, owner, signal }, async (renew) => {
          await drain(signal, renew);
          await forgetOldAcceptances();
        });
        const delayMs = heldMs ?? (await nextDelayMs());
        storeFailures = 0;
        if (delayMs !== undefined && !signal.aborted) setTimer(delayMs);
      } catch {
        if (signal.aborted) return;
        // The store failed. What it holds is still there, so look again later.
        storeFailures += 1;
        setTimer(deliveryDelayMs(storeFailures, backOff));
      }
    } while (isWoken && !signal.aborted);
  };

  function wake(): void {
    const signal = stopping?.signal;
    if (signal === undefined) return;
    isWoken = true;
    cancelTimer?.();
    cancelTimer = undefined;
    running ??= run(signal).finally(() => {
      running = undefined;
      // Woken, or started again, while the run was ending.
      if (isWoken) wake();
    });
  }

  const wakeFromPause = async () => {
    await store
      .updateGate((gate) => (gate.askedMs > 0 ? gate : { ...gate, pausedUntilMs: 0 }))
      // A store that fails now is met again by the loop, which tells.
      .catch(() => {});
    wake();
  };

  return {
    start: () => {
      if (stopping !== undefined) return;
      isStopped = false;
      stopping = new AbortController();
      listenForOccasions(() => void wakeFromPause(), stopping.signal);
      void wakeFromPause();
    },
    stop: async () => {
      isStopped = true;
      stopping?.abort();
      stopping = undefined;
      cancelTimer?.();
      await running;
    },
    isStopped: () => isStopped,
    wake,
    wakeIfIdle: () => {
      if (running === undefined && cancelTimer === undefined) wake();
    },
    wakeFromPause,
  };
}

function accepted({ error: _, ...entry }: OutboxEntry, { receivedAt }: Acceptance): OutboxEntry {
  return { ...entry, state: "accepted", body: "", notBeforeMs: 0, acceptedAt: receivedAt };
}

function grantedMsOf(error: ClientError | undefined): number {
  return Math.min(longestAskedMs, askedMsOf(error) ?? 0);
}

interface Trial {
  /**
   * `settled`: accepted or refused, so the relay works. `relay-failed`: the relay as a whole seems to be away.
   * `put-off`: perhaps due to this entry alone. `stopped`: we stopped.
   */
  readonly verdict: "settled" | "relay-failed" | "put-off" | "stopped";
  /** Tries of this entry so far; 0 if it was not tried. */
  readonly attempts: number;
  readonly error?: ClientError;
}

function verdictOn(error: ClientError): Trial["verdict"] {
  switch (error.kind) {
    case "timeout":
    case "unknown-outcome":
      return "put-off";
    case "rejected":
    case "conflict":
      return "settled";
    case "aborted":
      return "stopped";
    default:
      return error.kind === "server" && error.status === 500 ? "put-off" : "relay-failed";
  }
}
