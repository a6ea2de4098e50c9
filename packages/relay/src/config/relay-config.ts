/**
 * Settings of one relay, checked.
 *
 * @see README.md, "Settings"
 * @example
 * const port: RelayConfig["port"] = 8081;
 */
export interface RelayConfig {
  /** Port to listen on; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** One file of this machine, or a PostgreSQL database that several relays may share. */
  readonly store:
    | { readonly kind: "libsql"; readonly file: string }
    | { readonly kind: "postgres"; readonly url: string };
  /** Token of the environment. Absent: only tokens kept in the store, or an identity provider's. */
  readonly token?: string;
  /** ODS code of the organisation that the environment's token belongs to. */
  readonly organisation: string;
  /** Keys of the content at rest, the newest first. Empty: content is kept in clear text. */
  readonly encryptionKeys: readonly { readonly id: string; readonly key: Buffer }[];
  /** Whether content that is not sealed is refused, once `keys reseal` has sealed all that was kept before. */
  readonly refusesPlainContent: boolean;
  /** Identity provider whose signed tokens are taken too. Absent: none. */
  readonly oidc?: OidcSettings;
  /** Base address of LFPSE's adverse event API, without a slash at its end. */
  readonly lfpseBaseUrl: string;
  /** Key of every organisation that has none of its own. */
  readonly lfpseSubscriptionKey?: string;
  /** Start of the canonical addresses in the events, with a slash at its end. Absent: the one core knows. */
  readonly lfpseCanonicalBase?: string;
  /** Event type codes that are not public. Absent: such records are kept and rejected. */
  readonly lfpseEventTypeCodes: { readonly outcome?: string; readonly risk?: string };
  /** Longest wait for one answer of LFPSE. */
  readonly lfpseTimeoutMs: number;
  /** Whether the body of an update holds LFPSE's id. What LFPSE wants is not known. */
  readonly lfpseIdInPutBody: boolean;
  /** Most requests to LFPSE a minute, for each organisation, from each relay. */
  readonly lfpseRatePerMinute: number;
  /** What is special to an organisation, by its ODS code. */
  readonly organisations: Readonly<Record<string, OrganisationSettings>>;
  /** Most deliveries under way at once. */
  readonly concurrency: number;
  readonly allowedOrigins: readonly string[];
  /** Largest request body. */
  readonly bodyBytes: number;
  /** Longest time for a request body to arrive. */
  readonly bodyTimeoutMs: number;
  /** Most requests a minute with one token. */
  readonly requestsPerMinute: number;
  /** Most connections at once. */
  readonly maxConnections: number;
  /** Origin at which people reach the relay, such as `https://relay.example.nhs.uk`. */
  readonly publicUrl?: string;
  /** How long an administrator stays signed in. */
  readonly adminSessionMinutes: number;
  /** Token that `/metrics` asks for. Absent: it answers on loopback alone. */
  readonly metricsToken?: string;
  /** Content of records settled for longer than this is removed. Absent: never. */
  readonly retentionDays?: number;
  /** Longest wait, on a stop, for deliveries under way. */
  readonly stopLimitMs: number;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

/**
 * An identity provider whose JSON Web Tokens are taken as tokens.
 *
 * @example
 * const oidc: OidcSettings = {
 *   issuer: "https://id.example.nhs.uk",
 *   audience: "relay",
 *   jwksUrl: "https://id.example.nhs.uk/keys",
 *   organisationClaim: "ods",
 * };
 */
export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Claim that holds the ODS code. */
  readonly organisationClaim: string;
  /** Claim that holds the role or roles. Absent: everybody is a reporter. */
  readonly roleClaim?: string;
  /** Value of the role claim that makes an administrator. */
  readonly administratorRole?: string;
}

/**
 * What is special to one organisation.
 *
 * @example
 * const slow: OrganisationSettings = { lfpseRatePerMinute: 60 };
 */
export interface OrganisationSettings {
  readonly lfpseSubscriptionKey?: string;
  readonly lfpseRatePerMinute?: number;
}

/**
 * One setting that is wrong: its variable and the rule it breaks. Never its value.
 *
 * @example
 * const fault: ConfigFault = { variable: "DIGITAL_FACTORS_TOKEN", rule: "must be set" };
 */
export interface ConfigFault {
  readonly variable: string;
  readonly rule: string;
}
