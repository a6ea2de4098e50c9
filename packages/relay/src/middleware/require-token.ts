import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import type { Access } from "../access/access.ts";
import type { AppVariables } from "../routes/app-variables.ts";
import { answerOutcome, httpOutcome } from "../routes/outcome-response.ts";

/** Seconds after which credentials that could not be checked may be sent again. */
const retryAfterSeconds = "5";

const tooMany = "Too many tokens were wrong. Wait, and send a valid one.";
const cannotCheck = "The token cannot be checked now. Send it again later.";

/**
 * Lets a request pass whose bearer token or JWT is known, with whom it belongs to. Answers 401 to any other, 429 to an
 * address that failed too often, and 503 if it cannot be checked now.
 */
export function requireToken(access: Access) {
  return createMiddleware<AppVariables>(async (context, next) => {
    const [, credentials] = /^Bearer +([\x21-\x7e]+) *$/i.exec(context.req.header("Authorization") ?? "") ?? [];
    if (credentials === undefined) return refused(context, "Bearer");
    const result = await access.authenticate(credentials, addressOf(context));
    switch (result.outcome) {
      case "known":
        context.set("principal", result.principal);
        return await next();
      case "refused":
        return refused(context, 'Bearer error="invalid_token"');
      case "too-many":
        return answerOutcome(context, 429, httpOutcome("throttled", tooMany), {
          "Retry-After": String(result.retryAfterSeconds),
        });
      case "busy":
        return answerOutcome(context, 503, httpOutcome("transient", cannotCheck), { "Retry-After": retryAfterSeconds });
    }
  });
}

/** Returns the address of the other end of the connection: of a proxy, where one stands in front. */
function addressOf(context: Context<AppVariables>): string | undefined {
  return context.env?.incoming?.socket.remoteAddress;
}

/** The challenge names a fault only where a token was sent. */
function refused(context: Context<AppVariables>, challenge: string): Response {
  return answerOutcome(context, 401, httpOutcome("login", "Send a valid token: Authorization: Bearer <token>."), {
    "WWW-Authenticate": challenge,
  });
}
