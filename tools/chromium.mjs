import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installDebianPackage, runHidden } from "./debian-package.mjs";
import { binFile } from "./workspace.mjs";

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

/**
 * Returns the file of a Chromium, installing one if there is none: Debian's package as root, else Playwright's download.
 *
 * @throws {Error} with one line saying what to do, if none could be installed.
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found !== undefined) return found;
  console.log("Installing Chromium (about 350 MB on disk, about a minute)…");
  const logName = "chromium-install.log";
  installDebianPackage("chromium", logName);
  if ((await findChromium()) === undefined) {
    runHidden(process.execPath, [binFile("playwright"), "install", "chromium"], logName);
  }
  const installed = await findChromium();
  if (installed === undefined) {
    throw new Error(
      "No Chromium could be installed (see .tmp/chromium-install.log): install one and set CHROMIUM_PATH.",
    );
  }
  return installed;
}
