import type { DeliveryState } from "../store/delivery-state.ts";
import type { Claim } from "../store/delivery-store.ts";
import type { OperationKind } from "../store/record-store.ts";

/**
 * Is told what delivery does, to count it. Calls must not throw or wait, and are given no answer.
 *
 * @example
 * const observer: DeliveryObserver = { attemptEnded: ({ outcome }) => process.stdout.write(`${outcome}\n`) };
 */
export interface DeliveryObserver {
  /** So many operations were claimed at once. */
  readonly claimed?: (count: number) => void;
  /** A request for LFPSE is about to leave. `attempts`: those that left before for this operation. */
  readonly attemptStarted?: (attempt: {
    readonly recordId: string;
    readonly organisation: string;
    readonly kind: OperationKind;
    readonly attempts: number;
  }) => void;
  /** An attempt was settled, or its claim was `lost` to another relay or a person's decision. */
  readonly attemptEnded?: (attempt: {
    readonly organisation: string;
    readonly kind: OperationKind;
    readonly outcome: DeliveryState | "lost";
    readonly durationMs: number;
  }) => void;
  /** LFPSE began or stopped to be held off for an organisation. */
  readonly breakerChanged?: (breaker: { readonly organisation: string; readonly isOpen: boolean }) => void;
  /** LFPSE cannot be reached for anyone, or can be again. */
  readonly reachChanged?: (reach: { readonly isReached: boolean }) => void;
  /** So many records were parked as unknown, because the relay that sent them died. */
  readonly swept?: (unknown: number) => void;
  /** An operation was parked, because handling it failed again and again. */
  readonly parked?: (parked: { readonly organisation: string; readonly kind: OperationKind }) => void;
}

/**
 * Does an attempt, the request to LFPSE and the write of its end, inside a span. The default does the work alone.
 *
 * @example
 * const trace: TraceDelivery = (_claim, work) => work();
 */
export type TraceDelivery = <Value>(claim: Claim, work: () => Promise<Value>) => Promise<Value>;
