import { createMiddleware } from "hono/factory";
import type { AdminVariables } from "./admin-context.ts";
import { adminCookie, cookieOf } from "./cookies.ts";
import { type AdminLanguage, adminStrings } from "./strings/strings.ts";

const cookieName = "digital-factors-admin-language";
const yearSeconds = 31_536_000;

/** Chooses the language of the page: that of `?lang=`, which is kept in a cookie, else the cookie's, else English. */
export function chooseLanguage(publicUrl: string | undefined) {
  return createMiddleware<AdminVariables>(async (context, next) => {
    const chosen = languageOf(context.req.query("lang"));
    const language = chosen ?? languageOf(cookieOf(context.req.raw, cookieName)) ?? "en";
    context.set("language", language);
    context.set("strings", adminStrings[language]);
    await next();
    if (chosen === undefined) return;
    const cookie = adminCookie(context.req.raw, publicUrl, { name: cookieName, value: chosen, seconds: yearSeconds });
    context.header("Set-Cookie", cookie, { append: true });
  });
}

function languageOf(value: string | undefined): AdminLanguage | undefined {
  return value === "en" || value === "cy" ? value : undefined;
}
