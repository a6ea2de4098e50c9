import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Folder of this check, set by run.mjs. */
export const interopFolder = process.env.INTEROP_FOLDER ?? process.cwd();

/** Loads a package that interop/package.json pins. */
export const requireInstalled = createRequire(join(interopFolder, "package.json"));

/** Returns the folder of an installed package. */
export function installedFolder(name: string): string {
  return join(interopFolder, "node_modules", name);
}

/** Returns the version of an installed package, as it says itself. */
export function installedVersion(name: string): string {
  return JSON.parse(readFileSync(join(installedFolder(name), "package.json"), "utf8")).version;
}
