// Lets Node load the TypeScript of this package as it stands: for tools that share code with the tests.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";

/** Node's `load` hook: types are left out, everything else stays where it is. */
export async function load(url, context, nextLoad) {
  if (!url.endsWith(".ts")) return await nextLoad(url, context);
  const text = await readFile(fileURLToPath(url), "utf8");
  const { code } = await transform(text, { loader: "ts", target: "node20", sourcefile: url, sourcemap: "inline" });
  return { format: "module", source: code, shortCircuit: true };
}
