import * as z from "zod/mini";
import { organisationCode } from "../access/organisation-code.ts";
import { isOrigin, isSafeAddress } from "./addresses.ts";

function integer(least: number, most: number, fallback: number) {
  const rule = `must be a whole number from ${least} to ${most}`;
  return z.pipe(
    z._default(z.string().check(z.regex(/^\d{1,9}$/, rule)), String(fallback)),
    z.pipe(z.transform(Number), z.number().check(z.minimum(least, rule), z.maximum(most, rule))),
  );
}

function optionalInteger(least: number, most: number) {
  const rule = `must be a whole number from ${least} to ${most}`;
  return z.optional(
    z.pipe(
      z.string().check(z.regex(/^\d{1,9}$/, rule)),
      z.pipe(z.transform(Number), z.number().check(z.minimum(least, rule), z.maximum(most, rule))),
    ),
  );
}

function secret(least: number) {
  return z.optional(
    z
      .string()
      .check(
        z.regex(/^[\x21-\x7e]*$/, "must be printable ASCII without spaces"),
        z.minLength(least, `must have at least ${least} characters`),
      ),
  );
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) {
  return z._default(z.enum(values, `must be one of ${values.join(", ")}`), fallback);
}

const safeAddress = z
  .string("must be set")
  .check(
    z.refine(isSafeAddress, "must be an https address without user, query or fragment; http only for this machine"),
  );
const line = z.string().check(z.regex(/^[\x21-\x7e]{1,500}$/, "must be printable ASCII without spaces"));
const code = z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{1,20}$/, "must be a code: letters, digits, hyphens")));
const logLevels = ["info", "fatal", "error", "warn", "debug", "trace", "silent"] as const;

/** Every setting, by its variable. A default stands here and nowhere else. */
export const settings = {
  DIGITAL_FACTORS_RELAY_PORT: integer(0, 65_535, 8081),
  DIGITAL_FACTORS_RELAY_HOST: z._default(
    z.string().check(z.regex(/^[A-Za-z0-9.:-]{1,253}$/, "must be a host name or an address")),
    "127.0.0.1",
  ),
  DIGITAL_FACTORS_RELAY_STORE: z.optional(z.string()),
  DATABASE_URL: z.optional(
    z.string().check(z.regex(/^postgres(ql)?:\/\/\S+$/, "must begin with postgresql:// and hold no spaces")),
  ),
  DIGITAL_FACTORS_TOKEN: secret(16),
  DIGITAL_FACTORS_ORGANISATION: z._default(
    z.string().check(z.regex(organisationCode, "must be an ODS code: capitals and digits")),
    "unknown",
  ),
  DIGITAL_FACTORS_ENCRYPTION: oneOf(["on", "strict", "off"], "on"),
  DIGITAL_FACTORS_ENCRYPTION_KEYS: z.optional(z.string()),
  DIGITAL_FACTORS_OIDC_ISSUER: z.optional(safeAddress),
  DIGITAL_FACTORS_OIDC_AUDIENCE: z.optional(line),
  DIGITAL_FACTORS_OIDC_JWKS_URL: z.optional(safeAddress),
  DIGITAL_FACTORS_OIDC_ORGANISATION_CLAIM: z.optional(line),
  DIGITAL_FACTORS_OIDC_ROLE_CLAIM: z.optional(line),
  DIGITAL_FACTORS_OIDC_ADMINISTRATOR_ROLE: z.optional(line),
  LFPSE_BASE_URL: safeAddress,
  LFPSE_SUBSCRIPTION_KEY: secret(1),
  LFPSE_CANONICAL_BASE: z.optional(
    z.string().check(z.regex(/^https?:\/\/\S+\/$/, "must be an http or https address that ends with a slash")),
  ),
  LFPSE_EVENT_TYPE_CODE_OUTCOME: code,
  LFPSE_EVENT_TYPE_CODE_RISK: code,
  LFPSE_TIMEOUT_MS: integer(100, 300_000, 40_000),
  LFPSE_ID_IN_PUT_BODY: oneOf(["no", "yes"], "no"),
  LFPSE_RATE_PER_MINUTE: integer(1, 100_000, 600),
  DIGITAL_FACTORS_ORGANISATIONS_FILE: z.optional(z.string()),
  DIGITAL_FACTORS_CONCURRENCY: integer(1, 100, 4),
  DIGITAL_FACTORS_ALLOWED_ORIGINS: z.pipe(
    z._default(z.string(), ""),
    z.pipe(
      z.transform((text: string) =>
        text
          .split(",")
          .map((part) => part.trim())
          .filter((part) => part !== ""),
      ),
      z.array(z.string().check(z.refine(isOrigin, "must be origins such as https://a.example, with commas between"))),
    ),
  ),
  DIGITAL_FACTORS_BODY_BYTES: integer(1024, 2_097_152, 262_144),
  DIGITAL_FACTORS_BODY_TIMEOUT_MS: integer(100, 300_000, 15_000),
  DIGITAL_FACTORS_REQUESTS_PER_MINUTE: integer(1, 10_000_000, 6000),
  DIGITAL_FACTORS_MAX_CONNECTIONS: integer(1, 100_000, 1000),
  DIGITAL_FACTORS_PUBLIC_URL: z.optional(
    z
      .string()
      .check(
        z.refine(
          (text) => isOrigin(text) && isSafeAddress(text),
          "must be an https origin such as https://relay.example.nhs.uk; http only for this machine",
        ),
      ),
  ),
  DIGITAL_FACTORS_ADMIN_SESSION_MINUTES: integer(1, 720, 30),
  DIGITAL_FACTORS_METRICS_TOKEN: secret(16),
  DIGITAL_FACTORS_RETENTION_DAYS: optionalInteger(1, 36_500),
  DIGITAL_FACTORS_STOP_LIMIT_MS: integer(0, 300_000, 4_000),
  DIGITAL_FACTORS_LOG_LEVEL: oneOf(logLevels, "info"),
} as const;

/** Name of a setting's variable. */
export type SettingName = keyof typeof settings;

/** The secrets: each may come from a file that `<variable>_FILE` names. */
export const secretSettings = [
  "DATABASE_URL",
  "DIGITAL_FACTORS_TOKEN",
  "DIGITAL_FACTORS_ENCRYPTION_KEYS",
  "LFPSE_SUBSCRIPTION_KEY",
  "DIGITAL_FACTORS_METRICS_TOKEN",
] as const satisfies readonly SettingName[];

/** Checks each setting by itself. */
export const settingsSchema = z.object(settings);

/** The settings as their variables give them, each checked by itself. */
export type Settings = z.infer<typeof settingsSchema>;
