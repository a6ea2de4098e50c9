export { type ClientError, type ClientErrorBase, clientErrorKinds, type Outcome } from "../errors/client-error.ts";
export { isClientError } from "../errors/is-client-error.ts";
export type { CircuitBreakerOptions, CircuitState } from "../retry/circuit-breaker.ts";
export type { Clock } from "../retry/clock.ts";
export type { LfpseCapabilities } from "./capabilities.ts";
export { createLfpseClient, type LfpseClient } from "./lfpse-client.ts";
export type { LfpseCallOptions, LfpseClientOptions } from "./lfpse-client-options.ts";
export { type LfpseVersion, newestSharedVersion } from "./lfpse-version.ts";
export type { StoredEvent } from "./stored-event.ts";
