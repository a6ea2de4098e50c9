import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { AccessStore, StoredToken } from "../store/access-store.ts";
import type { AuditStore } from "../store/audit-store.ts";
import type { Access } from "./access.ts";
import { auditEntry } from "./audit.ts";
import type { Principal } from "./principal.ts";
import { isSameOrigin, isSecureAddress } from "./same-origin.ts";
import { isJwtShaped, parseToken } from "./token.ts";

/**
 * An administrator who is signed in.
 *
 * @example
 * const fieldOf = (session: AdminSession) => session.csrfToken;
 */
export interface AdminSession {
  readonly principal: Principal;
  /** To be put into a hidden field of every form of this session. */
  readonly csrfToken: string;
  /** Milliseconds since 1970. It is not prolonged. */
  readonly expiresAtMs: number;
}

/**
 * How a sign-in ended. With `signed-in` comes a new session and the `Set-Cookie` header to answer with.
 *
 * @example
 * const isIn = (result: SignInResult) => result.outcome === "signed-in";
 */
export type SignInResult =
  | { readonly outcome: "signed-in"; readonly session: AdminSession; readonly setCookie: string }
  | { readonly outcome: "refused" | "foreign-page" | "busy" }
  | { readonly outcome: "too-many"; readonly retryAfterSeconds: number };

/**
 * Signs administrators in and out.
 *
 * @example
 * const sessionOf = (sessions: AdminSessions, request: Request) => sessions.read(request);
 */
export interface AdminSessions {
  /**
   * Signs in with an administrator's token: always a new session, whatever cookie the request had. `refused` says neither
   * that the token is wrong nor that it is a reporter's. `foreign-page`: the form was not one of ours.
   */
  readonly signIn: (request: Request, token: string, address?: string) => Promise<SignInResult>;
  /** Returns the session of the request's cookie; `undefined` if there is none, it ended, or its token no longer counts. */
  readonly read: (request: Request) => Promise<AdminSession | undefined>;
  /** Returns whether a form comes from our own page and holds the token of this session. */
  readonly isGenuine: (request: Request, session: AdminSession, csrfToken: unknown) => boolean;
  /** Ends the session of the request's cookie and returns the `Set-Cookie` header that removes it. */
  readonly signOut: (request: Request) => Promise<string>;
}

/**
 * What {@link createSessions} is made from.
 *
 * @example
 * const options: Pick<SessionsOptions, "minutes"> = { minutes: 30 };
 */
