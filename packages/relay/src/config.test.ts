import { describe, expect, it } from "vitest";
import { parseConfig, type SettingFiles } from "./config.ts";

const key = Buffer.from("an example key of 32 bytes, so ok").subarray(0, 32).toString("base64");
const least = {
  DIGITAL_FACTORS_TOKEN: "an-example-token-1",
  DIGITAL_FACTORS_ENCRYPTION_KEYS: `first:${key}`,
  LFPSE_BASE_URL: "http://127.0.0.1:8082/adverse-event/fhir/",
  LFPSE_SUBSCRIPTION_KEY: "example-key",
};

function faultsOf(environment: Readonly<Record<string, string | undefined>>, files?: SettingFiles) {
  const result = parseConfig(environment, files);
  return result.ok ? [] : result.faults;
}

function warningsOf(environment: Readonly<Record<string, string | undefined>>, files?: SettingFiles) {
  return parseConfig(environment, files).warnings.map(({ variable }) => variable);
}

/** Files by their paths, with the rights 0600 unless others are given. */
function filesOf(texts: Readonly<Record<string, string>>, modes: Readonly<Record<string, number>> = {}): SettingFiles {
  return {
    read: (path) => {
      const text = texts[path];
      if (text === undefined) throw new Error("ENOENT");
      return text;
    },
    mode: (path) => modes[path] ?? 0o600,
  };
}

