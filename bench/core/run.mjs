// Measures core beside its peers and writes results.json and RESULTS.md. Never part of a test: it takes minutes.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const help = `Measures core beside its peers, in turn, and writes bench/core/results.json and bench/core/RESULTS.md.

  npm run bench:core               about four minutes; build first: npm run build
  npm run bench:core -- --quick    under two minutes, coarser; prints only
  CORE_DIST=folder                 measures another build of core, such as that of an older commit; prints only

The first run installs the peers into bench/core/node_modules.`;

const here = fileURLToPath(new URL(".", import.meta.url));

function stop(line) {
  console.error(line);
  process.exit(1);
}

function readArguments() {
  try {
    return parseArgs({ options: { quick: { type: "boolean" }, help: { type: "boolean", short: "h" } } }).values;
  } catch (fault) {
    return stop(`${fault.message}\n\n${help}`);
  }
}

/** Copies the build, so that one made meanwhile does no harm. zod is found from here as core finds it. */
function copyOfBuild() {
  const built = resolve(process.env.CORE_DIST ?? join(here, "../../packages/core/dist"));
  if (!existsSync(join(built, "index.js"))) stop("core is not built: run `npm run build` first.");
  mkdirSync(join(here, ".tmp"), { recursive: true });
  const copy = mkdtempSync(join(here, ".tmp", "core-"));
  cpSync(built, copy, { recursive: true });
  process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
  return copy;
}

/** Installs the peers if they are missing or older than their lock file. */
function ensurePeers() {
  const installed = join(here, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(here, "package-lock.json")).mtimeMs) return;
  console.log("Installing the peers…");
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", args, { cwd: here, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) stop("The peers could not be installed; the reason is in the lines above.");
}

const load = () => loadavg()[0].toFixed(1);

async function timed(title, measure) {
  process.stdout.write(`${title}… `);
  const startedAt = performance.now();
  const result = await measure();
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
  return result;
}

const { quick: isQuick = false, help: isHelp } = readArguments();
if (isHelp) {
  console.log(help);
  process.exit(0);
}
ensurePeers();
const isOtherBuild = process.env.CORE_DIST !== undefined;
process.env.CORE_DIST = copyOfBuild();

const settings = isQuick
  ? { isQuick, rounds: 3, ms: 200, rows: 100_000, sample: 3_000, coldStarts: 5 }
  : { isQuick, rounds: 9, ms: 500, rows: 1_000_000, sample: 20_000, coldStarts: 15 };
const loadBefore = load();
const { measureValidation } = await import("./validation.mjs");
const { measureCues } = await import("./cues.mjs");
const { measureWorstText } = await import("./worst-text.mjs");
const { measureColdStart } = await import("./cold-start.mjs");
const { measureSizes } = await import("./sizes.mjs");
const { reportOf } = await import("./report.mjs");

const results = {
  measuredOn: new Date().toISOString().slice(0, 10),
  settings,
  peers: JSON.parse(readFileSync(join(here, "package.json"), "utf8")).dependencies,
  sizes: await timed("Sizes", measureSizes),
  validation: await timed("Validation", () => measureValidation(settings)),
  cues: await timed("Narratives", () => measureCues(settings)),
  worstText: await timed("Worst text", () => measureWorstText({ rounds: Math.min(settings.rounds, 5) })),
  coldStart: await timed("Cold start", () => measureColdStart({ runs: settings.coldStarts })),
  machine: { cores: availableParallelism(), node: process.versions.node, loadBefore, loadAfter: load() },
};
console.log(`\n${reportOf(results)}`);
if (!isQuick && !isOtherBuild) {
  writeFileSync(join(here, "results.json"), `${JSON.stringify(results, null, 2)}\n`);
  writeFileSync(join(here, "RESULTS.md"), reportOf(results));
  console.log("Written: bench/core/RESULTS.md, bench/core/results.json");
}
