import { randomUUID } from "node:crypto";
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import type { Logger } from "pino";
import type { AppVariables } from "../routes/app-variables.ts";

/** Gives each request an id of our own and logs how it ended: no address, header or body. */
export function requestLog(log: Logger) {
  return createMiddleware<AppVariables>(async (context, next) => {
    const startedAt = performance.now();
    const requestId = randomUUID();
    context.set("requestId", requestId);
    await next();
    context.header("X-Request-Id", requestId);
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
    const route = routePath(context, -1);
    log[route === "/healthz" ? "debug" : "info"](
      {
        requestId,
        method: context.req.method,
        route,
        status: context.res.status,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      },
      "request",
    );
  });
}
