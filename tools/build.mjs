// Builds every package: node tools/build.mjs [--if-stale]
import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { importableEntriesOf, lastChangedMs, packages, root, runPnpm } from "./workspace.mjs";

const stamp = join(root, ".tmp", "built");

function builtFiles({ folder, manifest }) {
  const files = importableEntriesOf({ folder, manifest }).flatMap(({ types, esm, cjs }) => [
    types,
    esm,
    ...(cjs === undefined ? [] : [cjs]),
  ]);
  return [...files, ...Object.values(manifest.bin ?? {})].map((file) => join(folder, file));
}

function isStale() {
  if (!existsSync(stamp) || packages.flatMap(builtFiles).some((file) => !existsSync(file))) return true;
  const builtAtMs = statSync(stamp).mtimeMs;
  const shared = ["pnpm-lock.yaml", "tsconfig.base.json", "tools/tsup-options.ts", "tools/cdn.mjs"];
  const own = ["src", "data", "package.json", "tsconfig.json", "tsup.config.ts"];
  const inputs = [
    ...shared.map((name) => join(root, name)),
    ...packages.flatMap(({ folder }) => own.map((name) => join(folder, name))),
  ];
  return inputs.some((input) => lastChangedMs(input) > builtAtMs);
}

/**
 * Builds every package in the order of their dependencies.
 *
 * @param options.ifStale - Build only when a source is newer than the last whole build. Default `false`.
 * @returns `{ isOk, wasBuilt, output }`.
 */
export function build({ ifStale = false } = {}) {
  if (ifStale && !isStale()) return { isOk: true, wasBuilt: false, output: "" };
  const startedAt = new Date();
  rmSync(stamp, { force: true });
  const result = runPnpm(["-r", "--workspace-concurrency=2", "--filter", "./packages/*", "run", "build"]);
  if (result.isOk) {
    mkdirSync(join(root, ".tmp"), { recursive: true });
    writeFileSync(stamp, "");
    // A source saved while the build ran is newer than this.
    utimesSync(stamp, startedAt, startedAt);
  }
  return { ...result, wasBuilt: true };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const startedAtMs = Date.now();
  const { isOk, wasBuilt, output } = build({ ifStale: process.argv.includes("--if-stale") });
  if (!isOk) {
    console.error(output);
    console.error("The build failed; the reason is in the lines above.");
    process.exit(1);
  }
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  console.log(wasBuilt ? `Built ${packages.length} packages in ${seconds} s.` : "The build is up to date.");
}
