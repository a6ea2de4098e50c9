/**
 * Returns whether a request that changes something comes from a page of our own, as the browser says: by
 * `Sec-Fetch-Site` where it sends it, and by `Origin`. A request that says neither does not.
 *
 * @param publicUrl - Origin at which people reach the relay. Absent: the host that the request names.
 */
export function isSameOrigin(request: Request, publicUrl: string | undefined): boolean {
  const site = request.headers.get("Sec-Fetch-Site");
  const origin = request.headers.get("Origin");
  if (site !== null && site !== "same-origin") return false;
  // A page that keeps its address to itself sends "null"; then only the browser's own word counts.
  if (origin === null || origin === "null") return site === "same-origin";
  if (!URL.canParse(origin)) return false;
  if (publicUrl !== undefined) return new URL(origin).origin === new URL(publicUrl).origin;
  // In front of the relay TLS may end, so that it sees http where the browser sees https.
  return new URL(origin).host === new URL(request.url).host;
}

/** Returns whether a cookie can be kept to TLS: everywhere but on the same machine over http. */
export function isSecureAddress(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  const isLoopback = hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
  return protocol === "https:" || !isLoopback;
}
