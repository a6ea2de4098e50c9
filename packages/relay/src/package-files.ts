import { readFileSync } from "node:fs";

/*
 * Paths from this file: it lies one folder below the package's root both in `src` and, bundled, in `dist`.
 */

/** Folder of the numbered migrations of the embedded store. */
export const libsqlMigrations = new URL("../migrations/libsql/", import.meta.url);

/** Returns the version in this package's package.json. */
export function packageVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "";
}