describe("parseConfig", () => {
  it("needs an address, a subscription key and an encryption key, and has a default for the rest", () => {
    expect(parseConfig(least)).toEqual({
      ok: true,
      value: {
        port: 8081,
        host: "127.0.0.1",
        store: { kind: "libsql", file: ".data/relay.db" },
        token: "an-example-token-1",
        organisation: "unknown",
        encryptionKeys: [{ id: "first", key: Buffer.from(key, "base64") }],
        refusesPlainContent: false,
        lfpseBaseUrl: "http://127.0.0.1:8082/adverse-event/fhir",
        lfpseSubscriptionKey: "example-key",
        lfpseEventTypeCodes: {},
        lfpseTimeoutMs: 40_000,
        lfpseIdInPutBody: false,
        lfpseRatePerMinute: 600,
        organisations: {},
        concurrency: 4,
        allowedOrigins: [],
        bodyBytes: 262_144,
        bodyTimeoutMs: 15_000,
        requestsPerMinute: 6_000,
        maxConnections: 1_000,
        adminSessionMinutes: 30,
        stopLimitMs: 4_000,
        logLevel: "info",
      },
      warnings: [],
    });
  });

  it("names everything that is missing or wrong at once, each once, also what is wrong only together", () => {
    const faults = faultsOf({
      DATABASE_URL: "postgresql://127.0.0.1/relay",
      DIGITAL_FACTORS_RELAY_STORE: "relay.db",
      DIGITAL_FACTORS_RELAY_PORT: "many",
      DIGITAL_FACTORS_TOKEN: "tiny",
      DIGITAL_FACTORS_OIDC_ISSUER: "https://id.example",
    });
    expect(faults.map(({ variable }) => variable).sort()).toEqual([
      "DIGITAL_FACTORS_ENCRYPTION_KEYS",
      "DIGITAL_FACTORS_OIDC_AUDIENCE",
      "DIGITAL_FACTORS_OIDC_JWKS_URL",
      "DIGITAL_FACTORS_OIDC_ORGANISATION_CLAIM",
      "DIGITAL_FACTORS_RELAY_PORT",
      "DIGITAL_FACTORS_RELAY_STORE",
      "DIGITAL_FACTORS_TOKEN",
      "LFPSE_BASE_URL",
      "LFPSE_SUBSCRIPTION_KEY",
    ]);
  });

  it.each([
    ["DIGITAL_FACTORS_TOKEN", "too-short-15-ch"],
    ["DIGITAL_FACTORS_TOKEN", "has a space in the middle"],
    ["DIGITAL_FACTORS_RELAY_PORT", "65536"],
    ["DIGITAL_FACTORS_RELAY_PORT", "80a"],
    ["DIGITAL_FACTORS_RELAY_PORT", "-1"],
    ["DIGITAL_FACTORS_RELAY_HOST", "not a host"],
    ["DIGITAL_FACTORS_ORGANISATION", "Z 01"],
    ["DIGITAL_FACTORS_ORGANISATION", "z01"],
    ["DIGITAL_FACTORS_BODY_BYTES", "77"],
    ["DIGITAL_FACTORS_LOG_LEVEL", "loud"],
    ["DIGITAL_FACTORS_ALLOWED_ORIGINS", "https://a.example, https://b.example/path"],
    ["LFPSE_BASE_URL", "http://lfpse.example/fhir"],
    ["LFPSE_BASE_URL", "https://user:secret@lfpse.example/fhir"],
    ["LFPSE_BASE_URL", "lfpse"],
    ["LFPSE_CANONICAL_BASE", "https://lfpse.example/no-slash"],
    ["LFPSE_EVENT_TYPE_CODE_RISK", "two words"],
    ["LFPSE_TIMEOUT_MS", "77"],
    ["LFPSE_ID_IN_PUT_BODY", "perhaps"],
    ["LFPSE_RATE_PER_MINUTE", "777777"],
    ["DATABASE_URL", "mysql://user:secret@db.example/relay"],
    ["DIGITAL_FACTORS_ENCRYPTION", "rot13"],
    ["DIGITAL_FACTORS_ENCRYPTION_KEYS", "first:c2hvcnQ="],
    ["DIGITAL_FACTORS_CONCURRENCY", "101"],
    ["DIGITAL_FACTORS_PUBLIC_URL", "http://relay.example.nhs.uk"],
    ["DIGITAL_FACTORS_PUBLIC_URL", "https://relay.example.nhs.uk/path"],
    ["DIGITAL_FACTORS_RETENTION_DAYS", "77777"],
    ["DIGITAL_FACTORS_METRICS_TOKEN", "fifteen-letters"],
    ["DIGITAL_FACTORS_ADMIN_SESSION_MINUTES", "7.5"],
  ])("refuses a wrong %s (%s) without repeating it", (variable, value) => {
    const faults = faultsOf({ ...least, [variable]: value });
    expect(faults.map((fault) => fault.variable)).toEqual([variable]);
    expect(JSON.stringify(faults)).not.toContain(value);
  });

  it.each([
    "DIGITAL_FACTORS_TOKEN",
    "DIGITAL_FACTORS_ENCRYPTION_KEYS",
    "LFPSE_SUBSCRIPTION_KEY",
    "DIGITAL_FACTORS_METRICS_TOKEN",
    "DATABASE_URL",
  ])("reads %s from a file as from its variable", (variable) => {
    const all = {
      ...least,
      DIGITAL_FACTORS_METRICS_TOKEN: "an-example-token-2",
      DATABASE_URL: "postgresql://127.0.0.1/relay",
    };
    const { [variable as keyof typeof all]: secret = "", ...rest } = all;
    const files = filesOf({ "/run/secret": `${secret}\n` });
    expect(parseConfig({ ...rest, [`${variable}_FILE`]: "/run/secret" }, files)).toEqual(parseConfig(all));
  });

  it("refuses a secret's file that cannot be read, is empty, or stands beside its variable", () => {
    const { LFPSE_SUBSCRIPTION_KEY: _, ...rest } = least;
    const files = filesOf({ "/empty": "\n" });
    for (const path of ["/nowhere/at/all", "/empty"]) {
      expect(faultsOf({ ...rest, LFPSE_SUBSCRIPTION_KEY_FILE: path }, files)).toEqual([
        { variable: "LFPSE_SUBSCRIPTION_KEY_FILE", rule: "must name a file that can be read and is not empty" },
      ]);
    }
    expect(faultsOf({ ...least, LFPSE_SUBSCRIPTION_KEY_FILE: "/nowhere" })).toEqual([
      { variable: "LFPSE_SUBSCRIPTION_KEY_FILE", rule: "must not be set beside LFPSE_SUBSCRIPTION_KEY" },
    ]);
  });

  it("warns of a secret's file that others may read, and of no other", () => {
    const { DIGITAL_FACTORS_TOKEN: token, ...rest } = least;
    const warned = (mode: number) =>
      warningsOf(
        { ...rest, DIGITAL_FACTORS_TOKEN_FILE: "/run/token" },
        filesOf({ "/run/token": token }, { "/run/token": mode }),
      );
    expect([0o600, 0o400, 0o640].map(warned)).toEqual([[], [], []]);
    expect([0o644, 0o602, 0o660].map(warned)).toEqual(Array(3).fill(["DIGITAL_FACTORS_TOKEN_FILE"]));
  });

  it("takes origins, event type codes and a canonical base", () => {
    const result = parseConfig({
      ...least,
      LFPSE_BASE_URL: "https://lfpse.example/adverse-event/fhir",
      DIGITAL_FACTORS_ALLOWED_ORIGINS: "https://a.example, http://localhost:3000,",
      LFPSE_EVENT_TYPE_CODE_OUTCOME: "2",
      LFPSE_CANONICAL_BASE: "https://lfpse.example/taxonomy/fhir/",
    });
    expect(result).toMatchObject({
      ok: true,
      value: {
        allowedOrigins: ["https://a.example", "http://localhost:3000"],
        lfpseEventTypeCodes: { outcome: "2" },
        lfpseCanonicalBase: "https://lfpse.example/taxonomy/fhir/",
      },
    });
  });

  it("takes an identity provider whole or not at all, and a role with its claim", () => {
    const oidc = {
      DIGITAL_FACTORS_OIDC_ISSUER: "https://id.example",
      DIGITAL_FACTORS_OIDC_AUDIENCE: "relay",
      DIGITAL_FACTORS_OIDC_JWKS_URL: "https://id.example/keys",
      DIGITAL_FACTORS_OIDC_ORGANISATION_CLAIM: "ods",
    };
    const { DIGITAL_FACTORS_TOKEN: _, ...rest } = least;
    expect(parseConfig({ ...rest, ...oidc })).toMatchObject({
      ok: true,
      value: {
        oidc: {
          issuer: "https://id.example",
          audience: "relay",
          jwksUrl: "https://id.example/keys",
          organisationClaim: "ods",
        },
      },
    });
    expect(faultsOf({ ...least, ...oidc, DIGITAL_FACTORS_OIDC_ROLE_CLAIM: "role" })).toEqual([
      {
        variable: "DIGITAL_FACTORS_OIDC_ADMINISTRATOR_ROLE",
        rule: "must be set beside DIGITAL_FACTORS_OIDC_ROLE_CLAIM",
      },
    ]);
    expect(faultsOf({ ...least, ...oidc, DIGITAL_FACTORS_OIDC_ADMINISTRATOR_ROLE: "admin" })).toMatchObject([
      { variable: "DIGITAL_FACTORS_OIDC_ROLE_CLAIM" },
    ]);
  });

  it("keeps content in clear text only if that is said outright, and warns of it", () => {
    const { DIGITAL_FACTORS_ENCRYPTION_KEYS: _, ...rest } = least;
    expect(faultsOf(rest)).toMatchObject([{ variable: "DIGITAL_FACTORS_ENCRYPTION_KEYS" }]);
    expect(warningsOf({ ...rest, DIGITAL_FACTORS_ENCRYPTION: "off" })).toEqual(["DIGITAL_FACTORS_ENCRYPTION"]);
    expect(parseConfig({ ...least, DIGITAL_FACTORS_ENCRYPTION: "strict" })).toMatchObject({
      value: { refusesPlainContent: true },
    });
    expect(faultsOf({ ...least, DIGITAL_FACTORS_ENCRYPTION: "off" })).toEqual([
      { variable: "DIGITAL_FACTORS_ENCRYPTION", rule: "must not be off beside DIGITAL_FACTORS_ENCRYPTION_KEYS" },
    ]);
  });

  it("refuses one secret in two places", () => {
    expect(faultsOf({ ...least, DIGITAL_FACTORS_METRICS_TOKEN: least.DIGITAL_FACTORS_TOKEN })).toEqual([
      { variable: "DIGITAL_FACTORS_METRICS_TOKEN", rule: "must differ from DIGITAL_FACTORS_TOKEN" },
    ]);
  });

  it("warns of what lets others in or out in clear text", () => {
    expect(warningsOf({ ...least, DIGITAL_FACTORS_RELAY_HOST: "0.0.0.0" })).toEqual([
      "DIGITAL_FACTORS_RELAY_HOST",
      "DIGITAL_FACTORS_METRICS_TOKEN",
    ]);
    const behindProxy = {
      ...least,
      DIGITAL_FACTORS_RELAY_HOST: "0.0.0.0",
      DIGITAL_FACTORS_PUBLIC_URL: "https://relay.example.nhs.uk",
      DIGITAL_FACTORS_METRICS_TOKEN: "an-example-token-2",
    };
    expect(warningsOf(behindProxy)).toEqual([]);
    const database = (url: string) => warningsOf({ ...least, DATABASE_URL: url });
    expect(database("postgresql://relay@db.example/relay?sslmode=require")).toEqual(["DATABASE_URL"]);
    expect(database("postgresql://relay@db.example/relay?sslmode=verify-full")).toEqual([]);
    expect(database("postgresql://relay@localhost/relay")).toEqual([]);
    expect(database("postgresql:///relay?host=/run/postgresql")).toEqual([]);
  });

  it("names a variable that is probably mistyped, with the one that was meant, and leaves other programs' alone", () => {
    const { warnings } = parseConfig({
      ...least,
      DIGITAL_FACTORS_RETENTON_DAYS: "30",
      LFPSE_SUBSCRIPTION: "x",
      DIGITAL_FACTORS_HOST_PORT: "8080",
      PATH: "/bin",
    });
    expect(warnings).toEqual([
      {
        variable: "DIGITAL_FACTORS_RETENTON_DAYS",
        rule: "is not a setting of the relay, and is left out (DIGITAL_FACTORS_RETENTION_DAYS?)",
      },
      {
        variable: "LFPSE_SUBSCRIPTION",
        rule: "is not a setting of the relay, and is left out (LFPSE_SUBSCRIPTION_KEY?)",
      },
    ]);
  });

  it("has no value of a secret in any fault or warning", () => {
    const secrets = ["tiny-secret", "first:not-base-64", "post gres://u:hidden@db", "sp ace", "short-one"];
    const result = parseConfig({
      DIGITAL_FACTORS_TOKEN: secrets[0],
      DIGITAL_FACTORS_ENCRYPTION_KEYS: secrets[1],
      DATABASE_URL: secrets[2],
      LFPSE_SUBSCRIPTION_KEY: secrets[3],
      DIGITAL_FACTORS_METRICS_TOKEN: secrets[4],
    });
    expect(result.ok).toBe(false);
    for (const secret of secrets) expect(JSON.stringify(result)).not.toContain(secret);
  });
});

