import { relayToken } from "./spawned-relay.ts";
import { type SyntheticRecord, syntheticRecord } from "./synthetic-record.ts";

/** What hosts sent, and what they were told. */
export interface Sent {
  /** The receipt of each record that was answered 202, byte for byte. */
  readonly receipts: Map<SyntheticRecord, string>;
  /** Records without an answer, or refused for now: a host sends them again under the same id. */
  readonly unanswered: Set<SyntheticRecord>;
  /** Milliseconds until each 202. */
  readonly acceptedAfterMs: number[];
  /** How often each other status was answered. */
  readonly refusals: Map<number, number>;
}

/** Returns a register in which nothing was sent yet. */
export function nothingSent(): Sent {
  return { receipts: new Map(), unanswered: new Set(), acceptedAfterMs: [], refusals: new Map() };
}

/** Sends one record as a host does and returns the answer. */
export async function submit(url: string, record: SyntheticRecord, signal?: AbortSignal): Promise<Response> {
  return await fetch(`${url}/v1/records`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${relayToken}`,
      "Content-Type": "application/json",
      "Idempotency-Key": record.id,
    },
    body: JSON.stringify({ record }),
    ...(signal === undefined ? {} : { signal }),
  });
}

/**
 * Sends one record and writes down what came of it. A later receipt that differs from the first one throws.
 *
 * @returns Whether there was an answer.
 */
export async function submitOnce(url: string, record: SyntheticRecord, sent: Sent, limitMs = 20_000): Promise<boolean> {
  const startedAtMs = performance.now();
  try {
    const answer = await submit(url, record, AbortSignal.timeout(limitMs));
    const receipt = await answer.text();
    if (answer.status !== 202) {
      sent.refusals.set(answer.status, (sent.refusals.get(answer.status) ?? 0) + 1);
      if (!sent.receipts.has(record)) sent.unanswered.add(record);
      return true;
    }
    sent.acceptedAfterMs.push(performance.now() - startedAtMs);
    const first = sent.receipts.get(record);
    if (first !== undefined && first !== receipt) throw new ReceiptChanged(record.id);
    sent.receipts.set(record, receipt);
    sent.unanswered.delete(record);
    return true;
  } catch (error) {
    if (error instanceof ReceiptChanged) throw error;
    if (!sent.receipts.has(record)) sent.unanswered.add(record);
    return false;
  }
}

/** A repeat of a record was answered with other bytes than the first time. */
class ReceiptChanged extends Error {
  constructor(id: string) {
    super(`The receipt of ${id} changed.`);
    this.name = "ReceiptChanged";
  }
}

/** Hosts that send one record after another, each over a connection of its own. */
export interface Submitting {
  /** Ends the hosts; resolves once each has its answer or its connection broke. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts hosts that first send again what was left without an answer, then new records, until they are stopped or the
 * relay is gone.
 */
export function startSubmitting(
  url: string,
  { connections, random, sent }: { readonly connections: number; readonly random: () => number; readonly sent: Sent },
): Submitting {
  const again = [...sent.unanswered];
  let isStopped = false;
  const hosts = Array.from({ length: connections }, async () => {
    while (!isStopped) {
      if (!(await submitOnce(url, again.pop() ?? syntheticRecord(random), sent))) return;
    }
  });
  return {
    stop: async () => {
      isStopped = true;
      await Promise.all(hosts);
    },
  };
}

/** Sends again what has no answer yet, and every record that has one, to see the same receipt: `lanes` at a time. */
export async function submitAgain(url: string, sent: Sent, lanes = 50): Promise<void> {
  const left = [...sent.unanswered, ...sent.receipts.keys()];
  const lane = async () => {
    for (let record = left.pop(); record !== undefined; record = left.pop()) await submitOnce(url, record, sent);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Returns the value below which a share of the numbers lies, such as 0.99. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
