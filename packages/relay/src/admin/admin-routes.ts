import { Hono } from "hono";
import { errorFields } from "../error-fields.ts";
import { isStoreUnavailable } from "../store/store-unavailable-error.ts";
import { assetResponse, styleSheet, tabIcon } from "./admin-assets.ts";
import type { AdminVariables } from "./admin-context.ts";
import { readForm, requireOwnForm, requireSession } from "./admin-guards.ts";
import type { AdminOptions } from "./admin-options.ts";
import { adminPaths, adminRoot } from "./admin-paths.ts";
import { faultPage } from "./fault-page.ts";
import { chooseLanguage } from "./languages.ts";
import { auditRoutes } from "./routes/audit-routes.ts";
import { contentRoutes } from "./routes/content-routes.ts";
import { decisionRoutes } from "./routes/decision-routes.ts";
import { exportRoutes } from "./routes/export-routes.ts";
import { overviewRoutes } from "./routes/overview-routes.ts";
import { recordRoutes } from "./routes/record-routes.ts";
import { requestRoutes } from "./routes/request-routes.ts";
import { signInRoutes } from "./routes/sign-in-routes.ts";
import { tokenRoutes } from "./routes/token-routes.ts";
import { adminStrings } from "./strings/strings.ts";

/**
 * Returns the admin page as a hono app, to be mounted at `/admin`: pages without any script, in English and Welsh, for an
 * administrator who signs in with a token. An administrator of one organisation sees and changes only its own.
 *
 * @param options - Store, sessions and what a decision sets off.
 * @see docs/relay-admin.md for what each page shows
 * @example
 * const routesOf = (options: Parameters<typeof createAdminRoutes>[0]) => createAdminRoutes(options).routes.length;
 */
export function createAdminRoutes(options: AdminOptions): Hono<AdminVariables> {
  const { sessions, log, publicUrl } = options;
  const app = new Hono<AdminVariables>();
  for (const file of [styleSheet, tabIcon]) {
    app.get(file.path.slice(adminRoot.length), (context) => assetResponse(file, context.req.header("If-None-Match")));
  }
  app.use(chooseLanguage(publicUrl), readForm());
  app.route("/", signInRoutes(options));
  app.use(requireSession(sessions), requireOwnForm(sessions));
  app.route("/", overviewRoutes(options));
  app.route("/records", exportRoutes(options));
  app.route("/records", recordRoutes(options));
  app.route("/records", decisionRoutes(options));
  app.route("/records", requestRoutes(options));
  app.route("/records", contentRoutes(options));
  app.route("/audit", auditRoutes(options));
  app.route("/tokens", tokenRoutes(options));
  app.all("*", (context) => faultPage(context, "not-found"));
  app.onError(async (error, context) => {
    const requestId = context.get("requestId");
    // A request can fail before its language is known.
    if (context.get("strings") === undefined) {
      context.set("language", "en");
      context.set("strings", adminStrings.en);
    }
    if (isStoreUnavailable(error)) {
      log.error({ requestId, reason: error.reason, ...errorFields(error.cause) }, "store unavailable");
      return await faultPage(context, "unavailable", adminPaths.overview);
    }
    log.error({ requestId, ...errorFields(error) }, "admin page failed");
    return await faultPage(context, "failed");
  });
  return app;
}
