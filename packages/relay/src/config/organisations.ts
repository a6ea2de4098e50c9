import { dirname, resolve } from "node:path";
import * as z from "zod/mini";
import { organisationCode } from "../access/organisation-code.ts";
import type { ConfigFault, OrganisationSettings, RelayConfig } from "./relay-config.ts";
import { isOpenToOthers, openFileRule, readSecretFile, type SettingFiles } from "./setting-files.ts";

const variable = "DIGITAL_FACTORS_ORGANISATIONS_FILE";
const rateRule = "must be a whole number from 1 to 100000";
const organisation = z.strictObject({
  lfpseSubscriptionKey: z.optional(
    z.string("must be text").check(z.regex(/^[\x21-\x7e]{1,500}$/, "must be printable ASCII without spaces")),
  ),
  lfpseSubscriptionKeyFile: z.optional(z.string("must be a path").check(z.minLength(1, "must be a path"))),
  lfpseRatePerMinute: z.optional(z.int(rateRule).check(z.minimum(1, rateRule), z.maximum(100_000, rateRule))),
});
const file = z.record(z.string().check(z.regex(organisationCode)), organisation);

/** What the organisations' file says, and what is wrong with it. */
export interface OrganisationsResult {
  readonly organisations: RelayConfig["organisations"];
  readonly faults: readonly ConfigFault[];
  readonly warnings: readonly ConfigFault[];
}

/** Reads the JSON file of what is special to organisations; each fault names its place in the file, never a value. */
export function readOrganisations(path: string, files: SettingFiles): OrganisationsResult {
  const fault = (rule: string, place?: string): ConfigFault => ({
    variable: place === undefined ? variable : `${variable} ${place}`,
    rule,
  });
  const none = { organisations: {}, warnings: [] };
  const text = readSecretFile(path, files);
  if (text === undefined) return { ...none, faults: [fault("must name a file that can be read and is not empty")] };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ...none, faults: [fault("must name a file that holds JSON")] };
  }
  const parsed = file.safeParse(json);
  if (!parsed.success) return { ...none, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, fault)) };
  const faults: ConfigFault[] = [];
  const warnings: ConfigFault[] = [];
  if (isOpenToOthers(path, files) && Object.values(parsed.data).some(hasKey)) warnings.push(fault(openFileRule));
  // Without a prototype: an ODS code may be spelt like one of its members.
  const organisations: Record<string, OrganisationSettings> = Object.create(null);
  for (const [ods, entry] of Object.entries(parsed.data)) {
    const { lfpseSubscriptionKeyFile, lfpseSubscriptionKey, lfpseRatePerMinute } = entry;
    let key = lfpseSubscriptionKey;
    if (lfpseSubscriptionKeyFile !== undefined) {
      const place = `${ods}.lfpseSubscriptionKeyFile`;
      const keyPath = resolve(dirname(path), lfpseSubscriptionKeyFile);
      if (key !== undefined) faults.push(fault("must not be set beside lfpseSubscriptionKey", place));
      key = readSecretFile(keyPath, files);
      if (key === undefined) faults.push(fault("must name a file that can be read and is not empty", place));
      else if (!/^[\x21-\x7e]+$/.test(key)) faults.push(fault("must hold printable ASCII without spaces", place));
      else if (isOpenToOthers(keyPath, files)) warnings.push(fault(openFileRule, place));
    }
    organisations[ods] = {
      ...(key === undefined ? {} : { lfpseSubscriptionKey: key }),
      ...(lfpseRatePerMinute === undefined ? {} : { lfpseRatePerMinute }),
    };
  }
  return { organisations, faults, warnings };
}

function hasKey(entry: z.infer<typeof organisation>): boolean {
  return entry.lfpseSubscriptionKey !== undefined;
}

function faultsOf(
  issue: z.core.$ZodIssue,
  fault: (rule: string, place?: string) => ConfigFault,
): readonly ConfigFault[] {
  const place = issue.path.map((part) => safeName(String(part))).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) =>
      fault("is not a setting of an organisation", [place, safeName(key)].filter(Boolean).join(".")),
    );
  }
  if (issue.code === "invalid_key") return [fault("must have ODS codes as its names: capitals and digits", place)];
  if (issue.path.length === 0) return [fault("must hold one JSON object, with ODS codes as its names")];
  return [fault(issue.path.length === 1 ? "must be an object" : issue.message, place)];
}

/** A name of the file is shown only if it is one: somebody may have put a key in its place. */
function safeName(name: string): string {
  return organisationCode.test(name) || /^[A-Za-z]{1,30}$/.test(name) ? name : "(a name)";
}
