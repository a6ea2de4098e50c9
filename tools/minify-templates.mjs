// An esbuild plugin that takes the indentation out of Lit's templates: minifiers leave the text of a template as it is.
import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import ts from "typescript";

/** The static parts of a template, without their quotes: `[from, to]`. */
function staticParts(template, file) {
  const literals = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template]
    : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
  return literals.map((literal) => {
    const isLast = ts.isNoSubstitutionTemplateLiteral(literal) || ts.isTemplateTail(literal);
    return [literal.getStart(file) + 1, literal.end - (isLast ? 1 : 2)];
  });
}

function templatesOf(file) {
  const found = [];
  const visit = (node) => {
    if (ts.isTaggedTemplateExpression(node)) found.push({ tag: node.tag.getText(file), template: node.template });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Returns the source with the CSS of its `css` templates minified, and each line break of its `html` templates a space. */
export async function minifyTemplates(source, path) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const changes = [];
  for (const { tag, template } of templatesOf(file)) {
    if (tag !== "css" && tag !== "html") continue;
    for (const [from, to] of staticParts(template, file)) {
      const text = source.slice(from, to);
      const isWholeSheet = tag === "css" && ts.isNoSubstitutionTemplateLiteral(template) && !text.includes("\\");
      const short = isWholeSheet
        ? (await transform(text, { loader: "css", minify: true })).code.trim()
        : text.replace(/\s*\n\s*/g, " ");
      changes.push([from, to, short]);
    }
  }
  changes.sort(([one], [other]) => other - one);
  return changes.reduce((all, [from, to, short]) => all.slice(0, from) + short + all.slice(to), source);
}

/** For the sources of one package; a line break in a template is a space to HTML, outside `pre` and `textarea`. */
export const minifiedTemplates = {
  name: "minified-templates",
  setup(build) {
    build.onLoad({ filter: /packages[\\/]form[\\/]src[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: await minifyTemplates(await readFile(path, "utf8"), path),
      loader: "ts",
    }));
  },
};
