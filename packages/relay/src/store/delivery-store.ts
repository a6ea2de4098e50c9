import type { Issue } from "@digital-factors/core";
import type { LfpseIdentity } from "./delivery-state.ts";
import type { OperationKind } from "./record-store.ts";

/**
 * The next operation of a record, which this relay alone may deliver until its lease ends.
 *
 * @example
 * const claim: Claim = {
 *   recordId: "0b0c1f5e-7d0e-4a52-9c3c-6a1f5a5b8f10",
 *   organisation: "Z01",
 *   sequence: 1,
 *   kind: "create",
 *   body: "{}",
 *   fence: 1,
 *   attempts: 0,
 *   claimsInARow: 1,
 * };
 */
export interface Claim {
  readonly recordId: string;
  readonly organisation: string;
  /** Place of the operation among those of the record, from 1. */
  readonly sequence: number;
  readonly kind: OperationKind;
  /** As in `NewOperation`. */
  readonly body: string;
  /** Number of this claim. A write with an older number is refused. */
  readonly fence: number;
  /** Requests that left for this operation. */
  readonly attempts: number;
  /** Claims of this operation, this one included, since an attempt was last settled: high if it ends the process. */
  readonly claimsInARow: number;
  /** What LFPSE called the event. Absent: LFPSE does not have it, as far as is known. */
  readonly lfpse?: LfpseIdentity;
}

/**
 * How an attempt ended. `withdrawn`: as asked, be it that nothing was there to withdraw.
 *
 * @example
 * const settlement: Settlement = { state: "accepted", lfpse: { id: "example-1" } };
 */
export type Settlement =
  | { readonly state: "accepted"; readonly lfpse: LfpseIdentity }
  | { readonly state: "withdrawn" }
  | { readonly state: "rejected" | "unknown" | "parked"; readonly issues: readonly Issue[] }
  | { readonly state: "waiting"; readonly delayMs: number; readonly issues: readonly Issue[] };

/**
 * The part of a store that shares out the deliveries. A lease is on a record, so that its operations are delivered one
 * after another. Durations count on the store's own clock: the database's, where several relays share it.
 */
export interface DeliveryStore {
  /**
   * Leases up to `limit` records that are waiting and due, those due first in front, none of them of an organisation in
   * `exceptOrganisations`.
   *
   * A record whose next operation does not open is not among them: it waits for a minute if its key is not there, and is
   * `parked` if it was changed.
   *
   * @param request - `owner`: id of this run of this relay. `perOrganisation`: most records of one organisation in this
   *   call; absent: no limit.
   */
  claim(request: {
    readonly owner: string;
    readonly leaseMs: number;
    readonly limit: number;
    readonly perOrganisation?: number;
    readonly exceptOrganisations?: readonly string[];
  }): Promise<Claim[]>;
  /**
   * Records that a request with this payload is about to leave, counts the attempt and renews the lease.
   *
   * @param request - `payload`: the body to be sent; empty for a withdrawal.
   * @returns `false` if the claim is no longer held: then nothing may be sent.
   */
  markSending(request: {
    readonly recordId: string;
    readonly sequence: number;
    readonly fence: number;
    readonly payload: string;
    readonly leaseMs: number;
  }): Promise<boolean>;
  /**
   * Records how an attempt ended, and makes the record's next operation due. An answer that comes after the lease still
   * counts, as long as nobody claimed the record or decided on it since: what is known replaces `unknown`.
   *
   * A `rejected` create or update does not hold up the next operation; `unknown` and `parked` do, until a person decides.
   *
   * @returns `false` if the claim was lost to another; nothing is changed then.
   * @throws {RangeError} if what LFPSE called the event holds a NUL character, which PostgreSQL cannot keep.
   */
  settle(request: {
    readonly recordId: string;
    readonly sequence: number;
    readonly fence: number;
    readonly settlement: Settlement;
  }): Promise<boolean>;
  /** Gives a claim of which nothing was sent back, due after `delayMs`. Returns `false` if it was lost. */
  release(request: { readonly recordId: string; readonly fence: number; readonly delayMs: number }): Promise<boolean>;
  /** Renews every lease that this owner holds. Returns how many. */
  renew(request: { readonly owner: string; readonly leaseMs: number }): Promise<number>;
  /**
   * Settles what leases that ended left: a create whose request was under way is parked as `unknown`, anything else is
   * waiting again, since it is safe to repeat. Takes up what a clock set back has put more than `horizonMs` ahead.
   *
   * @returns Ids of the records parked as `unknown`.
   */
  sweep(request: { readonly horizonMs: number; readonly issues: readonly Issue[] }): Promise<string[]>;
  /** Returns how long until the next record is due or the next lease ends, 0 or more; `undefined` if there is none. */
  nextDueInMs(request?: { readonly exceptOrganisations?: readonly string[] }): Promise<number | undefined>;
}
