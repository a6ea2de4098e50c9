import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./workspace.mjs";

function isDebianRoot() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/etc/os-release")) return false;
  // Ubuntu's package of Chromium only points at a snap, which does not run in a container.
  return /^ID="?debian"?$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/** Runs a command with its output in a file of .tmp; returns whether it ended well. */
export function runHidden(command, args, logName) {
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const log = openSync(join(root, ".tmp", logName), "a");
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { cwd: root, env: environment, stdio: ["ignore", log, log] }).status === 0;
}

/** Installs a package where this is Debian and we are root; elsewhere it does nothing. */
export function installDebianPackage(name, logName) {
  if (!isDebianRoot()) return;
  const lock = "DPkg::Lock::Timeout=300";
  runHidden("apt-get", ["-o", lock, "update"], logName);
  runHidden("apt-get", ["-o", lock, "install", "-y", "--no-install-recommends", name], logName);
}
