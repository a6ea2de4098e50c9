import type { Issue } from "@digital-factors/core";

/**
 * Why something could not be delivered or asked: a value, told apart by `kind`. No field ever holds an answer, a key or a
 * token.
 *
 * - `network`: no answer that can be trusted came. `reason` is the system's code or one of docs/errors.md. In a browser
 *   every failure to connect looks the same, so it is absent there. `retryAfterMs` comes with `circuit-open` alone.
 * - `timeout`: no whole answer within `timeoutMs`.
 * - `aborted`: the caller's signal.
 * - `rate-limited`: 429. `retryAfterMs` is absent where the answer did not say.
 * - `auth`: 401 or 403; repair the key or token.
 * - `rejected`: the content was refused; `issues` say why. `status` is absent where this client refused it.
 * - `conflict`: 409 or 412; under this id something else is held.
 * - `server`: the service said that it failed.
 * - `unknown-outcome`: a create may or may not have been carried out. Never repeat it blindly: ask a person. Of an update or
 *   a delete, where `isSafeToRetry` is true: the answer does not say that it was done.
 *
 * @see docs/errors.md
 * @example
 * const describe = (error: ClientError): string => (error.isSafeToRetry ? "It will be tried again." : error.message);
 */
export type ClientError = ClientErrorBase &
  (
    | { readonly kind: "network"; readonly reason?: string; readonly retryAfterMs?: number }
    | { readonly kind: "timeout"; readonly timeoutMs: number }
    | { readonly kind: "aborted" }
    | { readonly kind: "rate-limited"; readonly status: number; readonly retryAfterMs?: number }
    | { readonly kind: "auth"; readonly status: number }
    | { readonly kind: "rejected"; readonly status?: number; readonly issues: readonly Issue[] }
    | { readonly kind: "conflict"; readonly status: number; readonly issues: readonly Issue[] }
    | {
        readonly kind: "server";
        readonly status: number;
        readonly retryAfterMs?: number;
        readonly issues: readonly Issue[];
      }
    | {
        readonly kind: "unknown-outcome";
        readonly status?: number;
        readonly reason?: string;
        readonly issues: readonly Issue[];
      }
  );

/**
 * Every `kind` of a {@link ClientError}.
 *
 * @example
 * clientErrorKinds.includes("timeout"); // true
 */
export const clientErrorKinds = [
  "network",
  "timeout",
  "aborted",
  "rate-limited",
  "auth",
  "rejected",
  "conflict",
  "server",
  "unknown-outcome",
] as const satisfies readonly ClientError["kind"][];

/**
 * The part every {@link ClientError} has.
 *
 * @example
 * const base: ClientErrorBase = { message: "The relay could not be reached.", isSafeToRetry: true };
 */
export interface ClientErrorBase {
  /** What happened and what to do next, in plain English, without any answer. */
  readonly message: string;
  /** Whether sending the same again cannot make a second record. */
  readonly isSafeToRetry: boolean;
}

/**
 * What a call returns: the value, or the error that is to be expected.
 *
 * @example
 * const outcome: Outcome<number> = { ok: true, value: 1 };
 */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ClientError };
