import Database from "libsql";
import { StoreOpenError } from "../store-open-error.ts";
import { StoreUnavailableError } from "../store-unavailable-error.ts";
import { migrate } from "./migrate.ts";

/** Opens a database file. */
export type OpenDatabase = (file: string) => Database.Database;

/** A value that a statement takes. */
export type Bind = string | number | Buffer | null;

/** An open database, checked and in its newest form, with its statements prepared once. */
export class Connection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  /** @throws {@link StoreOpenError} if the file cannot be read, is damaged, or comes from a later release. */
  constructor(file: string, open: OpenDatabase = (path) => new Database(path, { timeout: 5000 })) {
    this.#database = openChecked(file, open);
  }

  /** Runs a statement whose parameters are `$1`, `$2` …; returns its rows. */
  all(sql: string, binds: readonly Bind[] = []): Readonly<Record<string, unknown>>[] {
    return this.#prepared(sql).all(numbered(binds)) as Record<string, unknown>[];
  }

  /** Runs a statement that gives no rows; returns how many rows it changed. */
  run(sql: string, binds: readonly Bind[] = []): number {
    return this.#prepared(sql).run(numbered(binds)).changes;
  }

  /** Runs the work in one transaction: all of it is durable when this returns, or none. */
  transaction<Value>(work: () => Value): Value {
    this.#database.exec("begin immediate");
    try {
      const value = work();
      this.#database.exec("commit");
      return value;
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec("rollback");
      throw error;
    }
  }

  /** Moves what the log holds into the file, as far as that can be done now; nothing is lost if it cannot. */
  checkpoint(): void {
    try {
      this.#database.exec("pragma wal_checkpoint(truncate)");
    } catch {
      // The log stays beside the file and is read at the next open.
    }
  }

  close(): void {
    this.#database.close();
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Returns the error as the store's callers know it. */
export function toUnavailable(cause: unknown): StoreUnavailableError {
  const code = sqliteCode(cause);
  if (code.startsWith("SQLITE_FULL")) return new StoreUnavailableError("full", { cause });
  if (code.startsWith("SQLITE_BUSY")) return new StoreUnavailableError("busy", { cause });
  return new StoreUnavailableError("failed", { cause });
}

function sqliteCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function numbered(binds: readonly Bind[]): Readonly<Record<string, Bind>> {
  return Object.fromEntries(binds.map((bind, index) => [String(index + 1), bind]));
}

function openChecked(file: string, open: OpenDatabase): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = open(file);
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
    const [check] = database.prepare("pragma integrity_check(1)").all() as { readonly integrity_check: string }[];
    if (check?.integrity_check !== "ok") throw damaged();
    migrate(database);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof StoreOpenError) throw cause;
    const code = sqliteCode(cause);
    if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) throw damaged(cause);
    throw new StoreOpenError(
      "unreadable",
      "The store cannot be opened or written. Check that its folder exists, the disk has room and this user may write.",
      { cause },
    );
  }
}

function damaged(cause?: unknown): StoreOpenError {
  return new StoreOpenError(
    "damaged",
    "The store failed its integrity check. Keep the file, restore a backup or start with an empty store, and ask for help.",
    { cause },
  );
}
