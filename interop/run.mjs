// npm run interop: our resources and questions in the hands of tools that this project did not write. See README.md.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const folder = dirname(fileURLToPath(import.meta.url));
const root = join(folder, "..");
const work = join(folder, ".tmp");

const usage = `npm run interop [-- --help]

Holds the FHIR resources that the packages make to validators, and the Questionnaire to a renderer, none of them
written by this project; writes interop/RESULTS.md and interop/screenshots/. Not part of npm test.

The first run installs interop/package-lock.json with npm ci (about 730 MB on disk). The tools need a Chromium:
CHROMIUM_PATH, one of the system, or Playwright's. Nothing is asked of any host but 127.0.0.1 after the install.

Exit code: 0 when every check passes, else 1.`;

function stop(line) {
  console.error(line);
  process.exit(1);
}

function run(command, args, cwd) {
  const result = spawnSync(command, args, { cwd, stdio: "inherit", shell: process.platform === "win32" });
  return result.error === undefined && result.status === 0;
}

/** Installs the pinned packages where they are missing or of another lock file. */
function install() {
  const lockfile = readFileSync(join(folder, "package-lock.json"), "utf8");
  const marker = join(folder, "node_modules", ".installed-lockfile.json");
  if (existsSync(marker) && readFileSync(marker, "utf8") === lockfile) return;
  console.log("Installing the validators and the renderer (about 730 MB on disk, up to a minute)…");
  if (!run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder)) {
    stop("npm ci failed in interop/; the reason is in the lines above.");
  }
  writeFileSync(marker, lockfile);
}

async function bundle() {
  const { build } = await import("esbuild");
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const shared = { bundle: true, format: "esm", conditions: ["@digital-factors/source"], logLevel: "error" };
  await build({
    ...shared,
    entryPoints: [join(folder, "src", "main.ts")],
    outfile: join(work, "main.mjs"),
    platform: "node",
    external: ["playwright", "typescript", "@vitest/*"],
  });
  await build({
    ...shared,
    entryPoints: [join(root, "packages", "form", "src", "define.ts")],
    outfile: join(work, "digital-factors-form.js"),
  });
}

const args = process.argv.slice(2);
if (args.includes("--help") || args.includes("-h")) {
  console.log(usage);
  process.exit(0);
}
if (args.length > 0) stop(`${args[0]} is not known.\n\n${usage}`);
if (!run(process.execPath, [join(root, "tools", "pm.mjs"), "ensure"], root)) process.exit(1);
install();
await bundle();
process.env.INTEROP_FOLDER = folder;
const { main } = await import(pathToFileURL(join(work, "main.mjs")).href);
const { chromiumArguments, ensureChromium } = await import("../tools/chromium.mjs");
process.exit(await main({ executablePath: await ensureChromium(), args: chromiumArguments }));
