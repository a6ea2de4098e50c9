/**
 * Returns the headers that every answer of the API has: nothing in it may be kept, guessed at, framed, run, or read by a
 * page of another site.
 *
 * @param publicUrl - Where people reach the relay. With https, browsers are told to come by https alone from then on.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html, "Security headers"
 */
export function securityHeaders(publicUrl?: string): Readonly<Record<string, string>> {
  return {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...(publicUrl?.startsWith("https:") === true ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}
