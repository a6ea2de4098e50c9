/** A single value that a statement takes. Sealed content is bytes. */
type Single = string | number | Uint8Array | null;

/** What a parameter of a statement holds. A list is for PostgreSQL alone, as one of its arrays. */
export type Bind = Single | readonly Single[];

/** A row as a database gives it: numbers as numbers, content as bytes. */
export type Row = Readonly<Record<string, unknown>>;

/** One statement with its parameters `$1`, `$2` … */
export interface Statement {
  readonly sql: string;
  readonly binds: readonly Bind[];
}

/**
 * Work inside one transaction, written once for every database: it yields statements and is given their rows. SQLite runs
 * it without a pause, so that nothing comes between; PostgreSQL waits for each answer.
 */
export type Work<Value> = Generator<Statement, Value, readonly Row[]>;

/** Runs one statement of a work: `const rows = yield* rowsOf("select …", [id])`. */
export function* rowsOf(sql: string, binds: readonly Bind[] = []): Work<readonly Row[]> {
  return yield { sql, binds };
}

/** What a work is told about its transaction. */
export interface TransactionContext {
  /** The store's own clock, milliseconds since 1970: the database's, where several relays share it. */
  readonly nowMs: number;
  readonly dialect: "sqlite" | "postgres";
}

/** Runs works on a database. */
export interface SqlRunner {
  /**
   * Runs the work in a transaction and resolves once that is durable. Works that arrive together may share one. Rejects
   * with a `StoreUnavailableError` if the database cannot do it now, and with another error if it cannot do this work at
   * any time, as where a value does not fit; nothing is kept then.
   */
  write<Value>(work: (context: TransactionContext) => Work<Value>): Promise<Value>;
  /** Runs work that changes nothing. */
  read<Value>(work: (context: TransactionContext) => Work<Value>): Promise<Value>;
  close(): Promise<void>;
}
