/** How many requests may leave now. */
export interface Room {
  /** 0 or more. */
  readonly free: number;
  /** If none may: milliseconds until one may; infinite if that depends on an answer that is to come. */
  readonly waitMs: number;
}

/** Returns the room that both leave. */
export function narrower(one: Room, other: Room): Room {
  const free = Math.min(one.free, other.free);
  if (free > 0) return { free, waitMs: 0 };
  return { free, waitMs: Math.max(one.free > 0 ? 0 : one.waitMs, other.free > 0 ? 0 : other.waitMs) };
}
