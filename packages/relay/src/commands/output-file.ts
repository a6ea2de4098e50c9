import { once } from "node:events";
import { writeDurably } from "../transfer/durable-file.ts";
import { CommandFault } from "./command.ts";
import { exitCode } from "./exit-code.ts";

/**
 * Gives the work a way to append to a new file, which gets its name once it is whole; `-` is standard output.
 *
 * @throws {CommandFault} if the file is there already, or cannot be written.
 */
export async function toFile<Value>(
  path: string,
  work: (append: (bytes: Buffer) => Promise<void>) => Promise<Value>,
): Promise<Value> {
  if (path === "-") {
    return await work(async (bytes) => {
      if (!process.stdout.write(bytes)) await once(process.stdout, "drain");
    });
  }
  try {
    return await writeDurably(path, work);
  } catch (error) {
    throw fileFault(error) ?? error;
  }
}

/** Returns what to tell about an error of the file system; `undefined` for any other. */
export function fileFault(error: unknown): CommandFault | undefined {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EEXIST")
    return new CommandFault(exitCode.failed, "there is a file of that name, or its .part, already.");
  if (code === "ENOENT") return new CommandFault(exitCode.failed, "there is no such file or folder.");
  if (code === "ENOSPC") return new CommandFault(exitCode.tryAgain, "the disk has no room for the file.");
  if (/^E(ACCES|PERM|ISDIR|NOTDIR|ROFS|IO)$/.test(code)) {
    return new CommandFault(exitCode.failed, `the file cannot be read or written (${code}).`);
  }
  return undefined;
}
