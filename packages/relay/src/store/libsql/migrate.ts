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
  const numbers = numbersIn(folder);
  const seen = userVersion(database);
  if (seen > (numbers.at(-1) ?? 0)) throw newer();
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

/**
 * Checks that a database which another process uses is in the newest form.
 *
 * @throws {@link StoreOpenError} `newer` if a later release wrote it, `in-use` if an earlier one still does.
 */
export function checkVersion(database: Database.Database, folder: URL = libsqlMigrations): void {
  const newest = numbersIn(folder).at(-1) ?? 0;
  const seen = userVersion(database);
  if (seen > newest) throw newer();
  if (seen < newest) {
    throw new StoreOpenError(
      "in-use",
      "A relay of an earlier release uses this store. Stop it, or use its own commands.",
    );
  }
}

/**
 * Checks that a damaged database is in the newest form: it cannot be brought to it.
 *
 * @throws {@link StoreOpenError} `newer` if a later release wrote it, `unreadable` if an earlier one did.
 */
export function checkSalvageable(database: Database.Database, folder: URL = libsqlMigrations): void {
  const newest = numbersIn(folder).at(-1) ?? 0;
  const seen = userVersion(database);
  if (seen > newest) throw newer();
  if (seen < newest) {
    throw new StoreOpenError(
      "unreadable",
      "This is not a store of this release. Read it with the release that wrote it.",
    );
  }
}

function numbersIn(folder: URL): number[] {
  return readdirSync(folder)
    .filter((name) => /^\d{6}\.sql$/.test(name))
    .map((name) => Number.parseInt(name, 10))
    .sort((one, other) => one - other);
}

function newer(): StoreOpenError {
  return new StoreOpenError(
    "newer",
    "A newer release of the relay wrote this store. Start that release or a later one.",
  );
}

/** Returns the number of the newest migration that a database has seen. */
function userVersion(database: Database.Database): number {
  const [row] = database.prepare("pragma user_version").all() as { readonly user_version: number }[];
  return row?.user_version ?? 0;
}
