/**
 * The store could not be opened, and the relay must not start. The message says why and what to do, in one line.
 *
 * @example
 * const error = new StoreOpenError("in-use", "Another relay uses this store. Stop it first.");
 * error.reason; // "in-use"
 */
export class StoreOpenError extends Error {
  override readonly name = "StoreOpenError";
  readonly code = "store-open";
  /**
   * `in-use`: by another relay. `unreachable`: its server does not answer now. `unreadable`: it cannot be opened or
   * written as it is. `damaged`: it failed its integrity check. `newer`: a later release wrote it.
   */
  readonly reason: "in-use" | "unreachable" | "unreadable" | "damaged" | "newer";

  constructor(reason: StoreOpenError["reason"], message: string, options: { readonly cause?: unknown } = {}) {
    super(message, options);
    this.reason = reason;
  }
}

/**
 * Returns whether this is a {@link StoreOpenError}, also when it comes from another copy of this package.
 *
 * @example
 * isStoreOpenError(new Error("other")); // false
 */
export function isStoreOpenError(error: unknown): error is StoreOpenError {
  return error instanceof Error && "code" in error && error.code === "store-open";
}
