export { type AppOptions, createApp } from "./app.ts";
export { type ConfigFault, parseConfig, type RelayConfig } from "./config.ts";
export { hashToken, type RelayToken } from "./middleware/require-token.ts";
export type { AppVariables } from "./routes/app-variables.ts";
export { type Relay, type RelayParts, startRelay } from "./server.ts";
export type { OpenDatabase } from "./store/libsql/connection.ts";
export { type LibsqlStoreOptions, openLibsqlStore } from "./store/libsql/libsql-store.ts";
export type {
  Claim,
  InsertResult,
  LfpseIdentity,
  NewSubmission,
  Settlement,
  Store,
  SubmissionState,
  SubmissionStatus,
} from "./store/store.ts";
export { isStoreOpenError, StoreOpenError } from "./store/store-open-error.ts";
export { isStoreUnavailable, StoreUnavailableError } from "./store/store-unavailable-error.ts";
