import type { ClientError, Outcome } from "../errors/client-error.ts";
import type { OutboxEntry } from "../outbox/outbox-store.ts";
import { wait } from "../retry/clock.ts";
import { type BackOff, deliveryDelayMs } from "../retry/delivery-delay.ts";
import type { RelayConnection } from "./relay-request.ts";
import { type Acceptance, sendRecord } from "./send-record.ts";

/** What {@link sendDirectly} needs besides the report. */
export interface DirectSendingOptions {
  readonly deadlineMs: number;
  readonly backOff: BackOff;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends a report that the device did not store, while the caller waits: again and again under its id until the relay has
 * it, refuses it, or the deadline passes. Never rejects.
 */
export async function sendDirectly(
  connection: RelayConnection,
  entry: OutboxEntry,
  { deadlineMs, backOff, signal }: DirectSendingOptions,
): Promise<Outcome<Acceptance>> {
  const { clock } = connection;
  const ending = new AbortController();
  const end = () => ending.abort();
  signal?.addEventListener("abort", end);
  // A timer and not an instant, because somebody may set the device's clock meanwhile.
  const cancelDeadline = clock.after(deadlineMs, end);
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await sendRecord(connection, entry, signal);
    const isToBeTriedAgain = !outcome.ok && mayPass(outcome.error);
    if (isToBeTriedAgain) {
      await wait(clock, deliveryDelayMs(attempt, backOff, askedMsOf(outcome.error)), ending.signal);
    }
    if (!isToBeTriedAgain || ending.signal.aborted) {
      cancelDeadline();
      signal?.removeEventListener("abort", end);
      return outcome;
    }
  }
}

/** The wait that the relay asked for, in milliseconds; `undefined` if it did not. */
export function askedMsOf(error: ClientError | undefined): number | undefined {
  return error !== undefined && "retryAfterMs" in error ? error.retryAfterMs : undefined;
}

function mayPass({ kind }: ClientError): boolean {
  return kind === "network" || kind === "timeout" || kind === "rate-limited" || kind === "server";
}
