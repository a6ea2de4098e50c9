/**
 * A file is not an export, or not a whole one. The message names the line and the rule, never what stands there.
 */
export class TransferFileError extends Error {
  override readonly name = "TransferFileError";
  readonly code = "transfer-file";
  /** From 1. Absent for the file as a whole. */
  readonly line?: number;

  constructor(rule: string, line?: number) {
    super(line === undefined ? rule : `Line ${line}: ${rule}`);
    if (line !== undefined) this.line = line;
  }
}

/** Returns whether this is a {@link TransferFileError}, also when it comes from another copy of this package. */
export function isTransferFileError(error: unknown): error is TransferFileError {
  return error instanceof Error && "code" in error && error.code === "transfer-file";
}
