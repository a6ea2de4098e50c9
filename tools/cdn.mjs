// Makes the one-file build of packages/form, for a page with one script tag, one more file for each other language and for
// the narrative nudge, and the integrity value of each.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { minifiedTemplates } from "./minify-templates.mjs";
import { root } from "./workspace.mjs";

const folder = join(root, "packages", "form");
const output = join(folder, "dist", "cdn");
const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** `src/cdn.ts` makes `digital-factors.js`, `src/cdn-cy.ts` makes `digital-factors.cy.js`, and so on. */
const sources = readdirSync(join(folder, "src")).filter((file) => /^cdn(-[a-z]+)?\.ts$/.test(file));
const entryPoints = sources.map((file) => ({
  in: `src/${file}`,
  out: file.replace(/^cdn-?([a-z]+)?\.ts$/, (_, what) => ["digital-factors", what].filter(Boolean).join(".")),
}));

await build({
  absWorkingDir: folder,
  entryPoints,
  outdir: output,
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  conditions: ["@digital-factors/source"],
  sourcemap: "linked",
  legalComments: "linked",
  banner: { js: `/*! ${name} ${version} | ${license} */` },
  define: { "process.env.NODE_ENV": '"production"' },
  plugins: [minifiedTemplates],
  logLevel: "warning",
});

function integrityOf(file) {
  const digest = createHash("sha384")
    .update(readFileSync(join(output, file)))
    .digest("base64");
  return `sha384-${digest}`;
}

const files = entryPoints.map(({ out }) => `${out}.js`);
const integrity = { version, ...Object.fromEntries(files.map((file) => [file, integrityOf(file)])) };
writeFileSync(join(output, "integrity.json"), `${JSON.stringify(integrity, null, 2)}\n`);
