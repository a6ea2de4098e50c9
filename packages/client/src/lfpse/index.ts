export type { ClientError, ClientErrorBase, Outcome } from "../errors/client-error.ts";
export type { Clock } from "../retry/clock.ts";
export {
  createLfpseClient,
  type LfpseCallOptions,
  type LfpseCapabilities,
  type LfpseClient,
  type LfpseClientOptions,
  type StoredEvent,
} from "./lfpse-client.ts";
