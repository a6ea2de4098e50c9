import { combinationFaults, combinationWarnings } from "./config/combinations.ts";
import { type OrganisationsResult, readOrganisations } from "./config/organisations.ts";
import type { ConfigFault, RelayConfig } from "./config/relay-config.ts";
import { diskFiles, readSettings, type SettingFiles } from "./config/setting-files.ts";
import { type Settings, settings, settingsSchema } from "./config/settings.ts";
import { unknownSettings } from "./config/unknown-settings.ts";
import { parseEncryptionKeys } from "./encryption/encryption-key.ts";

export type { ConfigFault, RelayConfig } from "./config/relay-config.ts";
export type { SettingFiles } from "./config/setting-files.ts";

/**
 * The settings, with what somebody should know about them; or every fault in them.
 *
 * @example
 * const isUsable = (result: ConfigResult) => result.ok;
 */
export type ConfigResult =
  | { readonly ok: true; readonly value: RelayConfig; readonly warnings: readonly ConfigFault[] }
  | { readonly ok: false; readonly faults: readonly ConfigFault[]; readonly warnings: readonly ConfigFault[] };

/**
 * Returns the settings in an environment, or every fault in it. A variable that is empty counts as not set. No fault and no
 * warning holds a value.
 *
 * @param environment - As `process.env`.
 * @param files - Reads the files that settings name. Default: those of this machine.
 * @see README.md, "Settings"
 * @example
 * const result = parseConfig({ DIGITAL_FACTORS_TOKEN: "short" });
 * if (!result.ok) result.faults[0]?.variable; // "DIGITAL_FACTORS_TOKEN"
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
  files: SettingFiles = diskFiles,
): ConfigResult {
  const read = readSettings(environment, files);
  const organisations = organisationsOf(read.given, files);
  const warnings = [...read.warnings, ...organisations.warnings, ...unknownSettings(read.given)];
  const faults = [...read.faults, ...organisations.faults];
  const unreadable = faults.map(({ variable }) => variable.replace(/_FILE$/, ""));
  // The organisations' file may be where the keys are.
  const hasKey = read.given.LFPSE_SUBSCRIPTION_KEY !== undefined;
  if (organisations.faults.length > 0 && !hasKey) unreadable.push("LFPSE_SUBSCRIPTION_KEY");
  const add = (found: readonly ConfigFault[]) => {
    for (const fault of found) {
      const isTold = faults.some(({ variable }) => variable === fault.variable);
      if (!isTold && !unreadable.includes(fault.variable)) faults.push(fault);
    }
  };

  const parsed = settingsSchema.safeParse(read.given);
  add((parsed.error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), rule: message })));
  const keys = parseEncryptionKeys(read.given.DIGITAL_FACTORS_ENCRYPTION_KEYS ?? "");
  if (!keys.ok && read.given.DIGITAL_FACTORS_ENCRYPTION_KEYS !== undefined) {
    faults.push(...keys.faults.map((rule) => ({ variable: "DIGITAL_FACTORS_ENCRYPTION_KEYS", rule })));
  }
  add(combinationFaults(parsed.data ?? rightOnes(read.given), organisations.organisations));
  if (!parsed.success || faults.length > 0) return { ok: false, faults, warnings };
  const value = configOf(parsed.data, keys.ok ? keys.value : [], organisations.organisations);
  return { ok: true, value, warnings: [...warnings, ...combinationWarnings(value)] };
}

function organisationsOf(given: Readonly<Record<string, string>>, files: SettingFiles): OrganisationsResult {
  const path = given.DIGITAL_FACTORS_ORGANISATIONS_FILE;
  return path === undefined ? { organisations: {}, faults: [], warnings: [] } : readOrganisations(path, files);
}

/** The settings that are right by themselves, so that what is wrong between them can be told beside the other faults. */
function rightOnes(given: Readonly<Record<string, string>>): Partial<Settings> {
  const right = Object.entries(settings).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(given[name]);
    // One that is wrong still counts as given.
    return [[name, parsed.success ? parsed.data : given[name]]];
  });
  return Object.fromEntries(right) as Partial<Settings>;
}

