/*
 * Writes every generated file, or with --check compares them: node tools/generate.mjs [--check]
 *
 * A package that generates has `tools/generate.mjs` with
 * `export async function generate(): Promise<{ path: string, text: string }[]>`, paths relative to the package.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { filesUnder, packages, root } from "./workspace.mjs";

const isCheck = process.argv.includes("--check");
const faults = [];
let count = 0;

for (const { folder } of packages) {
  const generator = join(folder, "tools", "generate.mjs");
  if (!existsSync(generator)) continue;
  const { generate } = await import(pathToFileURL(generator).href);
  const expected = new Map((await generate()).map(({ path, text }) => [join(folder, path), text]));
  for (const [file, text] of expected) {
    count += 1;
    const current = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    if (current === text) continue;
    if (isCheck) faults.push(`${relative(root, file)} ${current === undefined ? "is missing" : "differs"}`);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  const generatedOnly = ["src/generated", "fhir", "schema"];
  for (const file of generatedOnly.flatMap((name) => filesUnder(join(folder, name)))) {
    if (!expected.has(file)) faults.push(`${relative(root, file)} is made by no generator`);
  }
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) {
  console.error("Run `npm run generate` and commit the result; remove what no generator makes.");
  process.exit(1);
}
console.log(`${count} generated files ${isCheck ? "are as generated" : "written"}.`);
