import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { binFile, root } from "./workspace.mjs";

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];
const wellKnownFiles = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ...["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
    .filter((name) => process.env[name] !== undefined)
    .map((name) => join(process.env[name], "Google", "Chrome", "Application", "chrome.exe")),
];

/** Arguments for a headless Chromium that also runs as root and keeps to loopback. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns the file of a Chromium: `CHROMIUM_PATH`, else one of the system, else Playwright's own; `undefined` if none.
 *
 * @throws {Error} if `CHROMIUM_PATH` names no executable file.
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== "") {
    if (isExecutable(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is ${chosen}, which is not an executable file. Correct it or unset it.`);
  }
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const candidates = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  const onSystem = [...candidates, ...wellKnownFiles].find(isExecutable);
  if (onSystem !== undefined) return onSystem;
  const { chromium } = await import("playwright");
  const own = chromium.executablePath();
  return own !== "" && existsSync(own) ? own : undefined;
}

function isDebianRoot() {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/etc/os-release")) return false;
  // Ubuntu's package of this name only points at a snap, which does not run in a container.
  return /^ID="?debian"?$/m.test(readFileSync("/etc/os-release", "utf8"));
}

function runHidden(command, args, logFile) {
  const log = openSync(logFile, "a");
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(command, args, { cwd: root, env: environment, stdio: ["ignore", log, log] }).status === 0;
}

/**
 * Returns the file of a Chromium, installing one if there is none: Debian's package as root, else Playwright's download.
 *
 * @throws {Error} with one line saying what to do, if none could be installed.
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found !== undefined) return found;
  console.log("Installing Chromium (about 350 MB on disk, about a minute)…");
  mkdirSync(join(root, ".tmp"), { recursive: true });
  const logFile = join(root, ".tmp", "chromium-install.log");
  if (isDebianRoot()) {
    const lock = "DPkg::Lock::Timeout=300";
    runHidden("apt-get", ["-o", lock, "update"], logFile);
    runHidden("apt-get", ["-o", lock, "install", "-y", "--no-install-recommends", "chromium"], logFile);
  }
  if ((await findChromium()) === undefined) {
    runHidden(process.execPath, [binFile("playwright"), "install", "chromium"], logFile);
  }
  const installed = await findChromium();
  if (installed === undefined) {
    throw new Error(
      "No Chromium could be installed (see .tmp/chromium-install.log): install one and set CHROMIUM_PATH.",
    );
  }
  return installed;
}
