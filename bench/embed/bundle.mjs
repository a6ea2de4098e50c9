import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build, transform } from "esbuild";
import { root } from "../../tools/workspace.mjs";
import { answers, loadQuestions, recordOfAnswers } from "./questions.mjs";

const folder = join(import.meta.dirname, "forms");

/** The questions and answers, as modules that a page imports. `?empty` opens a page with nothing answered. */
async function moduleText(name, isUnanswered) {
  const questions = await loadQuestions();
  const isEmpty = isUnanswered ? "true" : 'new URLSearchParams(location.search).has("empty")';
  const json = JSON.stringify;
  if (name === "questions") {
    return `export const questions = ${json(questions)}; export const answers = ${isEmpty} ? {} : ${json(answers)};`;
  }
  if (name === "record")
    return `export const hasAnswers = !(${isEmpty}); export const record = ${json(recordOfAnswers)};`;
  const find = (id) => questions.find((question) => question.id === id);
  const { most, error, tooMany } = find("factors");
  return `export const partsWithSystem = ${json(find("system").shownWhen.in)}; export const mostFactors = ${most};
export const noFactors = ${json(error)}; export const tooManyFactors = ${json(tooMany)};`;
}

/** Marks a question that the plugin itself asks, which it must not answer. */
const ownPackage = Symbol("own package");

function benchModules(isUnanswered) {
  return {
    name: "bench-modules",
    setup(run) {
      run.onResolve({ filter: /^bench:/ }, ({ path }) => ({ path: path.slice("bench:".length), namespace: "bench" }));
      run.onLoad({ filter: /.*/, namespace: "bench" }, async ({ path }) => ({
        contents: await moduleText(path, isUnanswered),
      }));
      // Our element is resolved where its own users' bundlers find it: in the package's exports.
      run.onResolve({ filter: /^@digital-factors\/form/ }, ({ path, kind, pluginData }) =>
        pluginData === ownPackage
          ? undefined
          : run.resolve(path, { kind, resolveDir: join(root, "packages", "form"), pluginData: ownPackage }),
      );
    },
  };
}

const production = { minify: true, target: "es2022", legalComments: "none", logLevel: "error" };

/** Returns the production files of a page of forms/: its script, and its style sheet if it imports one. */
export async function bundle(entry, { isUnanswered = false } = {}) {
  const { outputFiles } = await build({
    ...production,
    entryPoints: [join(folder, entry)],
    bundle: true,
    write: false,
    outdir: folder,
    entryNames: "page",
    format: "esm",
    platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' },
    // The Lit form puts its sheet into its shadow root; the others load theirs as a file.
    loader: entry === "lit.page.js" ? { ".css": "text" } : {},
    external: ["*.woff2"],
    nodePaths: [join(import.meta.dirname, "node_modules")],
    plugins: [benchModules(isUnanswered)],
  });
  const files = outputFiles.map(({ path, contents }) => ({
    name: path.endsWith(".css") ? "page.css" : "page.js",
    body: contents,
  }));
  return files.sort((a, b) => a.name.localeCompare(b.name));
}

/** Returns a style sheet of forms/ as a production build would serve it. */
export async function minifyCss(name) {
  const { code } = await transform(readFileSync(join(folder, name), "utf8"), { ...production, loader: "css" });
  return code;
}
