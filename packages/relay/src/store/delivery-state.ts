/**
 * Where a record is on its way to LFPSE, as its sender and an administrator see it.
 *
 * `waiting`: stored, to be sent or sent again. `sending`: a request is about to leave or has left. `accepted`: LFPSE has
 * what was asked. `rejected`: LFPSE or the mapping refused it. `unknown`: a create left and nobody knows whether LFPSE took
 * it; never sent again by itself. `parked`: the relay itself failed at it several times, or LFPSE did and at no other. `withdrawn`: taken back, at LFPSE
 * too where it was there. A person has to decide on `rejected`, `unknown` and `parked`.
 *
 * @see docs/adr/ADR-007
 * @example
 * const state: DeliveryState = "waiting";
 */
export type DeliveryState = (typeof deliveryStates)[number];

/**
 * Every {@link DeliveryState}, in the order in which an administrator looks at them.
 *
 * @example
 * deliveryStates.length; // 7
 */
export const deliveryStates = ["unknown", "parked", "rejected", "waiting", "sending", "accepted", "withdrawn"] as const;

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
