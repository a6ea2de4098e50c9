import { isLoopback, isUnverifiedDatabase } from "./addresses.ts";
import type { ConfigFault, RelayConfig } from "./relay-config.ts";
import type { Settings } from "./settings.ts";

const oidcNeeded = [
  "DIGITAL_FACTORS_OIDC_ISSUER",
  "DIGITAL_FACTORS_OIDC_AUDIENCE",
  "DIGITAL_FACTORS_OIDC_JWKS_URL",
  "DIGITAL_FACTORS_OIDC_ORGANISATION_CLAIM",
] as const satisfies readonly (keyof Settings)[];
const oidcMore = [
  "DIGITAL_FACTORS_OIDC_ROLE_CLAIM",
  "DIGITAL_FACTORS_OIDC_ADMINISTRATOR_ROLE",
] as const satisfies readonly (keyof Settings)[];
const distinctSecrets = [
  "DIGITAL_FACTORS_TOKEN",
  "DIGITAL_FACTORS_METRICS_TOKEN",
  "LFPSE_SUBSCRIPTION_KEY",
] as const satisfies readonly (keyof Settings)[];

/** Returns the settings that are right by themselves and wrong together. Takes what is there, so that all are told at once. */
export function combinationFaults(
  given: Partial<Settings>,
  organisations: RelayConfig["organisations"],
): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const isGiven = (name: keyof Settings) => given[name] !== undefined;
  if (isGiven("DATABASE_URL") && isGiven("DIGITAL_FACTORS_RELAY_STORE")) {
    faults.push({
      variable: "DIGITAL_FACTORS_RELAY_STORE",
      rule: "must not be set beside DATABASE_URL: choose one store",
    });
  }
  if (!isGiven("LFPSE_SUBSCRIPTION_KEY") && !Object.values(organisations).some((own) => own.lfpseSubscriptionKey)) {
    const rule =
      "must be set, here, by its _FILE variant, or for each organisation in DIGITAL_FACTORS_ORGANISATIONS_FILE";
    faults.push({ variable: "LFPSE_SUBSCRIPTION_KEY", rule });
  }
  if (given.DIGITAL_FACTORS_ENCRYPTION === "off" && isGiven("DIGITAL_FACTORS_ENCRYPTION_KEYS")) {
    const rule = "must not be off beside DIGITAL_FACTORS_ENCRYPTION_KEYS";
    faults.push({ variable: "DIGITAL_FACTORS_ENCRYPTION", rule });
  }
  if (given.DIGITAL_FACTORS_ENCRYPTION !== "off" && !isGiven("DIGITAL_FACTORS_ENCRYPTION_KEYS")) {
    const rule =
      "must be set, here or by its _FILE variant: `digital-factors-relay keys make` makes a key. To keep content in clear text, say DIGITAL_FACTORS_ENCRYPTION=off";
    faults.push({ variable: "DIGITAL_FACTORS_ENCRYPTION_KEYS", rule });
  }
  if ([...oidcNeeded, ...oidcMore].some(isGiven)) {
    for (const variable of oidcNeeded) {
      if (!isGiven(variable))
        faults.push({ variable, rule: "must be set, as other DIGITAL_FACTORS_OIDC_ settings are" });
    }
    const [missing, present] = isGiven(oidcMore[0]) ? [oidcMore[1], oidcMore[0]] : oidcMore;
    if (isGiven(present) && !isGiven(missing))
      faults.push({ variable: missing, rule: `must be set beside ${present}` });
  }
  for (const [index, variable] of distinctSecrets.entries()) {
    const twin = distinctSecrets.slice(0, index).find((name) => isGiven(name) && given[name] === given[variable]);
    if (twin !== undefined) faults.push({ variable, rule: `must differ from ${twin}` });
  }
  return faults;
}

/** Returns what is allowed and yet needs somebody who knows why it is so. */
export function combinationWarnings(config: RelayConfig): readonly ConfigFault[] {
  const isOpen = !isLoopback(config.host);
  const found: readonly (readonly [boolean, string, string])[] = [
    [
      config.encryptionKeys.length === 0,
      "DIGITAL_FACTORS_ENCRYPTION",
      "is off: what reporters wrote is kept in clear text",
    ],
    [
      isOpen && config.publicUrl === undefined,
      "DIGITAL_FACTORS_RELAY_HOST",
      "lets other machines in without TLS: put a reverse proxy with TLS in front, and set DIGITAL_FACTORS_PUBLIC_URL to its https address",
    ],
    [
      isOpen && config.metricsToken === undefined,
      "DIGITAL_FACTORS_METRICS_TOKEN",
      "is not set and the relay listens beyond this machine: /metrics answers 404",
    ],
    [
      config.store.kind === "postgres" && isUnverifiedDatabase(config.store.url),
      "DATABASE_URL",
      "leads to another machine without sslmode=verify-full: nobody checks who answers there",
    ],
    [
      config.lfpseSubscriptionKey === undefined &&
        config.organisations[config.organisation]?.lfpseSubscriptionKey === undefined &&
        config.token !== undefined,
      "DIGITAL_FACTORS_ORGANISATION",
      "has no subscription key of its own, and there is no LFPSE_SUBSCRIPTION_KEY for the others",
    ],
  ];
  return found.filter(([isFound]) => isFound).map(([, variable, rule]) => ({ variable, rule }));
}
