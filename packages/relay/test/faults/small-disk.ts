import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";

/** A disk of a few megabytes of its own. */
export interface SmallDisk {
  readonly folder: string;
  /** Fills it up to so many bytes. */
  readonly fillTo: (freeBytes: number) => void;
  /** Frees what was filled. */
  readonly free: () => void;
  /** Mounts it again, to be read only or written too. */
  readonly remount: (how: "ro" | "rw") => void;
  readonly close: () => void;
}

/**
 * Mounts a small disk in memory.
 *
 * @throws {Error} that says what is needed, where nothing may be mounted.
 */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk {
  mkdirSync(folder, { recursive: true });
  try {
    run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "none", folder]);
  } catch (cause) {
    throw new Error(
      "This test mounts a small disk in memory, which is not allowed here. Run it as root, in a container with the right to mount (--cap-add SYS_ADMIN).",
      { cause },
    );
  }
  const ballast = join(folder, "ballast");
  return {
    folder,
    fillTo: (freeBytes) => {
      const { bavail, bsize } = statfsSync(folder);
      appendFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - freeBytes)));
    },
    free: () => rmSync(ballast, { force: true }),
    remount: (how) => {
      run("mount", ["-o", `remount,${how}`, folder]);
    },
    close: () => {
      run("umount", ["-l", folder]);
    },
  };
}

/** Whether this process may mount a disk: on Linux, as root or in a container that allows it. */
export function mayMount(): boolean {
  if (process.platform !== "linux") return false;
  try {
    // Mounts in a name space of its own, which ends with the command.
    run("unshare", ["--mount", "mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"]);
    return true;
  } catch {
    return false;
  }
}

/** Sets how large files a running process may write: what a disk without room looks like, where none can be mounted. */
export function limitFileSize(pid: number, bytes: number | "unlimited"): void {
  run("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);
}

/** Sets how many descriptors a running process may have open from now on. */
export function limitDescriptors(pid: number, count: number): void {
  run("prlimit", ["--pid", String(pid), `--nofile=${count}:`]);
}

function run(program: "mount" | "umount" | "unshare" | "prlimit", args: readonly string[]): void {
  execFileSync(program, args, { stdio: "pipe" });
}