describe("the file of organisations", () => {
  const { LFPSE_SUBSCRIPTION_KEY: _, ...rest } = least;
  const path = "/etc/relay/organisations.json";
  const withFile = (content: unknown, more: Readonly<Record<string, string>> = {}) =>
    [
      { ...rest, DIGITAL_FACTORS_ORGANISATIONS_FILE: path },
      filesOf({ [path]: typeof content === "string" ? content : JSON.stringify(content), ...more }),
    ] as const;

  it("gives organisations keys and rates of their own, keys from files beside it too", () => {
    const result = parseConfig(
      ...withFile(
        {
          Z01: { lfpseSubscriptionKey: "key-1", lfpseRatePerMinute: 60 },
          Z02: { lfpseSubscriptionKeyFile: "keys/z02" },
        },
        { "/etc/relay/keys/z02": "key-2\n" },
      ),
    );
    expect(result).toMatchObject({
      ok: true,
      value: {
        organisations: {
          Z01: { lfpseSubscriptionKey: "key-1", lfpseRatePerMinute: 60 },
          Z02: { lfpseSubscriptionKey: "key-2" },
        },
      },
    });
    expect(result.ok && "toString" in result.value.organisations).toBe(false);
  });

  it.each([
    ["a rate of 0", { Z01: { lfpseRatePerMinute: 0 } }, "Z01.lfpseRatePerMinute"],
    ["a rate as text", { Z01: { lfpseRatePerMinute: "60" } }, "Z01.lfpseRatePerMinute"],
    ["a mistyped name", { Z01: { lfpseSubcriptionKey: "hidden-1" } }, "Z01.lfpseSubcriptionKey"],
    ["a key with a space", { Z01: { lfpseSubscriptionKey: "hidden 1" } }, "Z01.lfpseSubscriptionKey"],
    [
      "a key's file that is not there",
      { Z01: { lfpseSubscriptionKeyFile: "hidden-1" } },
      "Z01.lfpseSubscriptionKeyFile",
    ],
    ["something else than an object", { Z01: "hidden-1" }, "Z01"],
    ["a name that is no ODS code", { "hidden-1 and more": {} }, "(a name)"],
    ["an ODS code in small letters", { z01: { lfpseRatePerMinute: 60 } }, "(a name)"],
  ])("is refused with the place for %s", (_what, content, place) => {
    const faults = faultsOf(...withFile(content));
    expect(faults.map(({ variable }) => variable)).toEqual([`DIGITAL_FACTORS_ORGANISATIONS_FILE ${place}`]);
    expect(JSON.stringify(faults)).not.toContain("hidden");
  });

  it("is warned of where the organisation of the token has no key, with an entry or without", () => {
    const warned = (own: object) =>
      warningsOf(...withFile({ Z02: { lfpseSubscriptionKey: "key-2" }, ...own })).includes(
        "DIGITAL_FACTORS_ORGANISATION",
      );
    expect(warned({})).toBe(true);
    expect(warned({ unknown: { lfpseRatePerMinute: 60 } })).toBe(true);
    expect(warned({ unknown: { lfpseSubscriptionKey: "key-1" } })).toBe(false);
  });

  it("is refused as a whole if it is no JSON, or cannot be read", () => {
    expect(faultsOf(...withFile("{"))).toEqual([
      { variable: "DIGITAL_FACTORS_ORGANISATIONS_FILE", rule: "must name a file that holds JSON" },
    ]);
    expect(faultsOf(...withFile("[]"))).toHaveLength(1);
    expect(faultsOf({ ...least, DIGITAL_FACTORS_ORGANISATIONS_FILE: "/nowhere" })).toHaveLength(1);
  });
});
