import type { AccessStore } from "./access-store.ts";
import type { AdministrationStore } from "./administration-store.ts";
import type { AuditStore } from "./audit-store.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import type { RecordStore } from "./record-store.ts";
import type { TransferStore } from "./transfer-store.ts";

/**
 * Keeps records and their way to LFPSE. Every write is durable once its promise resolves, and whole or absent.
 *
 * Each method rejects with a `StoreUnavailableError` while the store cannot do its work, and with another error if this
 * call cannot be carried out at any time; nothing of that call is kept then. Bodies, payloads and issues are sealed by the store's `Sealer` before they are kept. Every implementation passes
 * the one conformance suite in test/store-conformance.ts.
 *
 * @example
 * const isIdle = async (store: Store) => (await store.nextDueInMs()) === undefined;
 */
export interface Store extends RecordStore, DeliveryStore, AdministrationStore, AuditStore, AccessStore, TransferStore {
  /** Resolves if the store can be read and written now; rejects with a `StoreUnavailableError` if not. */
  check(): Promise<void>;
  /** Finishes the writes under way and lets go of the store. */
  close(): Promise<void>;
}
