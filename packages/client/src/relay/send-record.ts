import type { Outcome } from "../errors/client-error.ts";
import { isObject, isSameId } from "./relay-delivery.ts";
import { askRelay, failed, type RelayConnection, strangeAnswer } from "./relay-request.ts";

/** The relay's word that it has a report, durably. */
export interface Acceptance {
  /** Instant, by the relay's clock. */
  readonly receivedAt: string;
}

/**
 * Sends one report. Only the relay's own answer counts as acceptance: 202, JSON, and the id that was sent. Anything
 * else that calls itself a success is `network`.
 */
export async function sendRecord(
  connection: RelayConnection,
  { id, body }: { readonly id: string; readonly body: string },
  signal: AbortSignal | undefined,
): Promise<Outcome<Acceptance>> {
  const headers = { "Content-Type": "application/json", "Idempotency-Key": id };
  const outcome = await askRelay(connection, { path: "/v1/records", method: "POST", headers, body }, signal);
  if (!outcome.ok) return outcome;
  const { status, mediaType, json } = outcome.value;
  const isTyped =
    status === 202 && /^application\/(\w+\+)?json$/.test(mediaType) && isReceipt(json) && isSameId(json.id, id);
  return isTyped ? { ok: true, value: { receivedAt: json.receivedAt } } : failed(strangeAnswer());
}

function isReceipt(json: unknown): json is { readonly id: string; readonly receivedAt: string } {
  return isObject(json) && typeof json.receivedAt === "string";
}
