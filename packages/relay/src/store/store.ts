import type { Issue } from "@digital-factors/core";

/**
 * Where a submission is on its way to LFPSE.
 *
 * `waiting`: stored, to be sent or sent again. `sending`: a request is under way. `accepted`: LFPSE has it. `rejected`:
 * LFPSE or the mapping refused it; a person has to decide. `unknown`: a request left and nobody knows whether LFPSE took
 * it; parked for a person and never sent again by itself.
 *
 * @example
 * const state: SubmissionState = "waiting";
 */
export type SubmissionState = "waiting" | "sending" | "accepted" | "rejected" | "unknown";

/**
 * What LFPSE answered for an event it took.
 *
 * @example
 * const identity: LfpseIdentity = { id: "example-1", versionId: "1", referenceNumber: "EXAMPLE-1" };
 */
export interface LfpseIdentity {
  readonly id: string;
  readonly versionId?: string;
  /** National reference number, for people. Absent if the answer held none. */
  readonly referenceNumber?: string;
}

/**
 * A submission on its way into the store.
 *
 * @example
 * const submission: NewSubmission = {
 *   id: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10",
 *   organisation: "unknown",
 *   fingerprint: "9f86d081884c7d65",
 *   body: "{}",
 *   receipt: "{}",
 *   receivedAt: "2026-01-31T14:05:00.000Z",
 *   receivedAtMs: 1769868300000,
 * };
 */
export interface NewSubmission {
  readonly id: string;
  readonly organisation: string;
  /** Hash of the body: two bodies that say the same have the same one. */
  readonly fingerprint: string;
  /** Request body as it came, JSON text. */
  readonly body: string;
  /** Answer to give now and for every repeat, JSON text. */
  readonly receipt: string;
  readonly receivedAt: string;
  /** The same instant in milliseconds; deliveries are tried in its order. */
  readonly receivedAtMs: number;
}

/**
 * What became of an insert: `stored` now, `known` from before with the same body, or a `conflict` with another body or
 * another organisation under the same id.
 *
 * @example
 * const result: InsertResult = { outcome: "conflict" };
 */
export type InsertResult =
  | { readonly outcome: "stored" | "known"; readonly receipt: string }
  | { readonly outcome: "conflict" };

/**
 * What the sender may know of its submission.
 *
 * @example
 * const status: SubmissionStatus = {
 *   id: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10",
 *   state: "waiting",
 *   receivedAt: "2026-01-31T14:05:00.000Z",
 *   attempts: 0,
 *   issues: [],
 * };
 */
export interface SubmissionStatus {
  readonly id: string;
  readonly state: SubmissionState;
  readonly receivedAt: string;
  /** Requests that left for LFPSE. */
  readonly attempts: number;
  readonly lfpse?: LfpseIdentity;
  /** Why it is where it is; empty if there is nothing to say. */
  readonly issues: readonly Issue[];
}

/**
 * A submission that this worker may deliver until its lease ends.
 *
 * @example
 * const claim: Claim = { id: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10", body: "{}", fence: 1, attempts: 0 };
 */
export interface Claim {
  readonly id: string;
  readonly body: string;
  /** Number of this claim. A write with an older number is refused. */
  readonly fence: number;
  readonly attempts: number;
}

/**
 * How an attempt ended.
 *
 * @example
 * const settlement: Settlement = { state: "accepted", lfpse: { id: "example-1" } };
 */
export type Settlement =
  | { readonly state: "accepted"; readonly lfpse: LfpseIdentity }
  | { readonly state: "rejected" | "unknown"; readonly issues: readonly Issue[] }
  | { readonly state: "waiting"; readonly dueAtMs: number; readonly issues: readonly Issue[] };

/**
 * Keeps submissions and their way to LFPSE. Every write is durable once its promise resolves, and whole or absent.
 *
 * Each method rejects with a `StoreUnavailableError` while the store cannot do its work; nothing of that call is kept
 * then. Times are milliseconds since 1970 on the caller's clock. Every implementation passes the one conformance suite
 * in test/store-conformance.ts.
 *
 * @example
 * async function waitingCount(store: Store): Promise<boolean> {
 *   return (await store.nextDueAtMs()) !== undefined;
 * }
 */
export interface Store {
  /** Keeps a submission, due at once, unless its id is known. */
  insert(submission: NewSubmission): Promise<InsertResult>;
  /** Returns the status of a submission, or `undefined` if this organisation has none under the id. */
  find(id: string, organisation: string): Promise<SubmissionStatus | undefined>;
  /** Leases up to `limit` submissions that are waiting and due, those due first in front. */
  claim(request: { readonly nowMs: number; readonly leaseMs: number; readonly limit: number }): Promise<Claim[]>;
  /**
   * Records that a request with this payload is about to leave, counts the attempt and renews the lease.
   *
   * @returns `false` if the claim is no longer held: then nothing may be sent.
   */
  markSending(request: {
    readonly id: string;
    readonly fence: number;
    readonly payload: string;
    readonly nowMs: number;
    readonly leaseMs: number;
  }): Promise<boolean>;
  /**
   * Records how an attempt ended. An answer that comes after the lease still counts, as long as nobody claimed the
   * submission since: what is known replaces `unknown`.
   *
   * @returns `false` if the claim was lost to another; nothing is changed then.
   */
  settle(request: { readonly id: string; readonly fence: number; readonly settlement: Settlement }): Promise<boolean>;
  /**
   * Parks as `unknown` every submission that is `sending` and whose lease has ended, and takes up those that a clock set
   * back has put more than `horizonMs` ahead.
   *
   * @returns Ids of the parked submissions.
   */
  sweep(request: {
    readonly nowMs: number;
    readonly horizonMs: number;
    readonly issues: readonly Issue[];
  }): Promise<string[]>;
  /** Returns when the next submission is due or the next lease ends; `undefined` if there is none. */
  nextDueAtMs(): Promise<number | undefined>;
  /** Finishes the writes under way and lets go of the store. */
  close(): Promise<void>;
}
