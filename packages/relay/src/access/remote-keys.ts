import { createLocalJWKSet, type LocalJWKSet } from "jose";

/** The public keys of an identity provider. */
export interface RemoteKeys {
  /** Returns the key set; `undefined` if it was never read and cannot be read now, or too many wait for it. */
  readonly current: () => Promise<LocalJWKSet | undefined>;
  /**
   * Reads the set again, for a token whose key it does not hold. `unchanged` if that was done a moment ago, `failed` if the
   * provider does not answer, or too many wait for its answer.
   */
  readonly again: () => Promise<"read" | "unchanged" | "failed">;
}

/** Settings of {@link createRemoteKeys}. */
export interface RemoteKeysOptions {
  readonly jwksUrl: string;
  /** Longest wait for an answer. Default: 5 000. */
  readonly timeoutMs?: number;
  /** Shortest time between two reads, whatever tokens come. Default: 30 000. */
  readonly coolDownMs?: number;
  /** Age at which the set is read again. Default: 600 000. */
  readonly maxAgeMs?: number;
  /** Age up to which the set still counts while the provider is down. Default: 86 400 000. */
  readonly staleMs?: number;
  /** Clock that only goes forward, milliseconds. Default: `performance.now`. */
  readonly monotonicMs?: () => number;
}

/**
 * Most tokens that wait for one answer of the provider; one more is answered at once that it cannot be checked now. Anybody
 * can send a JWT, and those that wait must not take the places of others.
 */
const mostWaiting = 64;

/** Most bytes of a key set. */
const maxBytes = 262_144;

/** Returns the keys at one address. Nothing in a token changes where they are read from, and no redirect is followed. */
export function createRemoteKeys(options: RemoteKeysOptions): RemoteKeys {
  const { jwksUrl, timeoutMs = 5_000, coolDownMs = 30_000, maxAgeMs = 600_000, staleMs = 86_400_000 } = options;
  const { monotonicMs = () => performance.now() } = options;
  let keys: { readonly set: LocalJWKSet; readonly readAtMs: number } | undefined;
  let lastTry: { readonly atMs: number; readonly isRead: boolean } | undefined;
  let reading: Promise<boolean> | undefined;
  let waiting = 0;

  const isCooling = () => lastTry !== undefined && monotonicMs() - lastTry.atMs < coolDownMs;

  async function read(): Promise<boolean> {
    const atMs = monotonicMs();
    const set = await readKeys(jwksUrl, timeoutMs);
    if (set !== undefined) keys = { set, readAtMs: atMs };
    lastTry = { atMs, isRead: set !== undefined };
    return set !== undefined;
  }

  async function readOnce(): Promise<boolean> {
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return await reading;
  }

  async function waitForRead(): Promise<boolean> {
    if (waiting >= mostWaiting) return false;
    waiting += 1;
    try {
      return await readOnce();
    } finally {
      waiting -= 1;
    }
  }

  return {
    current: async () => {
      const ageMs = keys === undefined ? Number.POSITIVE_INFINITY : monotonicMs() - keys.readAtMs;
      if (ageMs > staleMs) keys = undefined;
      if (keys === undefined) {
        if (!isCooling()) await waitForRead();
      } else if (ageMs > maxAgeMs && !isCooling()) {
        // Nobody waits for it: the set at hand still counts.
        void readOnce();
      }
      return keys?.set;
    },
    again: async () => {
      if (isCooling()) return lastTry?.isRead === true ? "unchanged" : "failed";
      return (await waitForRead()) ? "read" : "failed";
    },
  };
}

/** Returns the set at the address; `undefined` for whatever goes wrong. */
async function readKeys(jwksUrl: string, timeoutMs: number): Promise<LocalJWKSet | undefined> {
  try {
    const response = await fetch(jwksUrl, {
      headers: { Accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok || response.body === null) return undefined;
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    const reader = response.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      bytes += piece.value.byteLength;
      if (bytes > maxBytes) {
        await reader.cancel();
        return undefined;
      }
      chunks.push(piece.value);
    }
    return createLocalJWKSet(JSON.parse(Buffer.concat(chunks).toString("utf8")));
  } catch {
    return undefined;
  }
}
