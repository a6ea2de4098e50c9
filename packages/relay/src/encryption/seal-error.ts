/**
 * Sealed content cannot be opened. Nothing of the content is in it.
 *
 * @example
 * const error = new SealError("unknown-key", "2026-01-31-ab12");
 * error.reason; // "unknown-key"
 */
export class SealError extends Error {
  override readonly name = "SealError";
  readonly code = "seal";
  /**
   * `unknown-key`: it was sealed with a key that is not in the settings. `changed`: it was altered, or belongs to another
   * place. `plain`: it is not sealed, and only sealed content is taken.
   */
  readonly reason: "unknown-key" | "changed" | "plain";
  /** Id of the key that is missing. Absent for another reason. */
  readonly keyId?: string;

  constructor(reason: SealError["reason"], keyId?: string) {
    super(messages[reason]);
    this.reason = reason;
    if (keyId !== undefined) this.keyId = keyId;
  }
}

const messages = {
  "unknown-key": "Kept content is sealed with a key that is not in the settings. Add that key behind the others.",
  changed: "Kept content was changed outside the relay, or moved. Restore it from a backup.",
  plain: "Kept content is not sealed. Seal it with `keys reseal` first.",
} as const;

/**
 * Returns whether this is a {@link SealError}, also when it comes from another copy of this package.
 *
 * @example
 * isSealError(new Error("other")); // false
 */
export function isSealError(error: unknown): error is SealError {
  return error instanceof Error && "code" in error && error.code === "seal";
}
