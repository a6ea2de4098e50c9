/** Returns whether a host name or address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** A subscription key and patient safety data never leave this machine in clear text. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isLocal = protocol === "http:" && isLoopback(hostname);
  return (protocol === "https:" || isLocal) && `${username}${password}${search}${hash}` === "";
}

/** Returns whether this is an origin as browsers write it. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/**
 * Returns whether a PostgreSQL address leads over a network without a check of who answers there: another machine, and no
 * `sslmode=verify-full`.
 */
export function isUnverifiedDatabase(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, searchParams } = new URL(text);
  const host = searchParams.get("host") ?? hostname;
  return host !== "" && !host.startsWith("/") && !isLoopback(host) && searchParams.get("sslmode") !== "verify-full";
}
