// The peers: bench/embed/node_modules from its own lockfile, and the built files of LHC-Forms.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
const { version, integrity } = manifest.prebuilt.lforms;
const unpacked = join(here, ".tmp", `lforms-${version}`);

/** Folder of the built files of LHC-Forms. */
export const lformsFolder = join(unpacked, "package", "dist", "lforms");

/** Versions of everything that is measured or measures. */
export const versions = { ...manifest.dependencies, lforms: version };

function run(command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: here,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status === 0) return stdout;
  throw new Error(
    `${command} ${args[0]} failed in bench/embed: ${(stderr ?? "").trim().split("\n").slice(-5).join("\n")}`,
  );
}

function installPackages() {
  const marker = join(here, "node_modules", ".package-lock.json");
  const lockfile = join(here, "package-lock.json");
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lockfile).mtimeMs) return;
  console.log("Installing the peers (about 260 MB, about a minute the first time)…");
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
}

/** The package lists 24 Angular and other packages that its built files already hold: only those files are unpacked. */
function unpackLforms() {
  if (existsSync(lformsFolder)) return;
  console.log(`Fetching the built files of lforms ${version} (13 MB)…`);
  rmSync(unpacked, { recursive: true, force: true });
  const partial = `${unpacked}.part`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const archive = join(partial, `lforms-${version}.tgz`);
  run("npm", ["pack", `lforms@${version}`, "--ignore-scripts", "--pack-destination", partial]);
  const digest = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
  if (digest !== integrity) throw new Error(`lforms ${version} is not the file whose integrity package.json names.`);
  run("tar", ["-xzf", archive, "-C", partial, "--exclude", "*.map"]);
  rmSync(archive);
  renameSync(partial, unpacked);
}

/** Installs what is not there yet. Nothing outside bench/embed changes. */
export function ensurePeers() {
  installPackages();
  unpackLforms();
}
