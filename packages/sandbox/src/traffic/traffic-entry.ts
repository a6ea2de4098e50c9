import type { Issue } from "@digital-factors/core";
import type { FaultName } from "../faults/fault.ts";

/** Kind of address: never the address itself, which a client may have put anything into. */
export type PathClass = "AdverseEvent" | "AdverseEvent/{id}" | "metadata" | "taxonomy" | "elsewhere" | "another";

/**
 * One request and what came of it. It holds no key, no id and no answer: bodies, events and addressed ids are numbered in
 * the order they were first seen.
 */
export interface TrafficEntry {
  readonly number: number;
  /** Counts the starts afresh: what came before one has nothing to do with what comes after. */
  readonly run: number;
  /** Milliseconds since 1970, by the sandbox's clock. */
  readonly receivedAtMs: number;
  readonly answeredAtMs: number;
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "another";
  readonly path: PathClass;
  /** Number of the id in the address. */
  readonly target?: number;
  /** Status, or `null` if the connection broke before one. */
  readonly status: number | null;
  readonly fault?: FaultName;
  readonly retryAfterSeconds?: number;
  readonly done?: "created" | "updated" | "deleted";
  readonly key: "right" | "wrong" | "none";
  readonly isKeyInUrl: boolean;
  readonly version?: string;
  /** Number of the body: the same for the same bytes. */
  readonly body?: number;
  /** Number of the event: the same for the same event type, date and description. */
  readonly event?: number;
  readonly nulls: number;
  readonly empties: number;
  readonly issues: readonly TrafficIssue[];
}

/** An issue of the validation: its rule and place, without its words. */
export interface TrafficIssue {
  readonly severity: Issue["severity"];
  readonly code: Issue["code"];
  readonly rule?: string;
  readonly expression?: string;
}
