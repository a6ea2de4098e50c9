import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { issueToken, revokeToken, type TokenGrant } from "../../access/manage-tokens.ts";
import { organisationCode } from "../../access/organisation-code.ts";
import type { StoredToken } from "../../store/access-store.ts";
import type { AdminContext, AdminVariables } from "../admin-context.ts";
import type { AdminOptions } from "../admin-options.ts";
import { adminPaths } from "../admin-paths.ts";
import type { FieldFault } from "../components/error-summary.ts";
import { nothing } from "../components/markup.ts";
import { redirectDone } from "../done-notice.ts";
import { faultPage } from "../fault-page.ts";
import { createOnce, type Once } from "../once.ts";
import { madeTokenPage, newTokenPage, revokePage, roles, tokenState, tokensPage } from "../pages/token-pages.ts";
import { respond } from "../respond.ts";
import type { AdminStrings } from "../strings/strings.ts";

/** How long a new token is kept in memory for a second click on the same form. */
const secondClickMs = 30_000;
const dayMs = 86_400_000;
const mostDays = 3_650;

/** A token, and what the form that made it asked for. */
interface MadeToken {
  readonly token: string;
  readonly asked: string;
}

/** Returns the routes on which tokens are listed, made and revoked. */
export function tokenRoutes(options: AdminOptions): Hono<AdminVariables> {
  const made = createOnce<MadeToken>(secondClickMs);
  return new Hono<AdminVariables>()
    .get("/", (context) => showTokens(context, options))
    .get("/new", (context) => showNew(context))
    .post("/new", (context) => makeToken(context, options, made))
    .get("/:id/revoke", (context) => showRevoke(context, options))
    .post("/:id/revoke", (context) => revoke(context, options));
}

/** Returns the tokens that this administrator may see, the newest first. */
async function tokensOf(context: AdminContext, { store }: AdminOptions): Promise<readonly StoredToken[]> {
  const { organisation } = context.get("session").principal;
  const tokens = await store.tokens();
  return tokens.filter((token) => organisation === undefined || token.organisation === organisation).reverse();
}

async function showTokens(context: AdminContext, options: AdminOptions): Promise<Response> {
  const strings = context.get("strings");
  const { now = Date.now } = options;
  return await respond(context, {
    title: strings.tokens.title,
    section: "tokens",
    body: tokensPage(await tokensOf(context, options), context.get("session").principal, now(), strings),
  });
}

async function showNew(context: AdminContext, faults: readonly FieldFault[] = []): Promise<Response> {
  const { principal, csrfToken } = context.get("session");
  const strings = context.get("strings");
  const hasAll = principal.organisation === undefined;
  return await respond(context, {
    title: strings.tokens.new.title,
    section: "tokens",
    faults,
    back: { href: adminPaths.tokens, text: strings.tokens.made.back },
    body: newTokenPage({ hasAll, csrfToken, once: randomUUID(), form: context.get("form"), faults, strings }),
  });
}

/** Shows the token in the answer itself: kept for a page to follow, it would lie about. A second click gets the same. */
async function makeToken(context: AdminContext, options: AdminOptions, made: Once<MadeToken>): Promise<Response> {
  const { store, now = Date.now } = options;
  const { principal } = context.get("session");
  const strings = context.get("strings");
  const form = context.get("form");
  const parsed = parseGrant(form, principal.organisation, now(), strings);
  if ("faults" in parsed) return await showNew(context, parsed.faults);
  const { errors } = strings.tokens.new;
  const asked = JSON.stringify([parsed.grant.role, parsed.grant.organisation, (form.get("days") ?? "").trim()]);
  const result = await made.run(`${principal.id} ${form.get("once")}`, async () => {
    return { token: (await issueToken({ store, actor: principal, nowMs: now() }, parsed.grant)).token, asked };
  });
  if (result === undefined) return await showNew(context, [{ message: errors.repeated }]);
  if (result.asked !== asked) return await showNew(context, [{ message: errors.changed }]);
  return await respond(context, {
    title: strings.tokens.made.title,
    section: "tokens",
    body: madeTokenPage(result.token, strings),
  });
}

function parseGrant(
  form: URLSearchParams,
  own: string | undefined,
  nowMs: number,
  { tokens }: AdminStrings,
): { readonly grant: TokenGrant } | { readonly faults: readonly FieldFault[] } {
  const { errors } = tokens.new;
  const role = roles.find((each) => each === form.get("role"));
  const organisation = own ?? (form.get("organisation") ?? "").trim();
  const days = (form.get("days") ?? "").trim();
  const isForAll = organisation === "" && role !== "reporter";
  const isDays = /^\d{1,4}$/.test(days) && Number(days) >= 1 && Number(days) <= mostDays;
  const faults = [
    ...(role === undefined ? [{ fieldId: "role", message: errors.role }] : []),
    ...(isForAll || organisationCode.test(organisation)
      ? []
      : [{ fieldId: "organisation", message: errors.organisation }]),
    ...(days === "" || isDays ? [] : [{ fieldId: "days", message: errors.days }]),
  ];
  if (role === undefined || faults.length > 0) return { faults };
  return {
    grant: {
      role,
      ...(organisation === "" ? {} : { organisation }),
      ...(days === "" ? {} : { expiresAtMs: nowMs + Number(days) * dayMs }),
    },
  };
}

async function tokenOf(context: AdminContext, options: AdminOptions): Promise<StoredToken | undefined> {
  const tokens = await tokensOf(context, options);
  return tokens.find(({ id }) => id === context.req.param("id"));
}

async function showRevoke(context: AdminContext, options: AdminOptions): Promise<Response> {
  const { now = Date.now } = options;
  const token = await tokenOf(context, options);
  if (token === undefined) return await faultPage(context, "not-found", adminPaths.tokens);
  const strings = context.get("strings");
  const { principal, csrfToken } = context.get("session");
  const isOver = tokenState(token, now()) === "revoked";
  return await respond(context, {
    title: strings.tokens.revocation.title,
    section: "tokens",
    back: { href: adminPaths.tokens, text: strings.tokens.made.back },
    ...(isOver ? { status: 409, faults: [{ message: strings.tokens.revocation.done }] } : {}),
    body: isOver ? nothing : revokePage(token, principal.id === `token:${token.id}`, csrfToken, strings),
  });
}

async function revoke(context: AdminContext, options: AdminOptions): Promise<Response> {
  const { store, access, publicUrl, now = Date.now } = options;
  const token = await tokenOf(context, options);
  if (token === undefined) return await faultPage(context, "not-found", adminPaths.tokens);
  // One that was revoked before is as it should be: a second click changes nothing.
  await revokeToken({ store, actor: context.get("session").principal, nowMs: now() }, token.id, access);
  return redirectDone(context, publicUrl, "token-revoked", adminPaths.tokens);
}
