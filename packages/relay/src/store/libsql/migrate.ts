import { readdirSync, readFileSync } from "node:fs";
import type Database from "libsql";
import { libsqlMigrations } from "../../package-files.ts";
import { StoreOpenError } from "../store-open-error.ts";

/**
 * Brings a database to the newest form: each numbered file that it has not seen yet, in a transaction of its own.
 *
 * @throws {@link StoreOpenError} `newer` if a later release wrote the database.
 */
export function migrate(database: Database.Database, folder: URL = libsqlMigrations): void {
  const numbers = readdirSync(folder)
    .filter((name) => /^\d{6}\.sql$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((one, other) => one - other);
  const seen = userVersion(database);
  if (seen > (numbers.at(-1) ?? 0)) {
    throw new StoreOpenError(
      "newer",
      "A newer release of the relay wrote this store. Start that release or a later one.",
    );
  }
  for (const number of numbers.filter((each) => each > seen)) {
    const sql = readFileSync(new URL(`${String(number).padStart(6, "0")}.sql`, folder), "utf8");
    database.exec("begin immediate");
    try {
      database.exec(sql);
      database.exec(`pragma user_version = ${number}`);
      database.exec("commit");
    } catch (error) {
      if (database.inTransaction) database.exec("rollback");
      throw error;
    }
  }
}

function userVersion(database: Database.Database): number {
  const [row] = database.prepare("pragma user_version").all() as { readonly user_version: number }[];
  return row?.user_version ?? 0;
}
