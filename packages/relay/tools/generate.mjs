// Makes the published description of the HTTP API: `npm run generate` writes it, `generate:check` fails on a difference.
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const packageFolder = fileURLToPath(new URL("..", import.meta.url));

/** Returns every generated file of this package: path relative to the package, and text. */
export async function generate() {
  // The source finds the package's own files one folder below its root, and core's beside its dependencies.
  const folder = await mkdtemp(join(packageFolder, ".generate-"));
  try {
    const outfile = join(folder, "api-document.mjs");
    await build({
      entryPoints: [join(packageFolder, "src/openapi/api-document.ts")],
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      conditions: ["@digital-factors/source"],
      logLevel: "error",
    });
    const { apiDocument } = await import(pathToFileURL(outfile).href);
    return [{ path: "openapi.json", text: `${JSON.stringify(apiDocument(), null, 2)}\n` }];
  } finally {
    await rm(folder, { recursive: true });
  }
}
