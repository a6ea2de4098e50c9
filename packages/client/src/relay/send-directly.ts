import type { ClientError } from "../errors/client-error.ts";
import { SubmitError } from "../errors/submit-error.ts";
import type { OutboxEntry } from "../outbox/outbox-store.ts";
import { wait } from "../retry/clock.ts";
import { type BackOff, deliveryDelayMs } from "../retry/delivery-delay.ts";
import type { RelayConnection } from "./relay-request.ts";
import { type Acceptance, sendRecord } from "./send-record.ts";

/** What {@link sendDirectly} needs besides the report. */
export interface DirectSendingOptions {
  /** Why the report is not stored. */
  readonly cause: unknown;
  readonly deadlineMs: number;
  readonly backOff: BackOff;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a report that the device did not store, while the caller waits: again and again under its id until the relay has
 * it, refuses it, or the deadline passes.
 *
 * @throws {@link SubmitError} `not-sent`, with the reason of either failure.
 */
export async function sendDirectly(
  connection: RelayConnection,
  entry: OutboxEntry,
  { cause, deadlineMs, backOff, signal }: DirectSendingOptions,
): Promise<Acceptance> {
  const { clock } = connection;
  const endsAtMs = clock.now() + deadlineMs;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await sendRecord(connection, entry, signal);
    if (outcome.ok) return outcome.value;
    const { error } = outcome;
    const delayMs = deliveryDelayMs(attempt, backOff, "retryAfterMs" in error ? error.retryAfterMs : undefined);
    if (!mayPass(error) || clock.now() + delayMs >= endsAtMs) {
      const message = "This device did not store the report and it was not sent. Keep it open and submit it again.";
      throw new SubmitError("not-sent", message, { cause, error });
    }
    await wait(clock, delayMs, signal);
  }
}

function mayPass({ kind }: ClientError): boolean {
  return kind === "network" || kind === "timeout" || kind === "rate-limited" || kind === "server";
}
