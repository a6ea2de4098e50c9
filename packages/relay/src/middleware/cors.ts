import { createMiddleware } from "hono/factory";
import { answer } from "../routes/answer.ts";
import type { AppVariables } from "../routes/app-variables.ts";

const preflightHeaders = {
  "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE",
  "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, If-Match",
  "Access-Control-Max-Age": "600",
};

/**
 * Lets pages of the named origins call the API, with a token of their own and never with cookies. Other pages get no
 * leave, so that their browser keeps the answer from them.
 *
 * @see Fetch standard, "CORS protocol"
 */
export function allowOrigins(origins: readonly string[]) {
  return createMiddleware<AppVariables>(async (context, next) => {
    const origin = context.req.header("Origin");
    const isAllowed = origin !== undefined && origins.includes(origin);
    context.set("answerHeaders", {
      ...context.get("answerHeaders"),
      Vary: "Origin",
      ...(isAllowed
        ? {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Expose-Headers": "ETag, Retry-After, X-Request-Id",
            // Pages of other origins may read it, as far as CORS allows them.
            "Cross-Origin-Resource-Policy": "cross-origin",
          }
        : {}),
    });
    const isPreflight =
      context.req.method === "OPTIONS" && context.req.header("Access-Control-Request-Method") !== undefined;
    if (isAllowed && isPreflight) return answer(context, { status: 204, headers: preflightHeaders });
    return await next();
  });
}
