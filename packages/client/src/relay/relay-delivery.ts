import type { Issue } from "@digital-factors/core";
import type { Outcome } from "../errors/client-error.ts";
import { askRelay, failed, type RelayConnection, strangeAnswer } from "./relay-request.ts";

/**
 * How far the relay has got with a report.
 *
 * `accepted`: the national service has it. `rejected`: it refused it. `unknown`: it may or may not have it, and a person
 * at the relay looks into it. These three are final for who watches.
 *
 * @example
 * const delivery: RelayDelivery = {
 *   id: "7f7f6a3e-5d1c-4c54-9c1e-1d4b1b6f7a10",
 *   state: "accepted",
 *   receivedAt: "2026-03-02T09:20:00.000Z",
 *   attempts: 1,
 *   lfpse: { id: "example", versionId: "1", referenceNumber: "SANDBOX-000001" },
 *   issues: [],
 * };
 */
export interface RelayDelivery {
  readonly id: string;
  readonly state: "waiting" | "sending" | "accepted" | "rejected" | "unknown";
  /** Instant at which the relay took it, by the relay's clock. */
  readonly receivedAt: string;
  /** Tries of the relay. */
  readonly attempts: number;
  /** What the national service gave it. `referenceNumber` is the number for people. */
  readonly lfpse?: { readonly id: string; readonly versionId?: string; readonly referenceNumber?: string };
  /** What the national service had to say, each with its question where one is named. */
  readonly issues: readonly Issue[];
}

const finalStates: readonly unknown[] = ["accepted", "rejected", "unknown"];
const states: readonly unknown[] = ["waiting", "sending", ...finalStates];

/** Asks the relay how far it has got with a report. */
export async function askDelivery(
  connection: RelayConnection,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Outcome<RelayDelivery>> {
  const outcome = await askRelay(connection, { path: `/v1/records/${encodeURIComponent(id)}` }, signal);
  if (!outcome.ok) return outcome;
  const { json } = outcome.value;
  return isDelivery(json) && isSameId(json.id, id) ? { ok: true, value: json } : failed(strangeAnswer());
}

/** Whether nothing more is to be expected. */
export function isFinal({ state }: RelayDelivery): boolean {
  return finalStates.includes(state);
}

function isDelivery(json: unknown): json is RelayDelivery {
  if (!isObject(json)) return false;
  const { state, receivedAt, attempts, lfpse, issues } = json;
  return (
    states.includes(state) &&
    typeof receivedAt === "string" &&
    typeof attempts === "number" &&
    (lfpse === undefined || (isObject(lfpse) && typeof lfpse.id === "string")) &&
    Array.isArray(issues) &&
    issues.every((issue) => isObject(issue) && typeof issue.message === "string")
  );
}

/**
 * Whether an id of JSON is this UUID, in small letters or capitals: the relay answers in small ones.
 *
 * @see RFC 9562, section 4
 */
export function isSameId(given: unknown, id: string): boolean {
  return typeof given === "string" && given.toLowerCase() === id.toLowerCase();
}

/** Whether a value of JSON has fields. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
