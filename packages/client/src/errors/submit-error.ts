import type { ClientError } from "./client-error.ts";

/**
 * A report that `submit` could neither store nor send, or that it must not: nothing was dropped without a word, and the
 * caller still has it.
 *
 * - `not-sent`: this device refused to store it (`cause`), and sending it at once failed too (`error`).
 * - `conflict`: another body under the same id is still on its way. Wait for it, or give the report a new id.
 *
 * @see docs/errors.md
 * @example
 * const explain = (error: unknown) => (isSubmitError(error) && error.code === "not-sent" ? "Keep this page open." : "");
 */
export class SubmitError extends Error {
  override readonly name = "SubmitError";
  readonly code: "not-sent" | "conflict";
  /** What the direct sending met. Absent for `conflict`. */
  readonly error: ClientError | undefined;

  constructor(code: SubmitError["code"], message: string, options: { cause?: unknown; error?: ClientError } = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.error = options.error;
  }
}

/**
 * Returns whether `value` is a {@link SubmitError}, also one of another copy of this package or of another frame.
 *
 * @example
 * isSubmitError(new Error("other")); // false
 */
export function isSubmitError(value: unknown): value is SubmitError {
  return isError(value) && value.name === "SubmitError" && "code" in value;
}

/** An error of another frame is no instance of this one's Error, and is tagged all the same. */
function isError(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === "[object Error]";
}
