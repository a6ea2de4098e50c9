/** Where the admin page is mounted. */
export const adminRoot = "/admin";

/** Addresses of the admin page. */
export const adminPaths = {
  overview: adminRoot,
  signIn: `${adminRoot}/sign-in`,
  signOut: `${adminRoot}/sign-out`,
  records: `${adminRoot}/records`,
  export: `${adminRoot}/records/export`,
  record: (id: string) => `${adminRoot}/records/${encodeURIComponent(id)}`,
  recordAction: (id: string, action: RecordAction) => `${adminRoot}/records/${encodeURIComponent(id)}/${action}`,
  audit: `${adminRoot}/audit`,
  auditOf: (id: string) => `${adminRoot}/audit?record=${encodeURIComponent(id)}`,
  tokens: `${adminRoot}/tokens`,
  newToken: `${adminRoot}/tokens/new`,
  revokeToken: (id: string) => `${adminRoot}/tokens/${encodeURIComponent(id)}/revoke`,
} as const;

/** What can be done with one record, as its address says it. */
export type RecordAction = "decide" | "send-again" | "at-lfpse" | "withdraw" | "yellow-card" | "content" | "wording";

/**
 * Returns an address of the admin page to go back to after signing in; the overview in place of anything else, so that a
 * link cannot lead a person who signs in to another site.
 */
export function returnPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/admin(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.test(wanted)) return adminRoot;
  if (!URL.canParse(wanted, "http://relay.invalid")) return adminRoot;
  const { origin, pathname, search } = new URL(wanted, "http://relay.invalid");
  const isOurs = origin === "http://relay.invalid" && (pathname === adminRoot || pathname.startsWith(`${adminRoot}/`));
  const isSigning = pathname === adminPaths.signIn || pathname === adminPaths.signOut;
  return isOurs && !isSigning ? `${pathname}${search}` : adminRoot;
}
