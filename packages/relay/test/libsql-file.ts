import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { onTestFinished } from "vitest";
import { type LibsqlStoreOptions, openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import type { Store } from "../src/store/store.ts";

/** Returns the path of a store in a folder that is not there yet; it goes with the test. */
export async function storeFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "relay-store-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "deeper", "relay.db");
}

/** Opens a store; it is closed with the test. */
export function openStore(options: LibsqlStoreOptions): Store {
  const store = openLibsqlStore(options);
  onTestFinished(() => store.close());
  return store;
}

/** Does something with a database file and lets go of it. */
export function withDatabase<Value>(file: string, work: (database: Database.Database) => Value): Value {
  const database = new Database(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}
