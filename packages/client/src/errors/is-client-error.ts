import { type ClientError, clientErrorKinds } from "./client-error.ts";

/**
 * Returns whether `value` is a {@link ClientError}, and of the kind asked for, by its shape alone: also after
 * `structuredClone`, after a way through JSON, and from another frame, worker or copy of this package.
 *
 * @param value - Anything.
 * @param kind - Default: any.
 * @example
 * const error: unknown = { kind: "timeout", timeoutMs: 40_000, isSafeToRetry: true, message: "LFPSE did not answer in time." };
 * isClientError(error); // true
 * isClientError(error, "network"); // false
 */
export function isClientError<Kind extends ClientError["kind"] = ClientError["kind"]>(
  value: unknown,
  kind?: Kind,
): value is Extract<ClientError, { kind: Kind }> {
  if (typeof value !== "object" || value === null) return false;
  const fields: Fields = { ...value };
  return (
    clientErrorKinds.some((each) => each === fields.kind && (kind === undefined || each === kind)) &&
    typeof fields.message === "string" &&
    typeof fields.isSafeToRetry === "boolean" &&
    hasFieldsOfKind(fields)
  );
}

type Fields = Readonly<Partial<Record<string, unknown>>>;

/** Whether the fields are there that every error of a kind has. */
function hasFieldsOfKind({ kind, status, timeoutMs, issues }: Fields): boolean {
  switch (kind) {
    case "timeout":
      return typeof timeoutMs === "number";
    case "rate-limited":
    case "auth":
      return typeof status === "number";
    case "conflict":
    case "server":
      return typeof status === "number" && Array.isArray(issues);
    case "rejected":
    case "unknown-outcome":
      return Array.isArray(issues);
    default:
      return true;
  }
}
