import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Returns the file of strace, with which a test sees what a process asks of the disk and makes it fail.
 *
 * @throws {Error} that says what to install: without it these tests prove nothing, so they are not skipped.
 */
export function straceFile(): string {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    try {
      const file = join(folder, "strace");
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  throw new Error(
    "strace is missing. Install it (Debian and Ubuntu: apt-get install strace), or run these tests where it can be had.",
  );
}

/**
 * Whether tests that look into a relay's system calls are to run. Elsewhere than on Linux they cannot. Without strace they
 * are counted as skipped and say what to install; where `CI` is set they run, and fail with that sentence.
 */
export function mayTrace(): boolean {
  if (process.platform !== "linux") return false;
  try {
    straceFile();
    return true;
  } catch (error) {
    if (process.env.CI !== undefined && process.env.CI !== "") return true;
    process.stderr.write(`Skipped: ${error instanceof Error ? error.message : "strace is missing."}\n`);
    return false;
  }
}

/** A fault made in a running process. */
export interface InjectedFault {
  /** Lets the process go on without it. */
  readonly lift: () => Promise<void>;
}

/**
 * Makes system calls of a running process fail.
 *
 * @param fault - As strace's `inject`, such as `fsync,fdatasync:error=EIO`.
 * @param paths - Only calls on these files fail.
 * @throws {Error} if this machine does not let one process trace another.
 */
export async function injectFault(pid: number, fault: string, paths: readonly string[]): Promise<InjectedFault> {
  const filters = paths.flatMap((path) => ["-P", path]);
  const [calls = ""] = fault.split(":");
  const tracer = spawn(
    straceFile(),
    ["-f", "-p", String(pid), "-o", "/dev/null", ...filters, "-e", `trace=${calls}`, "-e", `inject=${fault}`],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  await new Promise<void>((resolve, reject) => {
    tracer.stderr.on("data", (chunk) => {
      said += String(chunk);
      if (said.includes("attached")) resolve();
    });
    tracer.once("exit", () => reject(new Error(`strace could not trace the relay. It said: ${said}`)));
  });
  return {
    lift: async () => {
      if (tracer.exitCode !== null || tracer.signalCode !== null) return;
      const exit = once(tracer, "exit");
      tracer.kill("SIGINT");
      await exit;
    },
  };
}
