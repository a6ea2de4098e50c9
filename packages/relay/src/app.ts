import { type LfpseProfile, lfpse5 } from "@digital-factors/core";
import { Hono } from "hono";
import { cors } from "hono/cors";
import type { Logger } from "pino";
import { errorFields } from "./error-fields.ts";
import { requestLog } from "./middleware/request-log.ts";
import { type RelayToken, requireToken } from "./middleware/require-token.ts";
import type { AppVariables } from "./routes/app-variables.ts";
import { httpOutcome, outcomeResponse } from "./routes/outcome-response.ts";
import { recordRoutes } from "./routes/records.ts";
import type { Store } from "./store/store.ts";
import { isStoreUnavailable } from "./store/store-unavailable-error.ts";

/**
 * What {@link createApp} is made from.
 *
 * @example
 * const options: Pick<AppOptions, "allowedOrigins"> = { allowedOrigins: ["https://incidents.example.nhs.uk"] };
 */
export interface AppOptions {
  readonly store: Store;
  readonly tokens: readonly RelayToken[];
  readonly log: Logger;
  /** Origins whose pages may call the relay themselves. Default: none. */
  readonly allowedOrigins?: readonly string[];
  /** Taxonomy release to check and send. Default: `lfpse5` of core. */
  readonly profile?: LfpseProfile;
  /** Largest request body. Default: 262 144. */
  readonly bodyBytes?: number;
  /** Longest time for a request body to arrive. Default: 15 000. */
  readonly bodyTimeoutMs?: number;
  /** Clock, milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
  /** Called once a submission is durable. Default: nothing. */
  readonly onStored?: () => void;
}

/** Seconds after which a client may try again while the store cannot write. */
const retryAfterSeconds = "5";

/**
 * Returns the relay's HTTP routes as a hono app, without a server: intake, state and liveness. Every error is a FHIR
 * `OperationOutcome`.
 *
 * @param options - Store, tokens and limits.
 * @see README.md of this package for the routes
 * @example
 * const routesOf = (options: AppOptions) => createApp(options).routes.length;
 */
export function createApp(options: AppOptions): Hono<AppVariables> {
  const { store, tokens, log, allowedOrigins = [], profile = lfpse5, onStored = () => {} } = options;
  const { bodyBytes = 262_144, bodyTimeoutMs = 15_000, now = Date.now } = options;
  const app = new Hono<AppVariables>();
  app.use(requestLog(log));
  if (allowedOrigins.length > 0) {
    app.use(
      "/v1/*",
      cors({
        origin: [...allowedOrigins],
        allowMethods: ["GET", "POST"],
        allowHeaders: ["Authorization", "Content-Type", "Idempotency-Key"],
        exposeHeaders: ["Retry-After", "X-Request-Id"],
        maxAge: 600,
      }),
    );
  }
  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.use("/v1/*", requireToken(tokens));
  app.route("/v1/records", recordRoutes({ store, profile, bodyBytes, bodyTimeoutMs, now, onStored }));
  app.all("/v1/records", () => wrongMethod("POST"));
  app.all("/v1/records/:id", () => wrongMethod("GET"));
  app.notFound(() => outcomeResponse(404, httpOutcome("not-found", "There is nothing at this address.")));
  app.onError((error, context) => {
    if (isStoreUnavailable(error)) {
      log.error(
        { requestId: context.get("requestId"), reason: error.reason, ...errorFields(error.cause) },
        "store unavailable",
      );
      const outcome = httpOutcome("transient", "Nothing was kept: the store cannot be used now. Send it again later.");
      return outcomeResponse(503, outcome, { "Retry-After": retryAfterSeconds });
    }
    log.error({ requestId: context.get("requestId"), ...errorFields(error) }, "request failed");
    return outcomeResponse(500, httpOutcome("exception", "The relay could not do this. Send it again later."));
  });
  return app;
}

function wrongMethod(allow: string): Response {
  return outcomeResponse(405, httpOutcome("not-supported", `Use ${allow} here.`), { Allow: allow });
}
