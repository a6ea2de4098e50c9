import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Options } from "tsup";
import { minifiedTemplates } from "./minify-templates.mjs";

interface ExportConditions {
  readonly "@digital-factors/source"?: string;
  readonly require?: unknown;
}

interface PackageManifest {
  readonly exports: Readonly<Record<string, string | ExportConditions>>;
  readonly bin?: Readonly<Record<string, string>>;
}

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

const notShipped = /\.(test|test-d|fixtures)\.ts$/;

/** Leaves imports between files of the package as they are, so that each source file becomes one module. */
const oneModuleForEachFile: Plugin = {
  name: "one-module-for-each-file",
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path, kind }) =>
      kind === "entry-point" ? undefined : { path: path.replace(/\.ts$/, ".js"), external: true },
    );
  },
};

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return entry.name.endsWith(".ts") && !notShipped.test(entry.name) ? [path] : [];
  });
}

/** The files a source stands for: itself, or for a pattern such as `src/codes/*.ts` every file of the folder. */
function filesOf(source: string): readonly string[] {
  if (!source.includes("*")) return [source];
  const folder = dirname(source);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !notShipped.test(name))
    .map((name) => `${folder}/${name}`);
}

/**
 * Returns the tsup settings of the package in the current folder, read from its package.json so that
 * what is built and what is exported cannot differ.
 *
 * Each `exports` entry with a source condition is an entry, a pattern each file it stands for; each `bin` adds
 * `src/cli.ts`. CommonJS is built where an entry has a `require` condition. Dependencies, workspace ones included, stay
 * external.
 *
 * @param platform - `"browser"`, `"node"`, or `"neutral"` for code that runs anywhere.
 * @param modules - `"kept"` makes one ES module of each source file, so that a reader's bundler leaves out the files
 *   nobody imports; `"bundled"` makes one of each entry. Default `"bundled"`.
 */
export function tsupOptions(
  platform: "browser" | "node" | "neutral",
  modules: "kept" | "bundled" = "bundled",
): Options[] {
  const manifest = JSON.parse(readFileSync("package.json", "utf8")) as PackageManifest;
  const conditions = Object.values(manifest.exports).filter((target) => typeof target !== "string");
  const sources = conditions.flatMap((target) => target["@digital-factors/source"] ?? []);
  const commands = manifest.bin === undefined ? [] : ["src/cli.ts"];
  const entry = [...sources.flatMap((source) => filesOf(source.replace("./", ""))), ...commands];
  const isDual = conditions.some((target) => target.require !== undefined);
  const shared: Options = { platform, target: "es2022", sourcemap: true, silent: true };
  // Declarations come from the built packages, as for any reader of the published ones.
  const dts = { entry, compilerOptions: { composite: false, incremental: false, customConditions: [] } };
  const formats: Options["format"] = isDual ? ["esm", "cjs"] : ["esm"];
  if (modules === "bundled") return [{ ...shared, entry, format: formats, dts, clean: true }];
  // tsup's own cleaning would race with the three builds that write here.
  rmSync("dist", { recursive: true, force: true });
  return [
    { ...shared, entry, format: formats.filter((format) => format !== "esm"), dts: false },
    {
      ...shared,
      entry: [...sourceFiles("src")],
      format: ["esm"],
      splitting: false,
      dts: false,
      esbuildPlugins: [oneModuleForEachFile, minifiedTemplates],
    },
    { ...shared, entry, format: formats, dts: { ...dts, only: true } },
  ];
}
