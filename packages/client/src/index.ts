export { type ClientError, type ClientErrorBase, clientErrorKinds, type Outcome } from "./errors/client-error.ts";
export { isClientError } from "./errors/is-client-error.ts";
export { isSubmitError, SubmitError } from "./errors/submit-error.ts";
export type { Locks } from "./outbox/delivery-turn.ts";
export { type IndexedDbStoreOptions, openIndexedDbStore } from "./outbox/indexeddb-store.ts";
export { createMemoryStore } from "./outbox/memory-store.ts";
export type { DeliveryGate, DeliveryState, OutboxEntry, OutboxStorage, OutboxStore } from "./outbox/outbox-store.ts";
export {
  createRelayClient,
  type OutboxItem,
  type Receipt,
  type RelayClient,
  type RelayClientOptions,
  type SubmitOptions,
} from "./relay/relay-client.ts";
export type { RelayDelivery } from "./relay/relay-delivery.ts";
export type { Clock } from "./retry/clock.ts";
