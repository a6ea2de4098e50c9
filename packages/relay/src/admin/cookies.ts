import { isSecureAddress } from "../access/same-origin.ts";

/** Returns a `Set-Cookie` header for what is no secret: the language, and what was just done. */
export function adminCookie(
  request: Request,
  publicUrl: string | undefined,
  { name, value, seconds }: { readonly name: string; readonly value: string; readonly seconds: number },
): string {
  const secure = isSecureAddress(publicUrl ?? request.url) ? "; Secure" : "";
  return `${name}=${value}; HttpOnly; SameSite=Strict; Path=/admin; Max-Age=${seconds}${secure}`;
}

/** Returns the value of a cookie; `undefined` if the request has none of the name. */
export function cookieOf(request: Request, name: string): string | undefined {
  const pairs = (request.headers.get("Cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
