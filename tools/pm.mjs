// Runs the pinned pnpm where only Node and npm exist: node tools/pm.mjs [ensure | pnpm arguments].
// Syntax and imports stay old enough that an old Node reaches the version message instead of a stack trace.
import { spawnSync } from "child_process";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "fs";
import { delimiter, dirname, join } from "path";
import { fileURLToPath } from "url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const isWindows = process.platform === "win32";

function stop(line) {
  console.error(line);
  process.exit(1);
}

const wanted = manifest.engines.node.replace(">=", "").split(".").map(Number);
const running = process.versions.node.split(".").map(Number);
if (running[0] < wanted[0] || (running[0] === wanted[0] && running[1] < wanted[1])) {
  stop(
    `Node ${manifest.engines.node} is needed; this is ${process.version}. Install a newer Node from https://nodejs.org and run the same command again.`,
  );
}

function run(command, args, options) {
  const result = spawnSync(command, args, Object.assign({ stdio: "inherit", cwd: root, shell: isWindows }, options));
  if (result.error) stop(`Could not start ${command}: ${result.error.code}. Is it installed and on the PATH?`);
  return result.status === null ? 1 : result.status;
}

const spec = manifest.packageManager.split("+")[0];
const home = join(root, "node_modules", ".pm", spec.replace("@", "-"));
const bin = join(home, "node_modules", ".bin");
if (!existsSync(join(bin, isWindows ? "pnpm.cmd" : "pnpm"))) {
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{"private":true}\n');
  const install = ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", home, spec];
  if (run("npm", install, { cwd: home }) !== 0) {
    stop(
      `Could not install ${spec} with npm. Check that the npm registry can be reached, then run the same command again.`,
    );
  }
}

const env = Object.assign({}, process.env, { PATH: bin + delimiter + process.env.PATH });
const args = process.argv.slice(2);
const marker = join(root, "node_modules", ".modules.yaml");
const lockfile = join(root, "pnpm-lock.yaml");
const isStale = !existsSync(marker) || statSync(lockfile).mtimeMs > statSync(marker).mtimeMs;
if (isStale && ["install", "add", "remove"].indexOf(args[0]) < 0) {
  console.log("Installing the dependencies (up to a minute the first time)…");
  // Warnings are about commands of packages that are built only later.
  const install = ["install", "--frozen-lockfile", "--prefer-offline", "--loglevel=error"];
  if (run("pnpm", install, { env }) !== 0) {
    stop(
      "Installing the dependencies failed; the reason is in the lines above. Mend it, then run the same command again.",
    );
  }
}
if (args.length > 0 && args[0] !== "ensure") process.exit(run("pnpm", args, { env }));
