// What a page loads, compressed, with the bundler and the entries of tools/size.mjs.
import { readFileSync } from "node:fs";
import { bundle, bundleEntries, compressedKb } from "../../tools/bundle.mjs";
import { importableEntriesOf, packages } from "../../tools/workspace.mjs";

const core = packages.find(({ name }) => name === "core");
const { bundles } = JSON.parse(readFileSync(new URL("../../tools/size-limits.json", import.meta.url), "utf8"));

async function sizeOf(code) {
  return compressedKb(await bundle({ from: "core", code }));
}

const all = (subpath) => `export * from "@digital-factors/core${subpath.slice(1)}";`;

/** The largest of the modules that a pattern of `exports` stands for. */
async function largestOf(pattern) {
  const beginning = pattern.slice(0, pattern.indexOf("*"));
  const modules = importableEntriesOf(core).filter(({ subpath }) => subpath.startsWith(beginning));
  let largest = { title: "", gzip: 0, brotli: 0 };
  for (const { subpath } of modules) {
    const size = await sizeOf(all(subpath));
    if (size.gzip > largest.gzip)
      largest = { title: `core${subpath.slice(1)}, the largest of ${modules.length}`, ...size };
  }
  return largest;
}

/** Returns KB, gzip and brotli, of core's entries. */
export async function measureSizes() {
  const rows = [];
  for (const name of ["core-codes", "core"]) {
    const { title, gzipKb: goalGzipKb } = bundles[name];
    rows.push({ title, goalGzipKb, ...(await sizeOf(bundleEntries[name].code)) });
  }
  const validator = 'export { validateAdverseEvent } from "@digital-factors/core";';
  rows.push({ title: "core: validateAdverseEvent only", ...(await sizeOf(validator)) });
  for (const [subpath, target] of Object.entries(core.manifest.exports)) {
    if (typeof target === "string" || subpath === ".") continue;
    if (subpath.includes("*")) rows.push(await largestOf(subpath));
    else rows.push({ title: `core${subpath.slice(1)}`, ...(await sizeOf(all(subpath))) });
  }
  return rows;
}
