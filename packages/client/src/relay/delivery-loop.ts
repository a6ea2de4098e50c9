import type { ClientError, Outcome } from "../errors/client-error.ts";
import { type Locks, takeTurn } from "../outbox/delivery-turn.ts";
import type { OutboxEntry, OutboxStore } from "../outbox/outbox-store.ts";
import type { Clock } from "../retry/clock.ts";
import { type BackOff, deliveryDelayMs } from "../retry/delivery-delay.ts";
import { listenForOccasions } from "./delivery-occasions.ts";
import type { Acceptance } from "./send-record.ts";

/** Longest pause that is believed. More than this in the store means that the clock was turned back. */
const longestPauseMs = 86_400_000;

/** Failures of one entry after which the entry itself is suspected, not only the relay. */
const attemptsBeforeSuspicion = 6;

/** What {@link createDeliveryLoop} needs. */
export interface DeliveryLoopOptions {
  readonly store: OutboxStore;
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
  /** Ends a pause that the relay did not ask for, then delivers. */
  readonly wakeFromPause: () => Promise<void>;
}

/**
 * Returns the loop that empties the outbox. It trusts nothing but the relay's answer: not `navigator.onLine`, nor any
 * other success. A failure of the relay as a whole pauses everything, so that the order is kept; a failure that may be
 * due to one entry puts off that entry only, so that it does not hold up the rest.
 */
export function createDeliveryLoop(options: DeliveryLoopOptions): DeliveryLoop {
  const { store, send, clock, backOff, locks, leaseMs, maxAgeMs, keptAccepted } = options;
  // Not crypto.randomUUID, which pages served over plain http do not have.
  const owner = `${clock.now()}-${Math.random()}`;
  let stopping: AbortController | undefined;
  let isStopped = false;
  let running: Promise<void> | undefined;
  let isWoken = false;
  let cancelTimer = () => {};
  let endOccasions = () => {};
  let storeFailures = 0;

  const remaining = (atMs: number) => {
    const leftMs = atMs - clock.now();
    return leftMs > longestPauseMs ? 0 : Math.max(0, leftMs);
  };

  const setTimer = (delayMs: number) => {
    cancelTimer();
    cancelTimer = clock.after(Math.max(1, delayMs), wake);
  };

  const pause = async (error: ClientError) => {
    const askedMs = Math.min(longestPauseMs, retryAfterOf(error) ?? 0);
    await store.updateGate((gate) => {
      const failures = gate.failures + 1;
      const pausedUntilMs = clock.now() + deliveryDelayMs(failures, backOff, askedMs);
      return { ...gate, failures, pausedUntilMs, isPauseAsked: askedMs > 0 };
    });
  };

  const endPause = async () => {
    await store.updateGate((gate) =>
      gate.failures === 0 && gate.pausedUntilMs === 0
        ? gate
        : { ...gate, failures: 0, pausedUntilMs: 0, isPauseAsked: false },
    );
  };

  const putOff = async (id: string, retryAfterMs?: number) => {
    await store.update(id, (entry) => {
      if (entry.state !== "waiting") return entry;
      return { ...entry, notBeforeMs: clock.now() + deliveryDelayMs(entry.attempts, backOff, retryAfterMs) };
    });
  };

  /** Tries one entry and writes down what became of it. */
  const deliver = async (id: string, signal: AbortSignal): Promise<Trial> => {
    const entry = await store.update(id, (known) => {
      if (!isOpen(known)) return known;
      if (clock.now() - Date.parse(known.storedAt) > maxAgeMs) return { ...known, state: "expired" };
      return { ...known, state: "sending", attempts: known.attempts + 1 };
    });
    if (entry?.state !== "sending") return { verdict: "settled", attempts: 0 };
    const outcome = await send(entry, signal);
    if (outcome.ok) {
      await store.update(id, (known) => accepted(known, outcome.value));
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
      const gate = await store.updateGate((known) => known);
      if (signal.aborted || remaining(gate.pausedUntilMs) > 0) return;
      const due = (await store.list()).filter(
        (entry) => isOpen(entry) && !tried.has(entry.id) && remaining(entry.notBeforeMs) === 0,
      );
      if (due.length === 0) return;
      for (const { id } of due) {
        if (signal.aborted || !(await renew())) return;
        tried.add(id);
        const { verdict, attempts, error } = await deliver(id, signal);
        if (verdict === "stopped") return;
        if (verdict === "relay-failed" && error !== undefined) {
          await pause(error);
          // Again and again the same entry: perhaps it alone is refused on the way, so one more is tried to see.
          const isProbe = suspect !== undefined;
          if (isProbe || attempts < attemptsBeforeSuspicion || retryAfterOf(error) !== undefined) return;
          suspect = id;
          continue;
        }
        if (verdict === "put-off") await putOff(id, error === undefined ? undefined : retryAfterOf(error));
        if (verdict === "settled" && attempts > 0) {
          await endPause();
          if (suspect !== undefined) await putOff(suspect);
          suspect = undefined;
        }
      }
    }
  };

  const forgetOldAcceptances = async () => {
    const known = (await store.list()).filter(({ state }) => state === "accepted");
    for (const { id } of known.slice(0, Math.max(0, known.length - keptAccepted))) await store.remove(id);
  };

  const nextDelayMs = async (): Promise<number | undefined> => {
    const open = (await store.list()).filter(isOpen);
    if (open.length === 0) return undefined;
    const gate = await store.updateGate((known) => known);
    const entryMs = Math.min(...open.map(({ notBeforeMs }) => remaining(notBeforeMs)));
    return Math.max(remaining(gate.pausedUntilMs), entryMs);
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    do {
      isWoken = false;
      try {
        const turn = { store, locks, clock, owner, leaseMs, signal };
        const heldMs = await takeTurn(turn, async (renew) => {
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
    cancelTimer();
    running ??= run(signal).finally(() => {
      running = undefined;
      // Woken, or started again, while the run was ending.
      if (isWoken) wake();
    });
  }

  const wakeFromPause = async () => {
    await store
      .updateGate((gate) => (gate.isPauseAsked ? gate : { ...gate, pausedUntilMs: 0 }))
      // A store that fails now is met again by the loop, which tells.
      .catch(() => {});
    wake();
  };

  return {
    start: () => {
      if (stopping !== undefined) return;
      isStopped = false;
      stopping = new AbortController();
      endOccasions = listenForOccasions(() => void wakeFromPause());
      void wakeFromPause();
    },
    stop: async () => {
      isStopped = true;
      stopping?.abort();
      stopping = undefined;
      endOccasions();
      cancelTimer();
      await running;
    },
    isStopped: () => isStopped,
    wake,
    wakeFromPause,
  };
}

function isOpen({ state }: OutboxEntry): boolean {
  return state === "waiting" || state === "sending";
}

function accepted({ error: _, ...entry }: OutboxEntry, { receivedAt }: Acceptance): OutboxEntry {
  return { ...entry, state: "accepted", body: "", notBeforeMs: 0, acceptedAt: receivedAt };
}

function retryAfterOf(error: ClientError): number | undefined {
  return "retryAfterMs" in error ? error.retryAfterMs : undefined;
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
    case "network":
    case "auth":
    case "rate-limited":
      return "relay-failed";
    case "server":
      return error.status === 500 ? "put-off" : "relay-failed";
    case "timeout":
    case "unknown-outcome":
      return "put-off";
    case "rejected":
    case "conflict":
      return "settled";
    case "aborted":
      return "stopped";
  }
}
