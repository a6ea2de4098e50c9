// Measures what a browser would load, against tools/size-limits.json, and looks into it for addresses and eval.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, bundleEntries, compressedKb } from "./bundle.mjs";
import { root } from "./workspace.mjs";

const { bundles, allowedAddresses } = JSON.parse(readFileSync(join(root, "tools", "size-limits.json"), "utf8"));

async function textOf(name) {
  const cdnFile = join(root, "packages", "form", "dist", "cdn", "digital-factors.js");
  if (name !== "cdn") return await bundle(bundleEntries[name]);
  if (!existsSync(cdnFile)) throw new Error(`${cdnFile} is not built: run \`npm run build\` first.`);
  return readFileSync(cdnFile, "utf8");
}

function contentFaults(name, text) {
  const addresses = [...new Set(text.match(/https?:\/\/[^\s"'`\\)<>]+/g) ?? [])].filter(
    (address) => !allowedAddresses.some((prefix) => address.startsWith(prefix)),
  );
  const evaluated = text.match(/\beval\(|\bnew Function\b/g) ?? [];
  return [
    ...addresses.map((address) => `${name} holds ${address}, which tools/size-limits.json does not allow`),
    ...evaluated.map((call) => `${name} holds ${call}, which a strict Content-Security-Policy forbids`),
  ];
}

function cell(kb, goal, limit) {
  if (goal === undefined) return kb.toFixed(1).padStart(6).padEnd(22);
  return `${kb.toFixed(1).padStart(6)} / ${String(goal).padEnd(4)}${limit === goal ? "" : `(limit ${limit})`}`.padEnd(
    22,
  );
}

const faults = [];
console.log(`${"KB / goal".padEnd(46)}  ${"gzip -9".padEnd(22)}${"brotli 11".padEnd(22)}`);
for (const [
  name,
  { title, gzipKb, brotliKb, gzipLimitKb = gzipKb, brotliLimitKb = brotliKb, reason },
] of Object.entries(bundles)) {
  const text = await textOf(name);
  const { gzip, brotli } = compressedKb(text);
  console.log(`${title.padEnd(46)}  ${cell(gzip, gzipKb, gzipLimitKb)}${cell(brotli, brotliKb, brotliLimitKb)}`);
  if (gzip > gzipLimitKb) faults.push(`${name} is ${gzip.toFixed(2)} KB gzip; the limit is ${gzipLimitKb}`);
  if (brotli > brotliLimitKb) faults.push(`${name} is ${brotli.toFixed(2)} KB brotli; the limit is ${brotliLimitKb}`);
  const isRaised = gzipLimitKb !== gzipKb || brotliLimitKb !== brotliKb;
  if (isRaised && !reason) faults.push(`${name} has a limit above its goal and gives no reason`);
  faults.push(...contentFaults(name, text));
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
