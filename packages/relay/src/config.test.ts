import { describe, expect, it } from "vitest";
import { parseConfig } from "./config.ts";

const least = {
  DIGITAL_FACTORS_TOKEN: "an-example-token-1",
  LFPSE_BASE_URL: "http://127.0.0.1:8082/adverse-event/fhir/",
  LFPSE_SUBSCRIPTION_KEY: "example-key",
};

function faultsOf(environment: Readonly<Record<string, string | undefined>>) {
  const result = parseConfig(environment);
  return result.ok ? [] : result.faults;
}

describe("parseConfig", () => {
  it("needs a token, an address and a key, and has a default for the rest", () => {
    expect(parseConfig(least)).toEqual({
      ok: true,
      value: {
        port: 8081,
        host: "127.0.0.1",
        storeFile: ".data/relay.db",
        token: "an-example-token-1",
        organisation: "unknown",
        lfpseBaseUrl: "http://127.0.0.1:8082/adverse-event/fhir",
        lfpseSubscriptionKey: "example-key",
        lfpseEventTypeCodes: {},
        lfpseTimeoutMs: 40_000,
        allowedOrigins: [],
        bodyBytes: 262_144,
        stopLimitMs: 4_000,
        logLevel: "info",
      },
    });
  });

  it("names every variable that is missing, once", () => {
    expect(faultsOf({}).map(({ variable }) => variable)).toEqual([
      "DIGITAL_FACTORS_TOKEN",
      "LFPSE_BASE_URL",
      "LFPSE_SUBSCRIPTION_KEY",
    ]);
    expect(faultsOf({ ...least, DIGITAL_FACTORS_TOKEN: "" })).toEqual([
      { variable: "DIGITAL_FACTORS_TOKEN", rule: "must be set, here or by its _FILE variant" },
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
    ["DIGITAL_FACTORS_BODY_BYTES", "77"],
    ["DIGITAL_FACTORS_LOG_LEVEL", "loud"],
    ["DIGITAL_FACTORS_ALLOWED_ORIGINS", "https://a.example, https://b.example/path"],
    ["LFPSE_BASE_URL", "http://lfpse.example/fhir"],
    ["LFPSE_BASE_URL", "https://user:secret@lfpse.example/fhir"],
    ["LFPSE_BASE_URL", "lfpse"],
    ["LFPSE_CANONICAL_BASE", "https://lfpse.example/no-slash"],
    ["LFPSE_EVENT_TYPE_CODE_RISK", "two words"],
    ["LFPSE_TIMEOUT_MS", "77"],
  ])("refuses a wrong %s (%s) without repeating it", (variable, value) => {
    const faults = faultsOf({ ...least, [variable]: value });
    expect(faults.map((fault) => fault.variable)).toEqual([variable]);
    expect(JSON.stringify(faults)).not.toContain(value);
  });

  it("reads secrets from files, without the line feed at their end", () => {
    const { DIGITAL_FACTORS_TOKEN: _, ...rest } = least;
    const result = parseConfig({ ...rest, DIGITAL_FACTORS_TOKEN_FILE: "/run/token" }, () => "an-example-token-2\n");
    expect(result).toMatchObject({ ok: true, value: { token: "an-example-token-2" } });
  });

  it("refuses a secret file that cannot be read, or that stands beside its variable", () => {
    const { LFPSE_SUBSCRIPTION_KEY: _, ...rest } = least;
    expect(faultsOf({ ...rest, LFPSE_SUBSCRIPTION_KEY_FILE: "/nowhere/at/all" })).toEqual([
      { variable: "LFPSE_SUBSCRIPTION_KEY_FILE", rule: "must name a file that can be read" },
    ]);
    expect(faultsOf({ ...least, LFPSE_SUBSCRIPTION_KEY_FILE: "/nowhere" })).toEqual([
      { variable: "LFPSE_SUBSCRIPTION_KEY_FILE", rule: "must not be set beside LFPSE_SUBSCRIPTION_KEY" },
    ]);
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
});
