import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Every workspace package under `packages/`: short name, folder, manifest. */
export const packages = readdirSync(join(root, "packages"))
  .map((name) => ({ name, folder: join(root, "packages", name) }))
  .filter(({ folder }) => existsSync(join(folder, "package.json")))
  .map((entry) => ({ ...entry, manifest: JSON.parse(readFileSync(join(entry.folder, "package.json"), "utf8")) }));

/**
 * The code entries of a package's `exports`: subpath, source file, built file and built declaration, relative to the
 * package. In a pattern each of them holds a `*`.
 */
export function entriesOf(manifest) {
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    if (typeof target === "string" || !target?.["@digital-factors/source"]) return [];
    const esm = target.import ?? target;
    const cjs = target.require?.default;
    return [{ subpath, source: target["@digital-factors/source"], types: esm.types, esm: esm.default, cjs }];
  });
}

/** The entries as a reader imports them: a pattern becomes one entry for each source file it stands for. */
export function importableEntriesOf({ folder, manifest }) {
  return entriesOf(manifest).flatMap((entry) => {
    if (!entry.subpath.includes("*")) return [entry];
    const names = readdirSync(join(folder, dirname(entry.source))).filter((name) => name.endsWith(".ts"));
    return names.map((name) => {
      const fill = (path) => path?.replace("*", name.slice(0, -".ts".length));
      const { subpath, source, types, esm, cjs } = entry;
      return { subpath: fill(subpath), source: fill(source), types: fill(types), esm: fill(esm), cjs: fill(cjs) };
    });
  });
}

/** Returns the JavaScript file behind a command of a root devDependency, to be run with Node on any system. */
export function binFile(command, packageName = command) {
  const manifestFile = join(root, "node_modules", packageName, "package.json");
  const { bin } = createRequire(import.meta.url)(manifestFile);
  return join(dirname(manifestFile), typeof bin === "string" ? bin : bin[command]);
}

/** Runs Node with the arguments and returns `{ isOk, output }`, both streams together. */
export function runNode(args, options = {}) {
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
  });
  return { isOk: result.status === 0, output: `${result.stdout ?? ""}${result.stderr ?? ""}`.trim() };
}

/** Runs the pinned pnpm, as `node tools/pm.mjs` does. */
export function runPnpm(args, options = {}) {
  return runNode([join(root, "tools", "pm.mjs"), ...args], options);
}

/** Every file under a folder, absolute; folders named in `skipped` are left out. */
export function filesUnder(folder, skipped = ["node_modules", "dist", ".types", ".tmp", ".data", ".git"]) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.includes(entry.name) ? [] : filesUnder(path, skipped);
    return entry.isFile() ? [path] : [];
  });
}

/** Instant of the last change under a path, in ms since 1970: files, and folders for what was removed. */
export function lastChangedMs(path) {
  if (!existsSync(path)) return 0;
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  const inside = readdirSync(path)
    .filter((name) => name !== "node_modules")
    .map((name) => lastChangedMs(join(path, name)));
  return Math.max(status.mtimeMs, ...inside);
}
