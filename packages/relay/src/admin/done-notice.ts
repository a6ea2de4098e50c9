import type { AdminContext } from "./admin-context.ts";
import { adminCookie, cookieOf } from "./cookies.ts";

const cookieName = "digital-factors-admin-done";
const doneThings = [
  "send-again",
  "is-at-lfpse",
  "withdraw",
  "yellow-card",
  "token-revoked",
  "unsure",
  "signed-out",
] as const;

/** What was just done, to be said on the page that follows. */
export type DoneThing = (typeof doneThings)[number];

/** Goes to a page that says, once, what was done. */
export function redirectDone(
  context: AdminContext,
  publicUrl: string | undefined,
  done: DoneThing,
  path: string,
): Response {
  const cookie = adminCookie(context.req.raw, publicUrl, { name: cookieName, value: done, seconds: 60 });
  return new Response(null, { status: 303, headers: { Location: path, "Set-Cookie": cookie } });
}

/** Returns what was just done, and the header that makes it be said once. */
export function takeDone(context: AdminContext): { readonly done: DoneThing; readonly forget: string } | undefined {
  const value = cookieOf(context.req.raw, cookieName);
  const done = doneThings.find((each) => each === value);
  if (done === undefined) return undefined;
  return { done, forget: `${cookieName}=; HttpOnly; SameSite=Strict; Path=/admin; Max-Age=0` };
}
