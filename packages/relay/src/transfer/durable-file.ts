import { link, lstat, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file that others may not read, and gives it its name only once it is whole and on disk; until then it is
 * `<path>.part`. Killed, it leaves no file of the name.
 *
 * @param write - Is given what appends to the file.
 * @throws {Error} `EEXIST` if there is a file of the name, or of the part's.
 */
export async function writeDurably<Value>(
  path: string,
  write: (append: (bytes: Buffer) => Promise<void>) => Promise<Value>,
): Promise<Value> {
  return await asPart(path, async (part) => {
    const handle = await open(part, "r+");
    try {
      const value = await write(async (bytes) => {
        await handle.appendFile(bytes);
      });
      await handle.sync();
      return value;
    } finally {
      await handle.close();
    }
  });
}

/**
 * Lets the work fill `<path>.part`, an empty file of this account alone, and gives it its name once the work is done. What
 * is there already is never overwritten.
 *
 * @param fill - Resolves once the part is whole and on disk.
 * @throws {Error} `EEXIST` if there is a file of the name, or of the part's.
 */
export async function asPart<Value>(path: string, fill: (part: string) => Promise<Value>): Promise<Value> {
  await refuseTaken(path);
  const part = `${path}.part`;
  await (await open(part, "wx", 0o600)).close();
  try {
    const value = await fill(part);
    await giveName(part, path);
    return value;
  } finally {
    await rm(part, { force: true });
  }
}

/** A link is refused where the name is taken; a rename would overwrite. */
async function giveName(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
    await rm(part);
  } catch (error) {
    if (!isWithoutLinks(error)) throw error;
    // Nobody else writes the same name by way of this part, so only another program could take it in between.
    await refuseTaken(path);
    await rename(part, path);
  }
  await syncFolder(path);
}

async function refuseTaken(path: string): Promise<void> {
  try {
    await lstat(path);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  throw Object.assign(new Error("There is a file of this name already."), { code: "EEXIST" });
}

/** As file systems answer that know no hard links, such as FAT and some of the network. */
function isWithoutLinks(error: unknown): boolean {
  return ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Makes the names in a file's folder durable. Windows has no such thing. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(dirname(path), "r");
  await folder.sync();
  await folder.close();
}
