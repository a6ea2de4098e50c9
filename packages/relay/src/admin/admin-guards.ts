import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import type { AdminSessions } from "../access/sessions.ts";
import type { AdminContext, AdminVariables } from "./admin-context.ts";
import { adminPaths } from "./admin-paths.ts";
import { faultPage } from "./fault-page.ts";

/** No form of ours is larger. */
const formBytes = 16_384;

/** Reads the form of a POST, up to a size. Anything else than a plain form is refused. */
export function readForm() {
  const limit = bodyLimit({ maxSize: formBytes, onError: (context) => faultPage(context as AdminContext, "bad-form") });
  return createMiddleware<AdminVariables>(async (context, next) => {
    if (context.req.method !== "POST") return await next();
    const mediaType = (context.req.header("Content-Type") ?? "").split(";")[0]?.trim().toLowerCase();
    if (mediaType !== "application/x-www-form-urlencoded") return await faultPage(context, "bad-form");
    return await limit(context, async () => {
      context.set("form", new URLSearchParams(await context.req.text()));
      await next();
    });
  });
}

/** Lets a request pass that is signed in; sends any other to sign in, and back here afterwards. */
export function requireSession(sessions: AdminSessions) {
  return createMiddleware<AdminVariables>(async (context, next) => {
    const session = await sessions.read(context.req.raw);
    if (session === undefined) {
      const { pathname, search } = new URL(context.req.url);
      const path = `${pathname}${context.req.method === "GET" ? search : ""}`;
      return context.redirect(`${adminPaths.signIn}?next=${encodeURIComponent(path)}`, 303);
    }
    context.set("session", session);
    context.set("principal", session.principal);
    return await next();
  });
}

/** Lets a form pass that comes from a page of ours and of this session. */
export function requireOwnForm(sessions: AdminSessions) {
  return createMiddleware<AdminVariables>(async (context, next) => {
    const { method, raw } = context.req;
    if (method === "GET" || method === "HEAD") return await next();
    if (method !== "POST") return await faultPage(context, "not-found");
    const isOurs = sessions.isGenuine(raw, context.get("session"), context.get("form").get("csrf"));
    return isOurs ? await next() : await faultPage(context, "forbidden");
  });
}
