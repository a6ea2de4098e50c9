import type { DeliveryObserver } from "../delivery/delivery-observer.ts";
import type { OperationKind, TakeResult } from "../store/record-store.ts";
import type { StoreUnavailableError } from "../store/store-unavailable-error.ts";

/**
 * Is told what happens in a relay, for figures. No call throws, waits, or is given an answer.
 *
 * @example
 * const silent: Partial<RelayObserver> = { requestEnded: () => {} };
 */
export interface RelayObserver extends Required<DeliveryObserver> {
  /** A request was answered. `route`: the pattern, such as `/v1/records/:id`; never the address itself. */
  requestEnded(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly durationMs: number;
  }): void;
  /** An operation was asked for; `outcome` is what the store said. */
  taken(taking: {
    readonly recordId: string;
    readonly organisation: string;
    readonly kind: OperationKind;
    readonly outcome: TakeResult["outcome"];
  }): void;
  /** The store could not do what was asked. */
  storeUnavailable(reason: StoreUnavailableError["reason"]): void;
  /** Content was removed under the retention rule. */
  contentRemoved(records: number): void;
}
