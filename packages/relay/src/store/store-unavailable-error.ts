/**
 * The store cannot do its work now: the disk is full or fails, or another process holds the file.
 *
 * @example
 * const error = new StoreUnavailableError("full", { cause: new Error("disk I/O error") });
 * error.reason; // "full"
 */
export class StoreUnavailableError extends Error {
  override readonly name = "StoreUnavailableError";
  readonly code = "store-unavailable";
  /** `full`: no space. `busy`: locked by another. `failed`: anything else, such as an input or output error. */
  readonly reason: "full" | "busy" | "failed";

  constructor(reason: StoreUnavailableError["reason"], options: { readonly cause?: unknown } = {}) {
    super("The store cannot be used now.", options);
    this.reason = reason;
  }
}

/**
 * Returns whether this is a {@link StoreUnavailableError}, also when it comes from another copy of this package.
 *
 * @example
 * isStoreUnavailable(new Error("other")); // false
 */
export function isStoreUnavailable(error: unknown): error is StoreUnavailableError {
  return error instanceof Error && "code" in error && error.code === "store-unavailable";
}
