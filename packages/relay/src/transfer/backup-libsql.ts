import { constants } from "node:fs";
import { access, open } from "node:fs/promises";
import Database from "libsql";
import { asPart } from "./durable-file.ts";

/**
 * Writes a copy of an embedded store as it is at one moment, while a relay works on it: every record that was answered 202
 * before the call is in it. The copy is checked and on disk when this resolves.
 *
 * @param file - The store.
 * @param target - The copy. Until it is whole it is `<target>.part`.
 * @throws {Error} `ENOENT` if there is no store, `EEXIST` if there is a file of the copy's name, or of its part's.
 * @see https://www.sqlite.org/lang_vacuum.html#vacuuminto
 */
export async function backupLibsqlStore(file: string, target: string): Promise<void> {
  await access(file, constants.R_OK);
  // An empty file is a database without tables: it may be filled, and nobody else may read it.
  await asPart(target, async (part) => {
    const database = new Database(file, { readonly: true, timeout: 5000 });
    try {
      database.prepare("vacuum into $1").run({ 1: part });
    } finally {
      database.close();
    }
    check(part);
    const handle = await open(part, "r+");
    await handle.sync();
    await handle.close();
  });
}

function check(file: string): void {
  const copy = new Database(file, { readonly: true });
  try {
    const [row] = copy.prepare("pragma integrity_check(1)").all() as { readonly integrity_check: string }[];
    if (row?.integrity_check !== "ok") throw new Error("The copy failed its integrity check.");
  } finally {
    copy.close();
  }
}
