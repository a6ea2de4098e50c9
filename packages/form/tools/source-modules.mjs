// Reads the TypeScript of this package file by file, without compiling it.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const src = fileURLToPath(new URL("../src/", import.meta.url));
const read = new Map();

/** Returns a source file, parsed; read once. `path` is relative to src/. */
export function sourceFile(path) {
  if (!read.has(path)) {
    read.set(path, ts.createSourceFile(path, readFileSync(join(src, path), "utf8"), ts.ScriptTarget.Latest, true));
  }
  return read.get(path);
}

/** Returns the relative imports of a file: the path of each, and the names taken from it. Types alone are left out. */
export function importsOf(path) {
  return sourceFile(path)
    .statements.filter(ts.isImportDeclaration)
    .filter(({ importClause, moduleSpecifier }) => moduleSpecifier.text.startsWith(".") && !importClause?.isTypeOnly)
    .map(({ importClause, moduleSpecifier }) => ({
      path: join(dirname(path), moduleSpecifier.text).replaceAll("\\", "/"),
      names: (importClause?.namedBindings?.elements ?? []).map(({ name }) => name.text),
    }));
}

/** Returns the paths of a file and of everything it imports, near or far. */
export function reachedFrom(path, reached = new Set()) {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const each of importsOf(path)) reachedFrom(each.path, reached);
  return reached;
}

/** Returns the class of a name and the file it stands in, as seen from a file. */
export function classNamed(name, path) {
  const own = sourceFile(path).statements.find((node) => ts.isClassDeclaration(node) && node.name?.text === name);
  if (own !== undefined) return { node: own, path };
  const from = importsOf(path).find(({ names }) => names.includes(name));
  return from === undefined ? undefined : classNamed(name, from.path);
}

/** Returns the elements that the package registers: tag, name of the class, and the file it stands in. */
export function registeredElements() {
  const entries = readdirSync(src).filter((name) => /^define(-.+)?\.ts$/.test(name) && name !== "define-element.ts");
  return entries.flatMap((entry) =>
    [...sourceFile(entry).text.matchAll(/defineElement\("([a-z-]+)", (\w+)\)/g)].map(([, tagName, className]) => ({
      entry,
      tagName,
      className,
      path: classNamed(className, entry).path,
    })),
  );
}

/** Returns the words of a docstring, on one line for each paragraph; empty without one. */
export function docOf(node) {
  const [doc] = node.jsDoc?.slice(-1) ?? [];
  const words = ts.getTextOfJSDocComment(doc?.comment) ?? "";
  return words
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .join("\n\n");
}
