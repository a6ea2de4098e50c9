import type { OutboxStore } from "../outbox/outbox-store.ts";
import { wait } from "../retry/clock.ts";
import { askDelivery, isFinal, type RelayDelivery } from "./relay-delivery.ts";
import type { RelayConnection } from "./relay-request.ts";
import { askedMsOf } from "./send-directly.ts";

const firstPauseMs = 500;
const longestPauseMs = 30_000;

/**
 * Watches one report: waits until the outbox has delivered it, then asks the relay again and again, ever less often, and
 * calls the listener with each answer that differs from the one before.
 *
 * @returns The final answer; `undefined` if the relay does not know the report or the signal was aborted.
 */
export async function watchDelivery(
  connection: RelayConnection,
  store: OutboxStore,
  id: string,
  listener: (delivery: RelayDelivery) => void,
  signal: AbortSignal | undefined,
): Promise<RelayDelivery | undefined> {
  const { clock } = connection;
  let heard = "";
  let pauseMs = firstPauseMs;
  while (!signal?.aborted) {
    if (await isStillInOutbox(store, id)) {
      await changeOf(store, connection, signal);
      continue;
    }
    const outcome = await askDelivery(connection, id, signal);
    if (signal?.aborted) return undefined;
    let atLeastMs = 0;
    if (outcome.ok) {
      const text = JSON.stringify(outcome.value);
      if (text !== heard) listener(outcome.value);
      heard = text;
      if (isFinal(outcome.value)) return outcome.value;
    } else {
      if (outcome.error.kind === "rejected") return undefined;
      atLeastMs = askedMsOf(outcome.error) ?? 0;
    }
    await wait(clock, Math.max(pauseMs, atLeastMs), signal);
    pauseMs = Math.min(longestPauseMs, pauseMs * 1.5);
  }
  return undefined;
}

async function isStillInOutbox(store: OutboxStore, id: string): Promise<boolean> {
  try {
    const entry = await store.get(id);
    return entry !== undefined && entry.state !== "accepted";
  } catch {
    // A device that stores nothing: the report was sent directly.
    return false;
  }
}

/** Resolves at the next change of the outbox, or after a while, since a change may have come just before. */
async function changeOf(
  store: OutboxStore,
  { clock }: RelayConnection,
  signal: AbortSignal | undefined,
): Promise<void> {
  const changed = new AbortController();
  const stop = () => changed.abort();
  const unwatch = store.watch(stop);
  signal?.addEventListener("abort", stop);
  await wait(clock, longestPauseMs / 10, changed.signal);
  signal?.removeEventListener("abort", stop);
  unwatch();
}
