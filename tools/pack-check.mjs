// Packs every publishable package and checks what a reader would get: exports, types, files, and that it loads.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { binFile, entriesOf, importableEntriesOf, packages, root, runNode, runPnpm } from "./workspace.mjs";

const destination = join(root, ".tmp", "pack");
rmSync(destination, { recursive: true, force: true });
mkdirSync(destination, { recursive: true });

const faults = [];

function check(name, what, { isOk, output }) {
  if (isOk) return;
  console.error(`${name}: ${what}\n${output}\n`);
  faults.push(`${name} (${what})`);
}

/** What is in the tarball, and not what pnpm lists: it adds the licence while packing. */
function filesIn(filename) {
  const { stdout } = spawnSync("tar", ["-tzf", filename], { encoding: "utf8" });
  return stdout
    .trim()
    .split(/\r?\n/)
    .map((path) => path.replace(/^package\//, ""));
}

function unwantedFiles(files) {
  const unwanted = files.filter((path) => /\.(test|test-d|fixtures)\.|(^|\/)(test|\.types|node_modules)\//.test(path));
  const missing = ["LICENSE", "README.md"].filter((name) => !files.includes(name));
  const lines = [
    ...unwanted.map((path) => `should not be packed: ${path}`),
    ...missing.map((name) => `missing: ${name}`),
  ];
  return { isOk: lines.length === 0, output: lines.join("\n") };
}

/** One file of the tarball, as its bytes. */
function fileIn(filename, path) {
  return spawnSync("tar", ["-xOzf", filename, `package/${path}`], { maxBuffer: 64 * 1024 * 1024 }).stdout;
}

/** Scripts for a script tag are what `integrity.json` beside them says, and each of them is in it. */
function integrityFaults(filename, files) {
  const list = "dist/cdn/integrity.json";
  const scripts = files
    .filter((path) => /^dist\/cdn\/[^/]+\.js$/.test(path))
    .map((path) => path.replace("dist/cdn/", ""));
  if (!files.includes(list)) return { isOk: scripts.length === 0, output: `${list} is missing` };
  const { version, ...expected } = JSON.parse(fileIn(filename, list).toString());
  const lines = [...new Set([...scripts, ...Object.keys(expected)])].flatMap((name) => {
    const digest = createHash("sha384")
      .update(fileIn(filename, `dist/cdn/${name}`))
      .digest("base64");
    return expected[name] === `sha384-${digest}` ? [] : [`${name} is not what ${list} says`];
  });
  const packed = JSON.parse(fileIn(filename, "package.json").toString()).version;
  if (version !== packed) lines.push(`${list} is of version ${version}, the package of ${packed}`);
  return { isOk: lines.length === 0, output: lines.join("\n") };
}

async function exportFaults(filename) {
  const bytes = readFileSync(filename);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  return { isOk: messages.length === 0, output: messages.map((message) => formatMessage(message, pkg)).join("\n") };
}

/** Loads every entry, the hundred behind a pattern too, in one process for each module format. */
function loads({ folder, manifest }) {
  const entries = importableEntriesOf({ folder, manifest });
  const specifiers = (list) =>
    JSON.stringify(list.map(({ subpath }) => join(manifest.name, subpath).replaceAll("\\", "/")));
  const common = entries.filter(({ cjs }) => cjs !== undefined);
  const results = [
    runNode(["--input-type=module", "--eval", `for (const each of ${specifiers(entries)}) await import(each)`], {
      cwd: folder,
    }),
    runNode(["--eval", `for (const each of ${specifiers(common)}) require(each)`], { cwd: folder }),
  ];
  const commands = Object.values(manifest.bin ?? {}).map((file) => runNode([file, "--help"], { cwd: folder }));
  const failed = [...results, ...commands].filter(({ isOk }) => !isOk);
  return { isOk: failed.length === 0, output: failed.map(({ output }) => output).join("\n") };
}

for (const entry of packages.filter(({ manifest }) => manifest.private !== true)) {
  const { name, folder, manifest } = entry;
  const packed = runPnpm(["-C", folder, "pack", "--json", "--pack-destination", destination]);
  if (!packed.isOk) {
    check(name, "pnpm pack", packed);
    continue;
  }
  const { filename } = JSON.parse(packed.output.slice(packed.output.indexOf("{")));
  const files = filesIn(filename);
  const isDual = entriesOf(manifest).some(({ cjs }) => cjs !== undefined);
  const profile = isDual ? "node16" : "esm-only";
  const attw = [binFile("attw", "@arethetypeswrong/cli"), filename, "--profile", profile, "--no-emoji", "--no-color"];
  check(name, "files", unwantedFiles(files));
  check(name, "integrity", integrityFaults(filename, files));
  check(name, "publint", await exportFaults(filename));
  check(name, "attw", runNode(attw));
  check(name, "loads in Node", loads(entry));
  console.log(`${name}: ${files.length} files, ${profile}`);
}

if (faults.length > 0) {
  console.error(`Failed: ${faults.join(", ")}.`);
  process.exit(1);
}
