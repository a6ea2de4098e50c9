// Checks the documentation: links lead somewhere, code compiles, every error code is listed in docs/errors.md, and no page
// shows an integrity value that the next build changes.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { binFile, entriesOf, filesUnder, packages, root, runNode } from "./workspace.mjs";

const work = join(root, ".tmp", "docs-check");
const faults = [];
const show = (file) => relative(root, file).replaceAll("\\", "/");

const pages = filesUnder(root).filter((file) => extname(file) === ".md" && !file.endsWith(".api.md"));
const sources = packages
  .flatMap(({ folder }) => filesUnder(join(folder, "src")))
  .filter((file) => extname(file) === ".ts" && !/\.(test|test-d)\.ts$/.test(file));

/** The anchors GitHub makes of a page's headings. */
function anchorsOf(text) {
  const headings = text.replaceAll(/```[\s\S]*?```/g, "").match(/^#{1,6} .+$/gm) ?? [];
  const names = headings.map((line) => line.replace(/^#+ /, "").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1"));
  return names.map((name) =>
    name
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

function checkLinks(page) {
  const text = readFileSync(page, "utf8").replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  const targets = [
    ...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s"[^"]*")?\)|<img[^>]+src="([^"]+)"|^\[[^\]]+\]:\s*(\S+)/gm),
  ];
  for (const [, inline, image, reference] of targets) {
    const target = inline ?? image ?? reference;
    if (/^[a-z][a-z+.-]*:/i.test(target)) continue;
    const [path, anchor] = target.split("#");
    const file = path === "" ? page : join(path.startsWith("/") ? root : dirname(page), decodeURIComponent(path));
    if (!existsSync(file)) faults.push(`${show(page)}: no file for the link ${target}`);
    else if (anchor && extname(file) === ".md" && !anchorsOf(readFileSync(file, "utf8")).includes(anchor)) {
      faults.push(`${show(page)}: no heading for the link ${target}`);
    }
  }
}

/** An integrity value on a page is stale with the next build: a page says where to read it. */
function checkIntegrity(page) {
  if (/\bsha(256|384|512)-[A-Za-z0-9+/]{40}/.test(readFileSync(page, "utf8"))) {
    faults.push(`${show(page)}: shows an integrity value; name dist/cdn/integrity.json in its place`);
  }
}

/** The ```ts blocks of a page; one after another they are one module each. */
function pageExamples(page) {
  const blocks = readFileSync(page, "utf8").matchAll(/^```(?:ts|typescript|tsx)\s*\n([\s\S]*?)^```/gm);
  const owner = packages.find(({ folder }) => page.startsWith(join(folder, "/")))?.name ?? "docs";
  return [...blocks].map(([, code], index) => ({ from: `${show(page)} block ${index + 1}`, owner, code }));
}

/** Every name a package exports, with the specifier it is imported from; read from its hand-written entry lists. */
function exportedNames({ folder, manifest }) {
  const names = entriesOf(manifest).flatMap(({ subpath, source }) => {
    const file = join(folder, source);
    if (!existsSync(file)) return [];
    const lists = [...readFileSync(file, "utf8").matchAll(/^export (?:type )?\{([^}]*)\}/gm)].map(([, list]) => list);
    const listed = lists.join(",").split(",");
    const own = [
      ...readFileSync(file, "utf8").matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm),
    ];
    return [...listed, ...own.map(([, name]) => name)]
      .map((item) =>
        item
          .trim()
          .replace(/^type /, "")
          .replace(/^\w+ as /, ""),
      )
      .filter(Boolean)
      .map((name) => [name, join(manifest.name, subpath).replaceAll("\\", "/")]);
  });
  return new Map(names);
}

const namesOfPackage = new Map(packages.map((entry) => [entry.name, exportedNames(entry)]));

/** What an example may use without an import: what its package exports, its own file, and core. */
function knownNames({ name }, file) {
  const own = readFileSync(file, "utf8").matchAll(/^export (?:async )?(?:function|const|class|interface|type) (\w+)/gm);
  const path = relative(join(work, name), file).replaceAll("\\", "/");
  return new Map([...namesOfPackage.get("core"), ...[...own].map(([, id]) => [id, path]), ...namesOfPackage.get(name)]);
}

/** The imports an example leaves out: what it uses of the known names and neither imports nor declares. */
function impliedImports(known, code) {
  const lines = [...known].flatMap(([name, specifier]) => {
    const isUsed = new RegExp(`(?<!\\w\\.|[\\w"'\`-])${name}\\b(?!["'\`:-])`).test(code);
    const isKnown = new RegExp(`(import[^;]*|const |let |function |class |type |interface )\\b${name}\\b`).test(code);
    return isUsed && !isKnown ? [`import { ${name} } from "${specifier}";\n`] : [];
  });
  return lines.join("");
}

/** The code under each `@example` of a source file. */
function docstringExamples(file) {
  const owner = packages.find(({ folder }) => file.startsWith(join(folder, "src")));
  const known = knownNames(owner, file);
  const comments = readFileSync(file, "utf8").matchAll(/\/\*\*([\s\S]*?)\*\//g);
  return [...comments].flatMap(([, comment]) => {
    const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
    const examples = lines
      .join("\n")
      .split(/^@example\b/m)
      .slice(1);
    return examples.flatMap((example) => {
      const body = example.split(/^@\w+/m)[0];
      const fenced = body.match(/```(\w*)\n([\s\S]*?)```/);
      if (fenced !== null && !["", "ts", "typescript"].includes(fenced[1])) return [];
      const code = (fenced?.[2] ?? body).trim();
      return code.startsWith("<")
        ? []
        : [{ from: `${show(file)} @example`, owner: owner.name, code: impliedImports(known, code) + code }];
    });
  });
}

function writeExamples(examples) {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const paths = Object.fromEntries(
    packages.flatMap(({ folder, manifest }) =>
      entriesOf(manifest).map(({ subpath, source }) => [join(manifest.name, subpath), [join(folder, source)]]),
    ),
  );
  const compilerOptions = {
    composite: false,
    emitDeclarationOnly: false,
    noEmit: true,
    lib: ["ES2023", "DOM", "DOM.Iterable"],
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
    experimentalDecorators: true,
    useDefineForClassFields: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    moduleDetection: "force",
    verbatimModuleSyntax: false,
    isolatedModules: false,
    paths,
  };
  const settings = { extends: join(root, "tsconfig.base.json"), compilerOptions, include: ["*/*.ts"] };
  writeFileSync(join(work, "tsconfig.json"), JSON.stringify(settings, null, 2));
  mkdirSync(join(work, "docs"));
  for (const { name, folder } of packages) {
    mkdirSync(join(work, name));
    // An example may import whatever its own package may.
    symlinkSync(join(folder, "node_modules"), join(work, name, "node_modules"), "junction");
  }
  for (const [index, { owner, code }] of examples.entries()) {
    writeFileSync(join(work, owner, `example-${index + 1}.ts`), `${code}\n`);
  }
}

function checkExamples(examples) {
  writeExamples(examples);
  if (examples.length === 0) return;
  const { isOk, output } = runNode([binFile("tsc", "typescript"), "-p", work, "--pretty", "false"]);
  if (isOk) return;
  for (const line of output.split("\n")) {
    const [, number] = line.match(/example-(\d+)\.ts/) ?? [];
    faults.push(
      number === undefined ? line : `${examples[Number(number) - 1].from}: ${line.replace(/^.*?example-/, "example-")}`,
    );
  }
}

/** Literal `code: "…"` members of the unions that are told to a caller: issues and errors. */
function codesInSource() {
  const told = sources.filter(
    (file) => /(issue|error|errors|problem)[^/\\]*\.ts$/i.test(file) || /[/\\]errors[/\\]/.test(file),
  );
  return new Set(
    told.flatMap((file) => {
      const text = readFileSync(file, "utf8");
      const unions = [...text.matchAll(/readonly code: ((?:\s*\|?\s*"[a-z-]+")+)/g)].flatMap(([, list]) => [
        ...list.matchAll(/"([a-z-]+)"/g),
      ]);
      const classes = [...text.matchAll(/\bcode = "([a-z-]+)"/g)];
      return [...unions, ...classes].map(([, code]) => code);
    }),
  );
}

function checkErrorPage() {
  const page = join(root, "docs", "errors.md");
  const codes = codesInSource();
  if (codes.size === 0) return;
  if (!existsSync(page)) {
    faults.push(`docs/errors.md is missing; it must list: ${[...codes].join(", ")}`);
    return;
  }
  const text = readFileSync(page, "utf8");
  for (const code of codes) if (!text.includes(`\`${code}\``)) faults.push(`docs/errors.md does not list \`${code}\``);
}

for (const page of pages) {
  checkLinks(page);
  checkIntegrity(page);
}
const examples = [...pages.flatMap(pageExamples), ...sources.flatMap(docstringExamples)];
checkExamples(examples);
checkErrorPage();

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log(`${pages.length} pages and ${examples.length} examples checked.`);
