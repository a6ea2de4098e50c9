// Imports the English words into plain Node: the generators run before anything is built.
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const code = `
export { stringsEn } from "./src/strings/en.ts";
export { nudgeStringsEn } from "./src/strings/nudge-en.ts";
export { standaloneStringsEn } from "./src/strings/standalone-en.ts";
`;

/** Returns `stringsEn`, `standaloneStringsEn` and `nudgeStringsEn`, as the source has them. */
export async function loadWords() {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    conditions: ["@digital-factors/source"],
    logLevel: "error",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
