import { Hono } from "hono";
import { html } from "hono/html";
import type { SignInResult } from "../../access/sessions.ts";
import type { AdminContext, AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { adminPaths, returnPath } from "../admin-paths.ts";
import { button } from "../components/buttons.ts";
import { type FieldFault, messageOf } from "../components/error-summary.ts";
import type { Markup } from "../components/markup.ts";
import { textInput } from "../components/text-input.ts";
import { redirectDone } from "../done-notice.ts";
import { faultPage } from "../fault-page.ts";
import { respond } from "../respond.ts";
import type { AdminStrings } from "../strings/strings.ts";

/** Longest text that is looked at as a token. */
const tokenCharacters = 1_000;

/** Returns the routes of signing in and out. */
export function signInRoutes(options: AdminOptions): Hono<AdminVariables> {
  return new Hono<AdminVariables>()
    .get("/sign-in", (context) => showSignIn(context, returnPath(context.req.query("next"))))
    .post("/sign-in", (context) => signIn(context, options))
    .get("/sign-out", (context) => context.redirect(adminPaths.overview, 303))
    .post("/sign-out", (context) => signOut(context, options));
}

async function signIn(context: AdminContext, { sessions }: AdminOptions): Promise<Response> {
  const form = context.get("form");
  const next = returnPath(form.get("next") ?? undefined);
  const { errors } = context.get("strings").signIn;
  const token = (form.get("token") ?? "").trim();
  if (token === "") return await showSignIn(context, next, { message: errors.empty });
  const address = context.env?.incoming?.socket.remoteAddress;
  const result: SignInResult =
    token.length > tokenCharacters ? { outcome: "refused" } : await sessions.signIn(context.req.raw, token, address);
  switch (result.outcome) {
    case "signed-in":
      return new Response(null, { status: 303, headers: { Location: next, "Set-Cookie": result.setCookie } });
    case "refused":
      return await showSignIn(context, next, { message: errors.refused });
    case "foreign-page":
      return await faultPage(context, "forbidden", adminPaths.signIn);
    case "too-many": {
      const wait = { "Retry-After": String(result.retryAfterSeconds) };
      return await showSignIn(context, next, { message: errors.tooMany, status: 429, headers: wait });
    }
    case "busy":
      return await showSignIn(context, next, {
        message: errors.tooMany,
        status: 503,
        headers: { "Retry-After": "60" },
      });
  }
}

async function showSignIn(
  context: AdminContext,
  next: string,
  fault?: { readonly message: string; readonly status?: number; readonly headers?: Readonly<Record<string, string>> },
): Promise<Response> {
  const strings = context.get("strings");
  const faults = fault === undefined ? [] : [{ fieldId: "token", message: fault.message }];
  return await respond(context, {
    title: strings.signIn.title,
    faults,
    body: signInPage(next, faults, strings),
    ...(fault?.status === undefined ? {} : { status: fault.status }),
    ...(fault?.headers === undefined ? {} : { headers: fault.headers }),
  });
}

/** What was typed is never shown again. */
function signInPage(next: string, faults: readonly FieldFault[], { signIn, errorPrefix }: AdminStrings): Markup {
  return html`<p>${signIn.intro}</p>
    <form method="post" action="${adminPaths.signIn}" novalidate autocomplete="off">
      <input type="hidden" name="next" value="${next}">
      ${textInput({
        id: "token",
        type: "password",
        label: signIn.token,
        hint: signIn.tokenHint,
        error: messageOf(faults, "token"),
        errorPrefix,
      })}
      ${button(signIn.button)}
    </form>`;
}

async function signOut(context: AdminContext, { sessions, publicUrl }: AdminOptions): Promise<Response> {
  const session = await sessions.read(context.req.raw);
  const isOurs = session !== undefined && sessions.isGenuine(context.req.raw, session, context.get("form").get("csrf"));
  if (session !== undefined && !isOurs) return await faultPage(context, "forbidden");
  const response = redirectDone(context, publicUrl, "signed-out", adminPaths.signIn);
  response.headers.append("Set-Cookie", await sessions.signOut(context.req.raw));
  return response;
}
