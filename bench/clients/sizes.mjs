// What a page loads for each client, compressed, with the bundler and the settings of tools/size.mjs.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { bundle, bundleEntries, compressedKb } from "../../tools/bundle.mjs";
import { root } from "../../tools/workspace.mjs";
import { subjects } from "./subjects.mjs";

const { bundles } = JSON.parse(readFileSync(join(root, "tools", "size-limits.json"), "utf8"));

async function sizeOf(folder, code) {
  const text = await bundle({ from: relative(join(root, "packages"), folder), code });
  return { minifiedKb: Buffer.byteLength(text) / 1024, ...compressedKb(text) };
}

/** Returns KB, minified, gzip and brotli: ours from the copy in `sdk`, the peers from `folder`. */
export async function measureSizes({ folder, sdk }) {
  const ours = [
    {
      title: "@digital-factors/client: createRelayClient, openIndexedDbStore",
      code: bundleEntries.client.code,
      goalGzipKb: bundles.client.gzipKb,
    },
    {
      // For servers: a page's bundler refuses it by name, so here it is named by its file.
      title: "@digital-factors/client/lfpse: createLfpseClient (never in a page)",
      code: 'export { createLfpseClient } from "./node_modules/@digital-factors/client/dist/lfpse/index.js";',
    },
  ];
  const rows = [];
  for (const { code, ...row } of ours) rows.push({ ...row, isOurs: true, ...(await sizeOf(sdk, code)) });
  for (const { package: title, code, isOurs } of subjects) {
    if (!isOurs) rows.push({ title, ...(await sizeOf(folder, code)) });
  }
  return rows;
}
