// Bundles what a page would import from the built packages, as a browser loads it, and measures it compressed.
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "./workspace.mjs";

/** What each bundle of tools/size-limits.json imports, and in which package the import is resolved. */
export const bundleEntries = {
  form: { from: "form", code: 'import "@digital-factors/form/define";' },
  client: { from: "client", code: 'export { createRelayClient, openIndexedDbStore } from "@digital-factors/client";' },
  "core-codes": {
    from: "core",
    code: 'export { factorIds, factorGroupIds, factors, systemTypes, routeIds, questionIds } from "@digital-factors/core";',
  },
  core: { from: "core", code: 'export * from "@digital-factors/core";' },
};

/** Returns the code that a page loads for some imports, minified. */
export async function bundle({ from, code }) {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: join(root, "packages", from) },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** Returns the size of a text as a server sends it, in KB of 1,024 bytes. */
export function compressedKb(text) {
  const bytes = Buffer.from(text);
  const parameters = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    gzip: gzipSync(bytes, { level: 9 }).length / 1024,
    brotli: brotliCompressSync(bytes, { params: parameters }).length / 1024,
  };
}
