import { type LfpseProfile, lfpse5 } from "@digital-factors/core";
import { Hono, type MiddlewareHandler } from "hono";
import type { Logger } from "pino";
import type { Access } from "./access/access.ts";
import type { AdminVariables } from "./admin/admin-context.ts";
import { errorFields } from "./error-fields.ts";
import { allowOrigins } from "./middleware/cors.ts";
import { createRateLimit, limitRate } from "./middleware/rate-limit.ts";
import { type FinishedRequest, requestLog } from "./middleware/request-log.ts";
import { requireToken } from "./middleware/require-token.ts";
import { securityHeaders } from "./middleware/security-headers.ts";
import { shedLoad } from "./middleware/shed-load.ts";
import { apiDocument } from "./openapi/api-document.ts";
import { allowedMethods } from "./routes/allowed-methods.ts";
import { answer } from "./routes/answer.ts";
import type { AppVariables } from "./routes/app-variables.ts";
import { answerCacheable, cacheable } from "./routes/cacheable.ts";
import { healthRoutes } from "./routes/health.ts";
import { answerOutcome, httpOutcome } from "./routes/outcome-response.ts";
import { recordRoutes } from "./routes/records.ts";
import { taxonomyRoutes } from "./routes/taxonomy.ts";
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
  /** Tells whom a token belongs to. */
  readonly access: Access;
  readonly log: Logger;
  /** Origins whose pages may call the relay themselves. Default: none. */
  readonly allowedOrigins?: readonly string[];
  /** Taxonomy release to check and send. Default: `lfpse5` of core. */
  readonly profile?: LfpseProfile;
  /** Largest request body. Default: 262 144. */
  readonly bodyBytes?: number;
  /** Longest time for a request body to arrive. Default: 15 000. */
  readonly bodyTimeoutMs?: number;
  /** Requests that one token may make a minute, and at once. Default: 6 000. */
  readonly requestsPerMinute?: number;
  /** Requests of `/v1` under way at once; what comes beyond them is answered 503. Default: 256. */
  readonly maxInFlight?: number;
  /** Origin that people reach the relay at. With https, answers say that it is the only way. Default: none. */
  readonly publicUrl?: string;
  /** Clock, milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
  /** Called once an operation is durable. Default: nothing. */
  readonly onStored?: () => void;
  /** Whether the relay is about to end: then `/readyz` says so and connections are not kept. Default: never. */
  readonly isStopping?: () => boolean;
  /** Called with each request that was answered. Default: nothing. */
  readonly onRequest?: (request: FinishedRequest) => void;
  /** Runs around every request. Default: nothing. */
  readonly around?: MiddlewareHandler;
  /** Routes of `/metrics`. Default: none. */
  readonly metricsRoutes?: Hono;
  /** Routes below `/admin`. Default: none. */
  readonly adminRoutes?: Hono<AdminVariables>;
}

/** Seconds after which a client may try again while the store cannot write. */
const retryAfterSeconds = "5";

/**
 * Returns the relay's HTTP routes as a hono app, without a server: intake, changes, state, taxonomy, health and their
 * description. Every error is a FHIR `OperationOutcome`.
 *
 * @param options - Store, access and limits.
 * @see README.md of this package for the routes
 * @example
 * const routesOf = (options: AppOptions) => createApp(options).routes.length;
 */
export function createApp(options: AppOptions): Hono<AppVariables> {
  const { store, access, log, allowedOrigins = [], profile = lfpse5, publicUrl } = options;
  const { bodyBytes = 262_144, bodyTimeoutMs = 15_000, requestsPerMinute = 6_000, maxInFlight = 256 } = options;
  const { now = Date.now, onStored = () => {}, isStopping = () => false, onRequest = () => {} } = options;

  const open = healthRoutes({ store, isStopping }).get("/openapi.json", (context) => {
    document ??= cacheable(apiDocument());
    return answerCacheable(context, document, "public");
  });
  let document: ReturnType<typeof cacheable> | undefined;
  const guarded = new Hono<AppVariables>()
    .basePath("/v1")
    .route("/records", recordRoutes({ store, profile, bodyBytes, bodyTimeoutMs, now, onStored }))
    .route("/taxonomy", taxonomyRoutes(profile));
  const methods = allowedMethods([...open.routes, ...guarded.routes]);

  const app = new Hono<AppVariables>();
  app.use(requestLog({ log, headers: securityHeaders(publicUrl), isStopping, onFinished: onRequest }));
  if (options.around !== undefined) app.use(options.around);
  if (allowedOrigins.length > 0) app.use("/v1/*", allowOrigins(allowedOrigins));
  for (const [path, allow] of methods) {
    app.options(path, (context) => answer(context, { status: 204, headers: { Allow: allow } }));
  }
  app.route("/", open);
  app.use("/v1/*", shedLoad(maxInFlight), requireToken(access));
  app.use("/v1/*", limitRate(createRateLimit({ perMinute: requestsPerMinute })));
  app.route("/", guarded);
  for (const [path, allow] of methods) {
    app.all(path, (context) =>
      answerOutcome(context, 405, httpOutcome("not-supported", `Use ${allow} here.`), { Allow: allow }),
    );
  }
  if (options.metricsRoutes !== undefined) app.route("/", options.metricsRoutes);
  if (options.adminRoutes !== undefined) app.route("/admin", options.adminRoutes);
  app.notFound((context) => answerOutcome(context, 404, httpOutcome("not-found", "There is nothing at this address.")));
  app.onError((error, context) => {
    const requestId = context.get("requestId");
    if (isStoreUnavailable(error)) {
      log.error({ requestId, reason: error.reason, ...errorFields(error.cause) }, "store unavailable");
      const outcome = httpOutcome("transient", "Nothing was kept: the store cannot be used now. Send it again later.");
      return answerOutcome(context, 503, outcome, { "Retry-After": retryAfterSeconds });
    }
    log.error({ requestId, ...errorFields(error) }, "request failed");
    return answerOutcome(context, 500, httpOutcome("exception", "The relay could not do this. Send it again later."));
  });
  return app;
}
