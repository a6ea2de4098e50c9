import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileFault } from "./output-file.ts";

/**
 * Gives the work the path of a file to read. `-` is standard input: it is put in a file that only this user may read, since
 * it is read twice, and removed afterwards.
 */
export async function fromFile<Value>(path: string, work: (path: string) => Promise<Value>): Promise<Value> {
  if (path !== "-") return await guarded(() => work(path));
  const folder = await mkdtemp(join(tmpdir(), "digital-factors-"));
  try {
    return await guarded(async () => {
      const file = join(folder, "input");
      await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
      return await work(file);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function guarded<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw fileFault(error) ?? error;
  }
}
