import { createHash, timingSafeEqual } from "node:crypto";
import { createMiddleware } from "hono/factory";
import type { AppVariables } from "../routes/app-variables.ts";
import { httpOutcome, outcomeResponse } from "../routes/outcome-response.ts";

/**
 * A token that may use the relay, as its hash, and whose it is.
 *
 * @example
 * const token: RelayToken = { hash: hashToken("an-example-token-1"), organisation: "Z01" };
 */
export interface RelayToken {
  /** From {@link hashToken}. */
  readonly hash: Buffer;
  /** ODS code of the organisation. */
  readonly organisation: string;
}

/**
 * Returns the SHA-256 of a token: what is kept and compared in its place.
 *
 * @example
 * hashToken("an-example-token-1").byteLength; // 32
 */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** Lets a request pass whose bearer token is known, with its organisation; answers 401 to any other. */
export function requireToken(tokens: readonly RelayToken[]) {
  return createMiddleware<AppVariables>(async (context, next) => {
    const [, credentials] = /^Bearer +([\x21-\x7e]+) *$/i.exec(context.req.header("Authorization") ?? "") ?? [];
    const organisation = credentials === undefined ? undefined : organisationOf(credentials, tokens);
    if (organisation === undefined) {
      return outcomeResponse(401, httpOutcome("login", "Send a valid token: Authorization: Bearer <token>."), {
        "WWW-Authenticate": "Bearer",
      });
    }
    context.set("organisation", organisation);
    return await next();
  });
}

/** Compares with every token, so that the time does not tell which one came close. */
function organisationOf(credentials: string, tokens: readonly RelayToken[]): string | undefined {
  const hash = hashToken(credentials);
  let found: string | undefined;
  for (const token of tokens) if (timingSafeEqual(hash, token.hash)) found = token.organisation;
  return found;
}
