import Database from "libsql";
import type { Bind, Row } from "../sql/work.ts";
import { StoreOpenError } from "../store-open-error.ts";
import { StoreUnavailableError } from "../store-unavailable-error.ts";
import { checkVersion, migrate } from "./migrate.ts";

/** Opens a database file. */
export type OpenDatabase = (file: string) => Database.Database;

/** How a {@link Connection} opens its file. */
export interface ConnectionOptions {
  readonly open?: OpenDatabase;
  /** Whether no other process uses the file: then it is checked, and brought to its newest form. */
  readonly isAlone: boolean;
}

/** An open database, checked and in its newest form, with its statements prepared once. */
export class Connection {
  readonly #database: Database.Database;
  readonly #isAlone: boolean;
  readonly #statements = new Map<string, Prepared>();

  /** @throws {@link StoreOpenError} if the file cannot be read, is damaged, or comes from a later release. */
  constructor(file: string, options: ConnectionOptions) {
    this.#database = openChecked(file, options);
    this.#isAlone = options.isAlone;
  }

  /** Runs a statement whose parameters are `$1`, `$2` …; returns its rows, or how many it changed as the one row. */
  all(sql: string, binds: readonly Bind[] = []): Row[] {
    const { statement, givesRows } = this.#prepared(sql);
    if (givesRows) return rowsOfStatement(statement, binds);
    const { changes } = statement.run(numbered(binds));
    return [{ changes }];
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
    if (!this.#isAlone) return;
    try {
      this.#database.exec("pragma wal_checkpoint(truncate)");
    } catch {
      // The log stays beside the file and is read at the next open.
    }
  }

  close(): void {
    this.#database.close();
  }

  #prepared(sql: string): Prepared {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    // Asked once: a statement without rows takes half the time by `run`.
    const prepared = { statement, givesRows: statement.reader };
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

interface Prepared {
  readonly statement: Database.Statement;
  readonly givesRows: boolean;
}

/** Runs a statement whose parameters are `$1`, `$2` …; returns its rows, content as bytes. */
export function rowsOfStatement(statement: Database.Statement, binds: readonly Bind[]): Row[] {
  const rows = statement.all(numbered(binds)) as Record<string, unknown>[];
  // libsql gives a blob as an ArrayBuffer.
  for (const row of rows) {
    for (const column in row) {
      if (row[column] instanceof ArrayBuffer) row[column] = new Uint8Array(row[column]);
    }
  }
  return rows;
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
  const named: Record<string, Bind> = {};
  binds.forEach((bind, index) => {
    named[index + 1] = bind;
  });
  return named;
}

function openChecked(
  file: string,
  { open = (path) => new Database(path, { timeout: 5000 }), isAlone }: ConnectionOptions,
): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = open(file);
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
    // What retention removes is not left in free pages.
    database.exec("pragma secure_delete = on");
    if (isAlone) {
      const [check] = database.prepare("pragma integrity_check(1)").all() as { readonly integrity_check: string }[];
      if (check?.integrity_check !== "ok") throw damaged();
      migrate(database);
    } else {
      checkVersion(database);
    }
    return database;
  } catch (cause) {
    database?.close();
    throw cause instanceof StoreOpenError ? cause : notUsable(cause);
  }
}

/** Returns the error of a file that could not be opened, read or written. */
export function notUsable(cause: unknown): StoreOpenError {
  const code = sqliteCode(cause);
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) return damaged(cause);
  return new StoreOpenError(
    "unreadable",
    "The store cannot be opened or written. Check that its folder exists, the disk has room and this user may write.",
    { cause },
  );
}

function damaged(cause?: unknown): StoreOpenError {
  return new StoreOpenError(
    "damaged",
    "The store failed its integrity check. Keep the file, restore a backup or start with an empty store, and ask for help.",
    { cause },
  );
}