export interface SessionsOptions {
  readonly store: AccessStore & AuditStore;
  readonly access: Access;
  /** Origin at which people reach the relay. Absent: that of each request. */
  readonly publicUrl?: string;
  /** How long a session lasts. Default: 30. */
  readonly minutes?: number;
  /** After how long without a request it ends. Default: 15. */
  readonly idleMinutes?: number;
  /** Clock, milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
}

const valuePattern = /^[A-Za-z0-9_-]{43}$/;
const minuteMs = 60_000;

/**
 * Returns the sessions of the admin page. The cookie holds 256 random bits and the store only their hash.
 *
 * The time without a request is counted by each relay for itself; the end of a session by the store.
 *
 * @see docs/adr/ADR-015
 * @example
 * const sessionsOf = (options: SessionsOptions) => createSessions(options);
 */
export function createSessions(options: SessionsOptions): AdminSessions {
  const { store, access, publicUrl, minutes = 30, idleMinutes = 15, now = Date.now } = options;
  /** By hash of the cookie's value. */
  const lastSeenAtMs = new Map<string, number>();

  async function isIdle(hash: string): Promise<boolean> {
    const lastMs = lastSeenAtMs.get(hash) ?? now();
    if (now() - lastMs < idleMinutes * minuteMs) return false;
    await end(hash);
    return true;
  }

  async function end(hash: string): Promise<void> {
    lastSeenAtMs.delete(hash);
    await store.endSession(hash);
  }

  async function begin(request: Request, principal: Principal): Promise<SignInResult> {
    const value = randomBytes(32).toString("base64url");
    const csrfToken = randomBytes(32).toString("base64url");
    const hash = hashOf(value);
    const expiresAtMs = now() + minutes * minuteMs;
    await store.addSession({ hash, tokenId: tokenIdOf(principal), csrfToken, expiresAtMs });
    lastSeenAtMs.set(hash, now());
    await store.removeEndedSessions(now());
    for (const [other, seenMs] of lastSeenAtMs) if (now() - seenMs > minutes * minuteMs) lastSeenAtMs.delete(other);
    await store.audit(auditEntry(now(), principal, "sign-in"));
    const setCookie = cookie(cookieStart(request, publicUrl), value, minutes * 60);
    return { outcome: "signed-in", session: { principal, csrfToken, expiresAtMs }, setCookie };
  }

  return {
    signIn: async (request, token, address) => {
      if (!isSameOrigin(request, publicUrl)) return { outcome: "foreign-page" };
      // Signs nobody in, whoever it is of: so it is not checked either.
      if (isJwtShaped(token)) return { outcome: "refused" };
      const parts = parseToken(token);
      const checked = await access.authenticate(token, address);
      if (checked.outcome === "too-many" || checked.outcome === "busy") return checked;
      if (checked.outcome === "known" && parts !== undefined && checked.principal.role === "administrator") {
        const before = cookieValue(request, publicUrl);
        if (before !== undefined) await end(hashOf(before));
        return await begin(request, checked.principal);
      }
      const isNamed = checked.outcome === "known";
      const actor = isNamed ? checked.principal : { id: "unknown" };
      await store.audit(auditEntry(now(), actor, "sign-in-refused"));
      return { outcome: "refused" };
    },
    read: async (request) => {
      const value = cookieValue(request, publicUrl);
      if (value === undefined) return undefined;
      const hash = hashOf(value);
      const stored = await store.findSession(hash);
      if (stored === undefined || now() >= stored.expiresAtMs || (await isIdle(hash))) return undefined;
      const token = await store.findToken(stored.tokenId);
      if (token === undefined || token.revokedAtMs !== undefined || token.role !== "administrator") return undefined;
      if (token.expiresAtMs !== undefined && now() >= token.expiresAtMs) return undefined;
      lastSeenAtMs.set(hash, now());
      return {
        principal: principalOf(token),
        csrfToken: stored.csrfToken,
        expiresAtMs: stored.expiresAtMs,
      };
    },
    isGenuine: (request, session, csrfToken) =>
      isSameOrigin(request, publicUrl) && typeof csrfToken === "string" && isSame(csrfToken, session.csrfToken),
    signOut: async (request) => {
      const session = cookieValue(request, publicUrl);
      if (session !== undefined) {
        const hash = hashOf(session);
        const stored = await store.findSession(hash);
        const token = stored === undefined ? undefined : await store.findToken(stored.tokenId);
        await end(hash);
        if (token !== undefined) await store.audit(auditEntry(now(), principalOf(token), "sign-out"));
      }
      return cookie(cookieStart(request, publicUrl), "", 0);
    },
  };
}

function principalOf({ id, role, organisation }: StoredToken): Principal {
  return { id: `token:${id}`, role, ...(organisation === undefined ? {} : { organisation }) };
}

function tokenIdOf({ id }: Principal): string {
  return id.replace(/^token:/, "");
}

function hashOf(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}

/** Compares hashes, which have one length, so that the time tells neither the length nor the place of a difference. */
function isSame(given: string, kept: string): boolean {
  return timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(kept).digest());
}

/** Where the address is secure the browser itself holds to it that no other host of the domain sets this cookie. */
function cookieStart(
  request: Request,
  publicUrl: string | undefined,
): { readonly name: string; readonly more: string } {
  return isSecureAddress(publicUrl ?? request.url)
    ? { name: "__Host-digital-factors-admin", more: "; Path=/; Secure" }
    : { name: "digital-factors-admin", more: "; Path=/admin" };
}

function cookie({ name, more }: { readonly name: string; readonly more: string }, value: string, seconds: number) {
  return `${name}=${value}; HttpOnly; SameSite=Strict${more}; Max-Age=${seconds}`;
}

/** Returns the cookie's value. Two of them: none, since one was put there by somebody else. */
function cookieValue(request: Request, publicUrl: string | undefined): string | undefined {
  const { name } = cookieStart(request, publicUrl);
  const values = (request.headers.get("Cookie") ?? "")
    .split(";")
    .map((pair) => pair.trim().split("="))
    .filter(([key]) => key === name)
    .map(([, ...rest]) => rest.join("="));
  const [value] = values;
  return values.length === 1 && value !== undefined && valuePattern.test(value) ? value : undefined;
}