function configOf(
  value: Settings,
  encryptionKeys: RelayConfig["encryptionKeys"],
  organisations: RelayConfig["organisations"],
): RelayConfig {
  const token = value.DIGITAL_FACTORS_TOKEN;
  const oidc = oidcOf(value);
  return {
    port: value.DIGITAL_FACTORS_RELAY_PORT,
    host: value.DIGITAL_FACTORS_RELAY_HOST,
    store:
      value.DATABASE_URL === undefined
        ? { kind: "libsql", file: value.DIGITAL_FACTORS_RELAY_STORE ?? ".data/relay.db" }
        : { kind: "postgres", url: value.DATABASE_URL },
    ...(token === undefined ? {} : { token }),
    organisation: value.DIGITAL_FACTORS_ORGANISATION,
    encryptionKeys,
    refusesPlainContent: value.DIGITAL_FACTORS_ENCRYPTION === "strict",
    ...(oidc === undefined ? {} : { oidc }),
    lfpseBaseUrl: value.LFPSE_BASE_URL.replace(/\/+$/, ""),
    ...(value.LFPSE_SUBSCRIPTION_KEY === undefined ? {} : { lfpseSubscriptionKey: value.LFPSE_SUBSCRIPTION_KEY }),
    ...(value.LFPSE_CANONICAL_BASE === undefined ? {} : { lfpseCanonicalBase: value.LFPSE_CANONICAL_BASE }),
    lfpseEventTypeCodes: {
      ...(value.LFPSE_EVENT_TYPE_CODE_OUTCOME === undefined ? {} : { outcome: value.LFPSE_EVENT_TYPE_CODE_OUTCOME }),
      ...(value.LFPSE_EVENT_TYPE_CODE_RISK === undefined ? {} : { risk: value.LFPSE_EVENT_TYPE_CODE_RISK }),
    },
    lfpseTimeoutMs: value.LFPSE_TIMEOUT_MS,
    lfpseIdInPutBody: value.LFPSE_ID_IN_PUT_BODY === "yes",
    lfpseRatePerMinute: value.LFPSE_RATE_PER_MINUTE,
    organisations,
    concurrency: value.DIGITAL_FACTORS_CONCURRENCY,
    allowedOrigins: value.DIGITAL_FACTORS_ALLOWED_ORIGINS,
    bodyBytes: value.DIGITAL_FACTORS_BODY_BYTES,
    bodyTimeoutMs: value.DIGITAL_FACTORS_BODY_TIMEOUT_MS,
    requestsPerMinute: value.DIGITAL_FACTORS_REQUESTS_PER_MINUTE,
    maxConnections: value.DIGITAL_FACTORS_MAX_CONNECTIONS,
    ...(value.DIGITAL_FACTORS_PUBLIC_URL === undefined ? {} : { publicUrl: value.DIGITAL_FACTORS_PUBLIC_URL }),
    adminSessionMinutes: value.DIGITAL_FACTORS_ADMIN_SESSION_MINUTES,
    ...(value.DIGITAL_FACTORS_METRICS_TOKEN === undefined ? {} : { metricsToken: value.DIGITAL_FACTORS_METRICS_TOKEN }),
    ...(value.DIGITAL_FACTORS_RETENTION_DAYS === undefined
      ? {}
      : { retentionDays: value.DIGITAL_FACTORS_RETENTION_DAYS }),
    stopLimitMs: value.DIGITAL_FACTORS_STOP_LIMIT_MS,
    logLevel: value.DIGITAL_FACTORS_LOG_LEVEL,
  };
}

/** Absent unless all of the needed settings are there; that some are missing was told before. */
function oidcOf(value: Settings): RelayConfig["oidc"] {
  const issuer = value.DIGITAL_FACTORS_OIDC_ISSUER;
  const audience = value.DIGITAL_FACTORS_OIDC_AUDIENCE;
  const jwksUrl = value.DIGITAL_FACTORS_OIDC_JWKS_URL;
  const organisationClaim = value.DIGITAL_FACTORS_OIDC_ORGANISATION_CLAIM;
  if (issuer === undefined || audience === undefined || jwksUrl === undefined || organisationClaim === undefined)
    return;
  const roleClaim = value.DIGITAL_FACTORS_OIDC_ROLE_CLAIM;
  const administratorRole = value.DIGITAL_FACTORS_OIDC_ADMINISTRATOR_ROLE;
  return {
    issuer,
    audience,
    jwksUrl,
    organisationClaim,
    ...(roleClaim === undefined ? {} : { roleClaim }),
    ...(administratorRole === undefined ? {} : { administratorRole }),
  };
}
