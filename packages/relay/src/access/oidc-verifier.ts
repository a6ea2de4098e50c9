import { createHash } from "node:crypto";
import { errors, type JWTPayload, jwtVerify, type LocalJWKSet } from "jose";
import type { Principal } from "./principal.ts";
import { createRemoteKeys, type RemoteKeysOptions } from "./remote-keys.ts";

/**
 * How a check of a JWT ended. `busy`: the identity provider's keys are needed and it does not answer.
 *
 * @example
 * const isKnown = (result: OidcResult) => result.outcome === "known";
 */
export type OidcResult =
  | { readonly outcome: "known"; readonly principal: Principal }
  | { readonly outcome: "refused" }
  | { readonly outcome: "busy"; readonly reason: "no-keys" | "unknown-key" };

/**
 * Checks a JWT.
 *
 * @example
 * const check = (verifier: OidcVerifier) => verifier("eyJhbGciOiJub25lIn0.e30.");
 */
export type OidcVerifier = (jwt: string) => Promise<OidcResult>;

/**
 * What {@link createOidcVerifier} is made from: the settings of one identity provider.
 *
 * @example
 * const options: OidcOptions = {
 *   issuer: "https://login.example.nhs.uk",
 *   audience: "digital-factors",
 *   jwksUrl: "https://login.example.nhs.uk/keys",
 *   organisationClaim: "ods",
 * };
 */
export interface OidcOptions extends RemoteKeysOptions {
  /** Exactly as in the tokens. */
  readonly issuer: string;
  readonly audience: string;
  /** Claim that holds the ODS code. */
  readonly organisationClaim: string;
  /** Claim that holds the roles: a text, or a list of texts. */
  readonly roleClaim?: string;
  /** Role that makes an administrator. Absent: nobody is one by this way. */
  readonly administratorRole?: string;
  /** Clock, milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number;
}

/** Signatures by a key pair only: a shared secret, or none, would let the public key sign. */
const algorithms = ["RS256", "PS256", "ES256", "EdDSA"];
const clockToleranceSeconds = 10;
const longestJwt = 8_192;
/** As published codes are written. */
const odsCode = /^[A-Z0-9]{3,10}$/;

/**
 * Returns a check of JWTs from one identity provider: signature by a key from its configured address, issuer, audience,
 * `exp`, `nbf`, and an ODS code in the claim that the settings name.
 *
 * @see RFC 8725, JSON Web Token Best Current Practices
 * @see docs/adr/ADR-015
 * @example
 * const verifierOf = (options: OidcOptions) => createOidcVerifier(options);
 */
export function createOidcVerifier(options: OidcOptions): OidcVerifier {
  const { issuer, audience, now = Date.now } = options;
  const keys = createRemoteKeys(options);

  async function verify(jwt: string, set: LocalJWKSet): Promise<JWTPayload> {
    const currentDate = new Date(now());
    const rules = { issuer, audience, algorithms, currentDate, clockTolerance: clockToleranceSeconds };
    const verified = await jwtVerify(jwt, set, { ...rules, requiredClaims: ["exp", "sub"] });
    return verified.payload;
  }

  return async (jwt) => {
    if (jwt.length > longestJwt) return { outcome: "refused" };
    const set = await keys.current();
    if (set === undefined) return { outcome: "busy", reason: "no-keys" };
    try {
      return principalOf(await verify(jwt, set), options);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) return { outcome: "refused" };
    }
    const reading = await keys.again();
    if (reading === "failed") return { outcome: "busy", reason: "unknown-key" };
    const newer = reading === "read" ? await keys.current() : undefined;
    if (newer === undefined) return { outcome: "refused" };
    return await verify(jwt, newer).then(
      (payload) => principalOf(payload, options),
      () => ({ outcome: "refused" }) as const,
    );
  };
}

function principalOf(payload: JWTPayload, options: OidcOptions): OidcResult {
  const { organisationClaim, roleClaim, administratorRole } = options;
  const organisation = ownClaim(payload, organisationClaim);
  const { sub } = payload;
  if (typeof organisation !== "string" || !odsCode.test(organisation)) return { outcome: "refused" };
  if (typeof sub !== "string" || sub === "") return { outcome: "refused" };
  const roles = roleClaim === undefined ? undefined : ownClaim(payload, roleClaim);
  const isAdministrator =
    administratorRole !== undefined &&
    (roles === administratorRole || (Array.isArray(roles) && roles.includes(administratorRole)));
  const role = isAdministrator ? "administrator" : "reporter";
  return { outcome: "known", principal: { id: idOf(options.issuer, sub), organisation, role } };
}

function ownClaim(payload: JWTPayload, name: string): unknown {
  return Object.hasOwn(payload, name) ? payload[name] : undefined;
}

/** A subject may be a person's name or address; its hash is the same each time and tells nobody. */
function idOf(issuer: string, subject: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([issuer, subject]))
    .digest("hex");
  return `oidc:${hash.slice(0, 32)}`;
}
