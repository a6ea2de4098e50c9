import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file that others may not read, and gives it its name only once it is whole and on disk; until then it is
 * `<path>.part`.
 *
 * @param write - Is given what appends to the file.
 * @throws {Error} `EEXIST` if there is a file of the name, or of the part's.
 */
export async function writeDurably<Value>(
  path: string,
  write: (append: (bytes: Buffer) => Promise<void>) => Promise<Value>,
): Promise<Value> {
  // Takes the name, so that nothing else can in the meantime, and what is there is never overwritten.
  await (await open(path, "wx", 0o600)).close();
  const part = `${path}.part`;
  let isWhole = false;
  try {
    const handle = await open(part, "wx", 0o600);
    try {
      const value = await write(async (bytes) => {
        await handle.appendFile(bytes);
      });
      await handle.sync();
      await rename(part, path);
      isWhole = true;
      return value;
    } finally {
      await handle.close();
      if (!isWhole) await rm(part, { force: true });
    }
  } finally {
    if (isWhole) await syncFolder(path);
    else await rm(path, { force: true });
  }
}

/** Makes the names in a file's folder durable. Windows has no such thing. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(dirname(path), "r");
  await folder.sync();
  await folder.close();
}
