import type { Issue } from "@digital-factors/core";
import type { ClientError, clientErrorKinds } from "./client-error.ts";
import { isClientError } from "./is-client-error.ts";

// tsc checks this file; nothing runs it. A kind that is added and not handled fails here, as it fails a caller.
export function wordFor(error: ClientError): string {
  switch (error.kind) {
    case "network":
      return error.reason ?? "network";
    case "timeout":
      return `${error.timeoutMs}`;
    case "aborted":
      return "aborted";
    case "rate-limited":
    case "auth":
      return `${error.status}`;
    case "conflict":
    case "server":
      return `${error.status} ${error.issues.length}`;
    case "rejected":
    case "unknown-outcome":
      return `${error.status ?? ""} ${error.issues.length}`;
    default:
      return error satisfies never;
  }
}

// The list names every kind and no other.
type Listed = (typeof clientErrorKinds)[number];
export const isEveryKindListed: [Listed, ClientError["kind"]] extends [ClientError["kind"], Listed] ? true : false =
  true;

// The guard narrows to the kind asked for.
export function issuesOf(value: unknown): readonly Issue[] {
  if (isClientError(value, "rejected")) return value.issues;
  // @ts-expect-error Not every kind has issues.
  return isClientError(value) ? value.issues : [];
}
