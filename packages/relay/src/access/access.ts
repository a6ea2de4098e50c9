import { createHmac, randomBytes } from "node:crypto";
import type { Logger } from "pino";
import type { AccessStore, StoredToken } from "../store/access-store.ts";
import { addressKey, createFailedTries } from "./failed-tries.ts";
import type { OidcVerifier } from "./oidc-verifier.ts";
import type { Principal } from "./principal.ts";
import { isJwtShaped, parseToken, type TokenParts } from "./token.ts";
import { verifySecret } from "./token-hash.ts";

/**
 * How a check of credentials ended. `refused`: they are not valid. `too-many`: this address failed too often. `busy`: they
 * cannot be checked now, since too much is being checked or the identity provider does not answer.
 *
 * @example
 * const isKnown = (authentication: Authentication) => authentication.outcome === "known";
 */
export type Authentication =
  | { readonly outcome: "known"; readonly principal: Principal }
  | { readonly outcome: "refused" }
  | { readonly outcome: "too-many"; readonly retryAfterSeconds: number }
  | { readonly outcome: "busy" };

/**
 * Tells who credentials belong to.
 *
 * @example
 * const check = (access: Access) => access.authenticate("an-example-token-1", "192.0.2.1");
 */
export interface Access {
  /**
   * Returns who the credentials belong to, or why that is not said.
   *
   * @param credentials - A token or a JWT, without `Bearer`.
   * @param address - Where the request comes from; failures are counted by it.
   * @throws {StoreUnavailableError} if the store cannot be read now.
   */
  readonly authenticate: (credentials: string, address?: string) => Promise<Authentication>;
  /** Forgets that a token was valid, so that a revocation counts at once here. Elsewhere it counts within a minute. */
  readonly forget: (tokenId: string) => void;
}

/**
 * What {@link createAccess} is made from.
 *
 * @example
 * const options: Pick<AccessOptions, "environmentToken"> = {
 *   environmentToken: { token: "an-example-token-1", organisation: "Z01" },
 * };
 */
export interface AccessOptions {
  readonly store: Pick<AccessStore, "findToken">;
  /** A reporter's token that is not in the store. */
  readonly environmentToken?: { readonly token: string; readonly organisation: string };
  /** Checks JWTs. Absent: a JWT is refused. */
  readonly oidc?: OidcVerifier;
  readonly log: Pick<Logger, "warn">;
  /** Clock, milliseconds since 1970; for the expiry of tokens. Default: `Date.now`. */
  readonly now?: () => number;
  /** Clock that only goes forward, milliseconds. Default: `performance.now`. */
  readonly monotonicMs?: () => number;
  /** Time for which a token is not looked up again. At most 60 000. Default: 30 000. */
  readonly rememberMs?: number;
}

interface Remembered {
  readonly principal: Principal;
  /** Absent for the token of the environment, which is not in the store. */
  readonly stored?: StoredToken;
  readonly lookUpAtMs: number;
}

const longestRememberMs = 60_000;
/** Anybody can send a JWT: a provider that is down must not fill the log. */
const warnEveryMs = 60_000;

/**
 * Returns the check of credentials. A token of the store is hashed once in the life of the process; after that a keyed hash
 * of it is remembered, and the store is asked again every `rememberMs` whether the token still counts.
 *
 * @see docs/adr/ADR-015
 * @example
 * const accessOf = (options: AccessOptions) => createAccess(options);
 */
