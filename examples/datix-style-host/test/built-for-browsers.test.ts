import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { transform } from "esbuild";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/* What docs/browsers.md says of the one-file build, read from the file itself. */

const folder = new URL("../../../packages/form/dist/cdn/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".js"));
const libFolder = dirname(createRequire(import.meta.url).resolve("typescript"));

/** Objects of the page that the build may use. One that is not here is a decision: docs/browsers.md goes with it. */
const pageObjects = [
  "AbortController",
  "AbortSignal",
  "BroadcastChannel",
  "CSSStyleSheet",
  "CustomEvent",
  "DOMException",
  "Document",
  "FormData",
  "HTMLElement",
  "HTMLInputElement",
  "IDBCursor",
  "IDBDatabase",
  "IDBIndex",
  "IDBObjectStore",
  "IDBRequest",
  "IDBTransaction",
  "atob",
  "btoa",
  "clearTimeout",
  "crypto",
  "customElements",
  "document",
  "getComputedStyle",
  "indexedDB",
  "localStorage",
  "location",
  "navigator",
  "queueMicrotask",
  "sessionStorage",
  "setTimeout",
  "window",
];

/** Names of the members that a declaration file of TypeScript declares. */
function membersIn(file: string): readonly string[] {
  const text = readFileSync(join(libFolder, file), "utf8");
  return [...text.matchAll(/^\s+(?:readonly |get |set )*(\w+)\??(?:<[^>]*>)?[(:]/gm)].flatMap(([, name]) => name ?? []);
}

const libFiles = readdirSync(libFolder).filter((name) => /^lib\.es.*\.d\.ts$/.test(name));
const isLater = (name: string) => /^lib\.(es202[3-9]|esnext)\b/.test(name);
const earlier = new Set(libFiles.filter((name) => !isLater(name)).flatMap(membersIn));
const later = new Set(libFiles.filter(isLater).flatMap(membersIn));

/** Globals of the page, and members of objects, that a script names. */
function namesIn(file: string): { readonly globals: ReadonlySet<string>; readonly members: ReadonlySet<string> } {
  const path = new URL(file, folder).pathname;
  const program = ts.createProgram([path], {
    allowJs: true,
    noEmit: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
  });
  const checker = program.getTypeChecker();
  const globals = new Set<string>();
  const members = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) members.add(node.name.text);
    else if (ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)) {
      const declarations = checker.getSymbolAtLocation(node)?.declarations ?? [];
      const isOfPage = declarations.some((each) => /lib\.dom(\.\w+)?\.d\.ts$/.test(each.getSourceFile().fileName));
      const isNamed = ts.isPropertyAssignment(node.parent) || ts.isBindingElement(node.parent);
      if (isOfPage && !(isNamed && node.parent.getChildAt(0) === node)) globals.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  const source = program.getSourceFile(path);
  if (source === undefined) throw new Error(`${file} cannot be read`);
  visit(source);
  return { globals, members };
}

describe.each(files)("%s", (file) => {
  const { globals, members } = namesIn(file);
  const text = readFileSync(new URL(file, folder), "utf8");

  it("is ES2022: there is nothing in it to lower", async () => {
    const options = { minify: true, format: "esm", legalComments: "none" } as const;
    const [asWritten, lowered] = await Promise.all(
      ["esnext", "es2022"].map((target) => transform(text, { ...options, target })),
    );
    expect(lowered?.code.length).toBeGreaterThan(1000);
    expect(lowered?.code).toBe(asWritten?.code);
  });

  it("uses no member of a later ECMAScript than ES2022", () => {
    const used = [...members].filter((name) => later.has(name) && !earlier.has(name));
    // `Symbol.metadata` is asked for by Lit and made where it is missing; `error` is a property of requests too.
    expect(used.filter((name) => !["metadata", "error"].includes(name))).toEqual([]);
  });

  it("uses only the objects of the page that are listed", () => {
    expect([...globals].filter((name) => !pageObjects.includes(name))).toEqual([]);
  });

  it("uses no feature of style sheets that docs/browsers.md does not name", () => {
    const css =
      /:has\(|@layer\b|@scope\b|@container\b|@starting-style\b|color-mix\(|oklch\(|lab\(|anchor\(|:popover-open|text-wrap:|interpolate-size/;
    expect(text.match(css)?.[0]).toBeUndefined();
  });

  it("loads nothing: no import, no address of another host but those it links to", () => {
    expect(text).not.toMatch(
      /\bimport\s*\(|^import\b|\bXMLHttpRequest\b|\bWebSocket\b|\bsendBeacon\b|\bimportScripts\b/m,
    );
    const hosts = [...text.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host);
    expect(hosts.filter((host) => !/(^|\.)(gov\.uk|nhs\.uk|nhs\.scot|hscni\.net|gov\.scot)$/.test(host ?? ""))).toEqual(
      [],
    );
  });
});
