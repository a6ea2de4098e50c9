// The build of the SDK that is measured: a copy, laid out as a package manager would, so that one made meanwhile does no harm.
import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/workspace.mjs";

/** Packages of the client, with the one dependency that each brings. */
const copied = { core: ["zod"], client: ["idb"] };

/** Returns the entries of the build that are missing. */
export function missingBuilds() {
  return Object.keys(copied).filter((name) => !existsSync(join(root, "packages", name, "dist", "index.js")));
}

/** Copies the build into `folder`, from which `@digital-factors/client` can then be imported. */
export function copySdk(folder) {
  for (const [name, dependencies] of Object.entries(copied)) {
    const from = join(root, "packages", name);
    const to = join(folder, "node_modules", "@digital-factors", name);
    mkdirSync(to, { recursive: true });
    for (const part of ["package.json", "dist"]) cpSync(join(from, part), join(to, part), { recursive: true });
    for (const dependency of dependencies) {
      const installed = realpathSync(join(from, "node_modules", dependency));
      symlinkSync(installed, join(folder, "node_modules", dependency), "junction");
    }
  }
}
