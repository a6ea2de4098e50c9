import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What an error may be told by, under the names that the source gives it. */
type Field = "rule" | "reason";

/**
 * Returns every literal that the shipped source of some packages puts under a field, read from its syntax: a property of
 * that name, an argument for a parameter of that name, and a type that lists them. A text made of parts counts by its
 * first one, such as `reference-`.
 */
export function producedUnder(field: Field, folders: readonly string[]): ReadonlySet<string> {
  const sources = folders.flatMap(sourceFiles).map((path) => parse(path));
  const positions = new Map(sources.flatMap((source) => parametersNamed(field, source)));
  const found = new Set<string>();
  for (const source of sources) {
    visit(source, (node) => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === field) addTexts(node.initializer, found);
      if (ts.isPropertySignature(node) && node.name.getText() === field && node.type) addTexts(node.type, found);
      if (ts.isParameter(node) && node.name.getText() === field && node.type) addTexts(node.type, found);
      if (ts.isParameter(node) && node.name.getText() === field && node.initializer) addTexts(node.initializer, found);
      if (ts.isCallExpression(node)) {
        const argument = node.arguments[positions.get(node.expression.getText()) ?? -1];
        if (argument !== undefined) addTexts(argument, found);
      }
      const isCode = field === "reason" && ts.isPropertyDeclaration(node) && node.name.getText() === "code";
      if (isCode && node.initializer && source.fileName.endsWith("answer-too-large-error.ts")) {
        addTexts(node.initializer, found);
      }
    });
  }
  return found;
}

/** Returns all shipped source below a folder as one text. */
export function shippedText(folder: string): string {
  return sourceFiles(folder)
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : sourceFiles(path);
    return /(?<!\.(test|test-d|fixtures))\.ts$/.test(entry.name) ? [path] : [];
  });
}

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
}

/** Functions with a parameter of that name, and where it stands. */
function parametersNamed(field: Field, source: ts.SourceFile): [name: string, position: number][] {
  const found: [string, number][] = [];
  visit(source, (node) => {
    if (!ts.isFunctionDeclaration(node) && !ts.isArrowFunction(node)) return;
    const position = node.parameters.findIndex(({ name }) => name.getText() === field);
    const name = ts.isFunctionDeclaration(node)
      ? node.name
      : ts.isVariableDeclaration(node.parent)
        ? node.parent.name
        : undefined;
    if (position >= 0 && name !== undefined) found.push([name.getText(), position]);
  });
  return found;
}

/** Texts that an expression or a type can be; the condition of a choice is none of them. */
function addTexts(node: ts.Node, found: Set<string>): void {
  if (ts.isStringLiteralLike(node)) found.add(node.text);
  else if (ts.isTemplateExpression(node)) found.add(node.head.text);
  else if (ts.isConditionalExpression(node)) for (const part of [node.whenTrue, node.whenFalse]) addTexts(part, found);
  else if (ts.isUnionTypeNode(node)) for (const part of node.types) addTexts(part, found);
  else if (ts.isLiteralTypeNode(node)) addTexts(node.literal, found);
  else if (ts.isBinaryExpression(node)) for (const part of [node.left, node.right]) addTexts(part, found);
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}
