/** Most records remembered that were stored and not attempted; beyond them the oldest is forgotten. */
const mostRemembered = 20_000;

/** Measures how long records wait for their first request. */
export interface FirstAttempts {
  stored(recordId: string): void;
  /** Returns how long the record waited; `undefined` if it was not stored here, or is no longer remembered. */
  attempted(recordId: string): number | undefined;
}

/** @param nowMs - A clock that never goes back. Default: `performance.now`. */
export function firstAttempts(nowMs: () => number = () => performance.now()): FirstAttempts {
  const storedAtMs = new Map<string, number>();
  return {
    stored: (recordId) => {
      storedAtMs.set(recordId, nowMs());
      const oldest = storedAtMs.keys().next().value;
      if (storedAtMs.size > mostRemembered && oldest !== undefined) storedAtMs.delete(oldest);
    },
    attempted: (recordId) => {
      const atMs = storedAtMs.get(recordId);
      storedAtMs.delete(recordId);
      return atMs === undefined ? undefined : nowMs() - atMs;
    },
  };
}
