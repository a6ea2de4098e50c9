import { StoreUnavailableError } from "../store-unavailable-error.ts";

/**
 * What the database or the connection to it said, as far as it may be told: a code. The driver's own errors stay out,
 * since their details repeat rows, addresses and names of roles.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export class PostgresFault extends Error {
  override readonly name = "PostgresFault";
  /** SQLSTATE, such as `40001`, or a code of the operating system, such as `ECONNREFUSED`. */
  readonly code: string;

  constructor(code: string) {
    super(`PostgreSQL or the connection to it failed: ${code}.`);
    this.code = code;
  }

  /** Two transactions met; the same work alone may well succeed. */
  get isConflict(): boolean {
    return ["40001", "40P01", "23505"].includes(this.code);
  }

  /** What the work gave does not fit: the same work would be refused each time. */
  get isOfWork(): boolean {
    return /^2[23]/.test(this.code) && !this.isConflict;
  }

  /** The session ended, or can no longer be used as it is. */
  get isLost(): boolean {
    return !isSqlState(this.code) || /^(08|57P|25P03|25006|0A000|26000)/.test(this.code);
  }

  /** No session was to be had, which the same settings may get later. */
  get isUnreachable(): boolean {
    return /^(08|53|57P)/.test(this.code) || unreachable.includes(this.code);
  }

  /** The server itself cannot go on, so that trying each work by itself would make it worse. */
  get isServerWide(): boolean {
    return /^(53|58|XX|F0)/.test(this.code);
  }
}

/** Returns what may be told of an error of the driver. */
export function faultOf(error: unknown): PostgresFault {
  if (error instanceof PostgresFault) return error;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return new PostgresFault(typeof code === "string" ? code : lost);
}

/**
 * Returns the error as the store's callers know it: a {@link StoreUnavailableError}, or the fault itself where the store
 * works and the work does not.
 */
export function toStoreError(cause: PostgresFault): StoreUnavailableError | PostgresFault {
  if (cause.isOfWork) return cause;
  if (cause.code === "53100") return new StoreUnavailableError("full", { cause });
  if (cause.isConflict || ["53300", "55P03", "57014", timedOut].includes(cause.code)) {
    return new StoreUnavailableError("busy", { cause });
  }
  return new StoreUnavailableError("failed", { cause });
}

/** Code of a fault: no connection was free, or made, in time. */
export const timedOut = "connect-timeout";

/** Code of a fault: the connection ended, and the driver does not say why. */
const lost = "connection-lost";

/** Codes of the operating system, of the resolver and of our own for a server that does not answer. */
const unreachable: readonly string[] = [
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"],
  timedOut,
  lost,
];

function isSqlState(code: string): boolean {
  return /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code);
}
