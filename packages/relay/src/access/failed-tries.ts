import { isIPv6 } from "node:net";

/** Counts failed tries by address, so that guessing costs the guesser and not the relay. */
export interface FailedTries {
  /** Returns how long to wait before the next try, in milliseconds; 0 if one may be made now. */
  readonly waitMs: (key: string) => number;
  /** Counts a try, before it is known how it ends: so tries at the same time count as well. */
  readonly add: (key: string) => void;
  /** Takes one back: it was no failure. */
  readonly forgive: (key: string) => void;
}

/** Limits of {@link createFailedTries}. */
export interface FailedTriesOptions {
  /** Failures in a row that are free. Default: 20. */
  readonly burst?: number;
  /** Time after which one more is free. Default: 3 000. */
  readonly everyMs?: number;
  /** Most addresses kept; the one that failed longest ago is forgotten first. Default: 10 000. */
  readonly addresses?: number;
  /** Clock that only goes forward, milliseconds. Default: `performance.now`. */
  readonly monotonicMs?: () => number;
}

/** Returns a count of failed tries in bounded memory. */
export function createFailedTries(options: FailedTriesOptions = {}): FailedTries {
  const { burst = 20, everyMs = 3_000, addresses = 10_000, monotonicMs = () => performance.now() } = options;
  /** By address: when its failures will all be forgiven. In the order of the last failure. */
  const forgivenAtMs = new Map<string, number>();
  return {
    waitMs: (key) => Math.max(0, (forgivenAtMs.get(key) ?? 0) - monotonicMs() - (burst - 1) * everyMs),
    add: (key) => {
      const at = Math.max(forgivenAtMs.get(key) ?? 0, monotonicMs()) + everyMs;
      forgivenAtMs.delete(key);
      forgivenAtMs.set(key, at);
      const oldest = forgivenAtMs.keys().next().value;
      if (forgivenAtMs.size > addresses && oldest !== undefined) forgivenAtMs.delete(oldest);
    },
    forgive: (key) => {
      const at = forgivenAtMs.get(key);
      if (at !== undefined) forgivenAtMs.set(key, at - everyMs);
    },
  };
}

/**
 * Returns what failures of an address are counted under: an IPv4 address, or the /64 of an IPv6 address, which one
 * customer has whole.
 */
export function addressKey(address: string | undefined): string {
  const plain = (address ?? "unknown").replace(/^::ffff:(?=\d+\.)/, "").replace(/%.*$/, "");
  return isIPv6(plain) ? (groups(plain) ?? [plain]).slice(0, 4).join(":") : plain;
}

/** Writes out the groups that `::` leaves out. */
function groups(address: string): string[] | undefined {
  const [head = "", tail] = address.split("::");
  const before = head === "" ? [] : head.split(":");
  if (tail === undefined) return before.map(short);
  const after = tail === "" ? [] : tail.split(":");
  const missing = 8 - before.length - after.length;
  return missing < 0 ? undefined : [...before, ...Array.from({ length: missing }, () => "0"), ...after].map(short);
}

function short(group: string): string {
  return group.replace(/^0+(?=.)/, "").toLowerCase();
}
