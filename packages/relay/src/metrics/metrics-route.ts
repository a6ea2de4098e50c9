import { createHash, timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { isLoopback } from "../config/addresses.ts";
import type { RelayConfig } from "../config/relay-config.ts";
import { httpOutcome, outcomeResponse } from "../routes/outcome-response.ts";
import type { Metrics } from "./metrics.ts";

/**
 * Returns the route `/metrics`. With a token in the settings it asks for it. Without one it answers only where nobody else
 * can come from: on loopback, with no public address, and not through a proxy.
 */
export function metricsRoute(
  metrics: Pick<Metrics, "text" | "contentType">,
  { metricsToken, host, publicUrl }: Pick<RelayConfig, "metricsToken" | "host" | "publicUrl">,
): Hono {
  const isPrivate = isLoopback(host) && publicUrl === undefined;
  const app = new Hono();
  app.get("/metrics", async ({ req }) => {
    if (metricsToken !== undefined) {
      if (!isBearer(req.header("Authorization") ?? "", metricsToken)) {
        return outcomeResponse(
          401,
          httpOutcome("login", "Send the token for figures: Authorization: Bearer <token>."),
          {
            "WWW-Authenticate": "Bearer",
          },
        );
      }
    } else if (!isPrivate || forwardedBy.some((name) => req.header(name) !== undefined)) {
      return outcomeResponse(404, httpOutcome("not-found", "There is nothing at this address."));
    }
    return new Response(await metrics.text(), {
      headers: { "Content-Type": metrics.contentType, "Cache-Control": "no-store" },
    });
  });
  return app;
}

/** What proxies add. */
const forwardedBy = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

/** Compares hashes of the same length, so that the time tells nothing about the token. */
function isBearer(header: string, token: string): boolean {
  const [, credentials] = /^Bearer +([\x21-\x7e]+) *$/i.exec(header) ?? [];
  return credentials !== undefined && timingSafeEqual(sha256(credentials), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
