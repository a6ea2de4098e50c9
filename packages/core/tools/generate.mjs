// Makes every generated file of this package: `npm run generate` writes them, `generate:check` fails on a difference.
import { readFile } from "node:fs/promises";
import { checkTree } from "./check-tree.mjs";
import { documentPages } from "./document-pages.mjs";
import { factorFiles } from "./factor-files.mjs";
import { factorTreeCodeFiles } from "./factor-tree-code-files.mjs";
import { lfpseFiles } from "./lfpse-files.mjs";
import { resourceFiles } from "./resource-files.mjs";
import { safetyEventFile } from "./safety-event-files.mjs";

const textOf = (name) => readFile(new URL(`../data/${name}`, import.meta.url), "utf8");

/** Returns every generated file of this package: path relative to the package, and text. */
export async function generate() {
  const [factors, ...taxonomies] = await Promise.all(["factors.json", "lfpse-4.json", "lfpse-5.json"].map(textOf));
  const tree = JSON.parse(factors);
  const { canonicalBase, codeSystems } = JSON.parse(taxonomies[1]);
  const involvementCodes = codeSystems[tree.schemes.lfpse.codeSystem].codes;
  const faults = checkTree(tree, involvementCodes);
  if (faults.length > 0) throw new Error(`data/factors.json cannot be used:\n${faults.join("\n")}`);
  const modules = [
    ...factorFiles(factors),
    ...factorTreeCodeFiles(factors),
    ...taxonomies.flatMap(lfpseFiles),
    safetyEventFile(taxonomies[1]),
  ];
  return [
    ...modules,
    ...(await resourceFiles(tree, { involvementCodes, lfpseBase: canonicalBase }, modules)),
    ...(await documentPages(tree, involvementCodes, modules)),
  ];
}