export function createAccess(options: AccessOptions): Access {
  const { store, environmentToken, oidc, log, now = Date.now } = options;
  const { monotonicMs = () => performance.now(), rememberMs = 30_000 } = options;
  const lookUpEveryMs = Math.min(rememberMs, longestRememberMs);
  const tries = createFailedTries({ monotonicMs });
  const macKey = randomBytes(32);
  // Looked up by a keyed hash, so that the time of a comparison says nothing about a token.
  const macOf = (credentials: string) => createHmac("sha256", macKey).update(credentials).digest("base64");
  const remembered = new Map<string, Remembered>();
  const checks = new Map<string, Promise<Authentication>>();
  let forgotten = 0;
  let warnAgainAtMs = Number.NEGATIVE_INFINITY;

  if (environmentToken !== undefined) {
    const { token, organisation } = environmentToken;
    const principal = { id: "token:environment", organisation, role: "reporter" } as const;
    remembered.set(macOf(token), { principal, lookUpAtMs: Number.POSITIVE_INFINITY });
  }

  const counts = (token: StoredToken) =>
    token.revokedAtMs === undefined && (token.expiresAtMs === undefined || now() < token.expiresAtMs);

  function remember(mac: string, stored: StoredToken, forgottenBefore: number): Authentication {
    const principal = principalOf(stored);
    // A token revoked while it was being checked is not remembered.
    if (forgotten === forgottenBefore) {
      remembered.set(mac, { principal, stored, lookUpAtMs: monotonicMs() + lookUpEveryMs });
    }
    return { outcome: "known", principal };
  }

  async function lookUpAgain(mac: string, before: StoredToken): Promise<Authentication> {
    const forgottenBefore = forgotten;
    const stored = await store.findToken(before.id);
    if (stored?.hash === before.hash && counts(stored)) return remember(mac, stored, forgottenBefore);
    remembered.delete(mac);
    return { outcome: "refused" };
  }

  async function checkToken(mac: string, parts: TokenParts | undefined, address: string): Promise<Authentication> {
    const forgottenBefore = forgotten;
    const stored = parts === undefined ? undefined : await store.findToken(parts.id);
    // A known id has a count of its own: guessing from behind the same proxy does not lock its owner out.
    const key = stored === undefined ? address : `${address} ${stored.id}`;
    const waitMs = tries.waitMs(key);
    if (waitMs > 0) return { outcome: "too-many", retryAfterSeconds: Math.ceil(waitMs / 1000) };
    tries.add(key);
    if (parts === undefined) return { outcome: "refused" };
    const fits = await verifySecret(parts.secret, stored?.hash);
    if (fits === undefined) {
      tries.forgive(key);
      return { outcome: "busy" };
    }
    // A token that no longer counts is a failure like any other: each costs a hash.
    if (!fits || stored === undefined || !counts(stored)) return { outcome: "refused" };
    tries.forgive(key);
    return remember(mac, stored, forgottenBefore);
  }

  /** Counted once it is refused, so that guessing from behind the same proxy stops no valid JWT. */
  async function checkJwt(verify: OidcVerifier, jwt: string, key: string): Promise<Authentication> {
    const result = await verify(jwt);
    if (result.outcome === "busy" && monotonicMs() >= warnAgainAtMs) {
      warnAgainAtMs = monotonicMs() + warnEveryMs;
      log.warn({ reason: result.reason }, "identity provider unavailable");
    }
    if (result.outcome !== "refused") return result;
    const waitMs = tries.waitMs(key);
    if (waitMs > 0) return { outcome: "too-many", retryAfterSeconds: Math.ceil(waitMs / 1000) };
    tries.add(key);
    return result;
  }

  /** One check for a token, however many requests bring it at the same time. */
  async function checkOnce(mac: string, check: () => Promise<Authentication>): Promise<Authentication> {
    const current = checks.get(mac) ?? check().finally(() => checks.delete(mac));
    checks.set(mac, current);
    return await current;
  }

  return {
    authenticate: async (credentials, address) => {
      const mac = macOf(credentials);
      const known = remembered.get(mac);
      if (known?.stored === undefined && known !== undefined) return { outcome: "known", principal: known.principal };
      if (known?.stored !== undefined) {
        const { stored, principal, lookUpAtMs } = known;
        if (monotonicMs() < lookUpAtMs && counts(stored)) return { outcome: "known", principal };
        return await checkOnce(mac, () => lookUpAgain(mac, stored));
      }
      if (oidc !== undefined && isJwtShaped(credentials)) {
        return await checkJwt(oidc, credentials, addressKey(address));
      }
      return await checkOnce(mac, () => checkToken(mac, parseToken(credentials), addressKey(address)));
    },
    forget: (tokenId) => {
      forgotten += 1;
      for (const [mac, { stored }] of remembered) if (stored?.id === tokenId) remembered.delete(mac);
    },
  };
}

function principalOf({ id, organisation, role }: StoredToken): Principal {
  return { id: `token:${id}`, ...(organisation === undefined ? {} : { organisation }), role };
}
