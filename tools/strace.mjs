import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { installDebianPackage } from "./debian-package.mjs";

function isFound() {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, "strace"), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Installs strace where it can be: tests of lost power and broken disks watch and cut a relay's system calls with it. */
export function ensureStrace() {
  if (process.platform !== "linux" || isFound()) return;
  installDebianPackage("strace", "strace-install.log");
}
