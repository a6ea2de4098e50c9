import { relayToken } from "./spawned-relay.ts";
import { until } from "./until.ts";

/** Returns the state of a record, as the relay tells its host. */
export async function deliveryStateOf(url: string, id: string): Promise<string> {
  const answer = await fetch(`${url}/v1/records/${id}`, { headers: { Authorization: `Bearer ${relayToken}` } });
  const { state } = (await answer.json()) as { readonly state?: string };
  return answer.status === 200 && state !== undefined ? state : `status ${answer.status}`;
}

/** Two minutes, and as much for each record as a busy machine with PostgreSQL on it takes several times over. */
function limitFor(records: number): number {
  return 120_000 + 30 * records;
}

/**
 * Waits until none of the records is waiting or under way.
 *
 * @throws {Error} if one is refused or parked, or they take longer than `limitMs`.
 */
export async function untilDrained(
  url: string,
  records: readonly { readonly id: string }[],
  { limitMs = limitFor(records.length), lanes = 16 }: { readonly limitMs?: number; readonly lanes?: number } = {},
): Promise<void> {
  const endAtMs = performance.now() + limitMs;
  // Those taken first are delivered first, so that few are asked for twice.
  const left = [...records].reverse();
  const lane = async () => {
    for (let record = left.pop(); record !== undefined; record = left.pop()) {
      const { id } = record;
      await until(
        `the delivery of ${id} is over`,
        async () => {
          const state = await deliveryStateOf(url, id);
          if (state === "waiting" || state === "sending") return undefined;
          if (state === "accepted" || state === "unknown") return state;
          throw new Error(`The delivery of ${id} ended otherwise: ${state}.`);
        },
        { limitMs: Math.max(1000, endAtMs - performance.now()), everyMs: 50 },
      );
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
