export type { OidcSettings, OrganisationSettings, RelayConfig } from "./config/relay-config.ts";
export { type ConfigFault, type ConfigResult, parseConfig, type SettingFiles } from "./config.ts";
export type { EncryptionKey } from "./encryption/encryption-key.ts";
export { isSealError, SealError } from "./encryption/seal-error.ts";
export { createSealer, type SealerOptions } from "./encryption/sealer.ts";
export { type Relay, type RelayParts, startRelay } from "./server.ts";
export type { AccessStore, Role, StoredSession, StoredToken } from "./store/access-store.ts";
export type {
  AdministrationStore,
  Decision,
  RecordCounts,
  RecordLine,
  RecordPage,
  RecordQuery,
} from "./store/administration-store.ts";
export type { AuditEntry, AuditPage, AuditStore } from "./store/audit-store.ts";
export { type DeliveryState, deliveryStates, type LfpseIdentity } from "./store/delivery-state.ts";
export type { Claim, DeliveryStore, Settlement } from "./store/delivery-store.ts";
export type { OpenDatabase } from "./store/libsql/connection.ts";
export { type DamagedStore, readDamagedStore } from "./store/libsql/damaged-store.ts";
export { type LibsqlStoreOptions, openLibsqlStore } from "./store/libsql/libsql-store.ts";
export { openPostgresStore, type PostgresStoreOptions } from "./store/postgres/postgres-store.ts";
export type {
  NewOperation,
  OperationKind,
  OperationStatus,
  RecordStatus,
  RecordStore,
  TakeResult,
} from "./store/record-store.ts";
export type { Sealer } from "./store/sealer.ts";
export type { Store } from "./store/store.ts";
export { isStoreOpenError, StoreOpenError } from "./store/store-open-error.ts";
export { isStoreUnavailable, StoreUnavailableError } from "./store/store-unavailable-error.ts";
export type { TransferEntry, TransferOperation, TransferStore } from "./store/transfer-store.ts";
