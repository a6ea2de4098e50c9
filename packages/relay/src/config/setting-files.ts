import { readFileSync, statSync } from "node:fs";
import type { ConfigFault } from "./relay-config.ts";
import { secretSettings } from "./settings.ts";

/**
 * Reads the files that settings name.
 *
 * @example
 * const files: SettingFiles = { read: () => "an-example-token-1", mode: () => 0o600 };
 */
export interface SettingFiles {
  /** Returns the text of a file; throws if it cannot be read. */
  readonly read: (path: string) => string;
  /** Returns the permission bits of a file, or `undefined` where they say nothing. */
  readonly mode: (path: string) => number | undefined;
}

/** The files of this machine. */
export const diskFiles: SettingFiles = {
  read: (path) => readFileSync(path, "utf8"),
  mode: (path) => (process.platform === "win32" ? undefined : statSync(path).mode & 0o777),
};

/** The settings of an environment with the contents of secrets' files in their places. */
export interface GivenSettings {
  readonly given: Readonly<Record<string, string>>;
  readonly faults: readonly ConfigFault[];
  readonly warnings: readonly ConfigFault[];
}

/** Puts the content of each secret's file in its place. A variable that is empty counts as not set. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  files: SettingFiles,
): GivenSettings {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value !== undefined && value !== "") given[name] = value;
  const faults: ConfigFault[] = [];
  const warnings: ConfigFault[] = [];
  for (const name of secretSettings) {
    const variable = `${name}_FILE`;
    const path = given[variable];
    if (path === undefined) continue;
    if (given[name] !== undefined) {
      faults.push({ variable, rule: `must not be set beside ${name}` });
      continue;
    }
    const content = readSecretFile(path, files);
    if (content === undefined) faults.push({ variable, rule: "must name a file that can be read and is not empty" });
    else given[name] = content;
    if (content !== undefined && isOpenToOthers(path, files)) warnings.push({ variable, rule: openFileRule });
  }
  return { given, faults, warnings };
}

/** What is said of a secret's file that others may read or write. */
export const openFileRule = "names a file that other users may read or change: take those rights away (chmod 600)";

/** Returns the content of a secret's file without white space around it; `undefined` if it has none or cannot be read. */
export function readSecretFile(path: string, files: SettingFiles): string | undefined {
  try {
    const content = files.read(path).trim();
    return content === "" ? undefined : content;
  } catch {
    return undefined;
  }
}

/** Returns whether users other than its owner and its group may read a file, or any but its owner change it. */
export function isOpenToOthers(path: string, files: SettingFiles): boolean {
  try {
    return ((files.mode(path) ?? 0) & 0o026) !== 0;
  } catch {
    return false;
  }
}
