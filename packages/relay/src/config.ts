import { readFileSync } from "node:fs";
import * as z from "zod/mini";

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
  /** Path of the store's file. */
  readonly storeFile: string;
  readonly token: string;
  /** ODS code of the organisation that the token belongs to. */
  readonly organisation: string;
  /** Base address of LFPSE's adverse event API, without a slash at its end. */
  readonly lfpseBaseUrl: string;
  readonly lfpseSubscriptionKey: string;
  /** Start of the canonical addresses in the events, with a slash at its end. Absent: the one core knows. */
  readonly lfpseCanonicalBase?: string;
  /** Event type codes that are not public. Absent: such records are kept and rejected. */
  readonly lfpseEventTypeCodes: { readonly outcome?: string; readonly risk?: string };
  /** Longest wait for one answer of LFPSE. */
  readonly lfpseTimeoutMs: number;
  readonly allowedOrigins: readonly string[];
  readonly bodyBytes: number;
  /** Longest wait, on a stop, for deliveries under way. */
  readonly stopLimitMs: number;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
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

const integer = (least: number, most: number, fallback: number) => {
  const rule = `must be a whole number from ${least} to ${most}`;
  return z.pipe(
    z._default(z.string().check(z.regex(/^\d{1,9}$/, rule)), String(fallback)),
    z.pipe(z.transform(Number), z.number().check(z.minimum(least, rule), z.maximum(most, rule))),
  );
};
const secret = (least: number) =>
  z
    .string("must be set, here or by its _FILE variant")
    .check(z.regex(/^[\x21-\x7e]*$/, "must be printable ASCII without spaces"))
    .check(z.minLength(least, `must have at least ${least} characters`));
const code = z.optional(z.string().check(z.regex(/^[A-Za-z0-9-]{1,20}$/, "must be a code: letters, digits, hyphens")));
const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const schema = z.object({
  DIGITAL_FACTORS_RELAY_PORT: integer(0, 65_535, 8081),
  DIGITAL_FACTORS_RELAY_HOST: z._default(
    z.string().check(z.regex(/^[A-Za-z0-9.:-]{1,253}$/, "must be a host name or an address")),
    "127.0.0.1",
  ),
  DIGITAL_FACTORS_RELAY_STORE: z._default(z.string(), ".data/relay.db"),
  DIGITAL_FACTORS_TOKEN: secret(16),
  DIGITAL_FACTORS_ORGANISATION: z._default(
    z.string().check(z.regex(/^[A-Za-z0-9]{1,10}$/, "must be an ODS code: letters and digits")),
    "unknown",
  ),
  LFPSE_BASE_URL: z
    .string("must be set")
    .check(
      z.refine(isSafeAddress, "must be an https address without user, query or fragment; http only for this machine"),
    ),
  LFPSE_SUBSCRIPTION_KEY: secret(1),
  LFPSE_CANONICAL_BASE: z.optional(
    z.string().check(z.regex(/^https?:\/\/\S+\/$/, "must be an http or https address that ends with a slash")),
  ),
  LFPSE_EVENT_TYPE_CODE_OUTCOME: code,
  LFPSE_EVENT_TYPE_CODE_RISK: code,
  LFPSE_TIMEOUT_MS: integer(100, 300_000, 40_000),
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
  DIGITAL_FACTORS_BODY_BYTES: integer(1024, 10_485_760, 262_144),
  DIGITAL_FACTORS_STOP_LIMIT_MS: integer(0, 300_000, 4_000),
  DIGITAL_FACTORS_LOG_LEVEL: z._default(z.enum(logLevels, `must be one of ${logLevels.join(", ")}`), "info"),
});

const secrets = ["DIGITAL_FACTORS_TOKEN", "LFPSE_SUBSCRIPTION_KEY"] as const;

/**
 * Returns the settings in an environment, or every fault in it. A variable that is empty counts as not set.
 *
 * @param environment - As `process.env`.
 * @param readFile - Returns the text of the file that a `…_FILE` variable names. Default: reads it as UTF-8.
 * @example
 * const result = parseConfig({ DIGITAL_FACTORS_TOKEN: "short" });
 * if (!result.ok) result.faults[0]?.variable; // "DIGITAL_FACTORS_TOKEN"
 */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string = (path) => readFileSync(path, "utf8"),
):
  | { readonly ok: true; readonly value: RelayConfig }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const faults = secrets.flatMap((variable) => readSecret(variable, given, readFile));
  const parsed = schema.safeParse(given);
  if (!parsed.success || faults.length > 0) {
    const named = faults.map(({ variable }) => variable.replace(/_FILE$/, ""));
    const others = (parsed.error?.issues ?? []).map(({ path, message }) => ({
      variable: String(path[0]),
      rule: message,
    }));
    return { ok: false, faults: [...faults, ...once(others.filter(({ variable }) => !named.includes(variable)))] };
  }
  const value = parsed.data;
  return {
    ok: true,
    value: {
      port: value.DIGITAL_FACTORS_RELAY_PORT,
      host: value.DIGITAL_FACTORS_RELAY_HOST,
      storeFile: value.DIGITAL_FACTORS_RELAY_STORE,
      token: value.DIGITAL_FACTORS_TOKEN,
      organisation: value.DIGITAL_FACTORS_ORGANISATION,
      lfpseBaseUrl: value.LFPSE_BASE_URL.replace(/\/+$/, ""),
      lfpseSubscriptionKey: value.LFPSE_SUBSCRIPTION_KEY,
      ...(value.LFPSE_CANONICAL_BASE === undefined ? {} : { lfpseCanonicalBase: value.LFPSE_CANONICAL_BASE }),
      lfpseEventTypeCodes: {
        ...(value.LFPSE_EVENT_TYPE_CODE_OUTCOME === undefined ? {} : { outcome: value.LFPSE_EVENT_TYPE_CODE_OUTCOME }),
        ...(value.LFPSE_EVENT_TYPE_CODE_RISK === undefined ? {} : { risk: value.LFPSE_EVENT_TYPE_CODE_RISK }),
      },
      lfpseTimeoutMs: value.LFPSE_TIMEOUT_MS,
      allowedOrigins: value.DIGITAL_FACTORS_ALLOWED_ORIGINS,
      bodyBytes: value.DIGITAL_FACTORS_BODY_BYTES,
      stopLimitMs: value.DIGITAL_FACTORS_STOP_LIMIT_MS,
      logLevel: value.DIGITAL_FACTORS_LOG_LEVEL,
    },
  };
}

/** Puts the content of a secret's file in its place. */
function readSecret(
  variable: (typeof secrets)[number],
  given: Record<string, string | undefined>,
  readFile: (path: string) => string,
): ConfigFault[] {
  const fileVariable = `${variable}_FILE`;
  const path = given[fileVariable];
  if (path === undefined) return [];
  if (given[variable] !== undefined) return [{ variable: fileVariable, rule: `must not be set beside ${variable}` }];
  try {
    given[variable] = readFile(path).trim();
    return [];
  } catch {
    return [{ variable: fileVariable, rule: "must name a file that can be read" }];
  }
}

function once(faults: readonly ConfigFault[]): ConfigFault[] {
  return faults.filter(({ variable }, index) => faults.findIndex((fault) => fault.variable === variable) === index);
}

/** A subscription key and patient safety data never leave this machine in clear text. */
function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isLocal = protocol === "http:" && ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  return (protocol === "https:" || isLocal) && `${username}${password}${search}${hash}` === "";
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
