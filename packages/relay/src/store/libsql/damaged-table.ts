import type Database from "libsql";
import type { Bind, Row } from "../sql/work.ts";
import { rowsOfStatement } from "./connection.ts";

/** Rows that a page of SQLite's default size can hold at most, of tables like ours. */
const mostRowsInPage = 100;

/** A table of a damaged database, read row by row, so that a broken page costs only what is on it. */
export class DamagedTable {
  readonly #database: Database.Database;
  readonly #table: string;
  readonly #columns: readonly string[];
  readonly #statements = new Map<string, Database.Statement>();
  #rowIdsOf: Map<string, number[]> | undefined;

  constructor(database: Database.Database, table: string, columns: string) {
    this.#database = database;
    this.#table = table;
    this.#columns = columns.split(/,\s*/);
  }

  /** Gives every row, in the order they were added; `unreadable` in the place of one that cannot be read. */
  *rows(): IterableIterator<Row | "unreadable"> {
    const last = this.#lastRowId();
    for (let rowId = 1; rowId <= last; rowId += 1) {
      const rows = this.#tried(`select ${this.#columns.join(", ")} from ${this.#table} where rowid = $1`, [rowId]);
      if (rows === undefined) yield "unreadable";
      else yield* rows;
    }
  }

  /**
   * Returns the rows that have this text in a column, in order, found by its index or, where that is broken, by going
   * through the whole table once. `dispensable` columns that cannot be read are null.
   */
  rowsWhere(column: string, text: string, order: string, dispensable: readonly string[]): Row[] {
    const found = this.#tried(`select rowid as row_id from ${this.#table} where ${column} = $1 order by ${order}`, [
      text,
    ]);
    const rowIds = found?.map(({ row_id: rowId }) => Number(rowId)) ?? [];
    const rows = this.#rowsAt(rowIds, dispensable);
    const isFound = found !== undefined && rows.length > 0 && rows.every((row) => row[column] === text);
    if (isFound) return rows;
    return this.#rowsAt(this.#rowIds(column).get(text) ?? [], dispensable).sort(
      (one, other) => Number(one[order]) - Number(other[order]),
    );
  }

  #rowsAt(rowIds: readonly number[], dispensable: readonly string[]): Row[] {
    const needed = this.#columns.filter((column) => !dispensable.includes(column));
    return rowIds.flatMap((rowId) => {
      const [row] = this.#tried(`select ${needed.join(", ")} from ${this.#table} where rowid = $1`, [rowId]) ?? [];
      if (row === undefined) return [];
      const rest = dispensable.map((column) => {
        const [part] = this.#tried(`select ${column} from ${this.#table} where rowid = $1`, [rowId]) ?? [];
        return [column, part?.[column] ?? null];
      });
      return [{ ...row, ...Object.fromEntries(rest) }];
    });
  }

  #rowIds(column: string): Map<string, number[]> {
    if (this.#rowIdsOf !== undefined) return this.#rowIdsOf;
    const rowIdsOf = new Map<string, number[]>();
    const last = this.#lastRowId();
    for (let rowId = 1; rowId <= last; rowId += 1) {
      const [row] = this.#tried(`select ${column} from ${this.#table} where rowid = $1`, [rowId]) ?? [];
      if (row === undefined) continue;
      const text = String(row[column]);
      rowIdsOf.set(text, [...(rowIdsOf.get(text) ?? []), rowId]);
    }
    this.#rowIdsOf = rowIdsOf;
    return rowIdsOf;
  }

  /** Returns the last row's id, or a number beyond it where that cannot be read. */
  #lastRowId(): number {
    const [last] = this.#tried(`select max(rowid) as row_id from ${this.#table}`, []) ?? [];
    if (last !== undefined) return Number(last.row_id ?? 0);
    const [size] = this.#tried("pragma page_count", []) ?? [];
    return Number(size?.page_count ?? 0) * mostRowsInPage;
  }

  #tried(sql: string, binds: readonly Bind[]): Row[] | undefined {
    try {
      const statement = this.#statements.get(sql) ?? this.#database.prepare(sql);
      this.#statements.set(sql, statement);
      return rowsOfStatement(statement, binds);
    } catch {
      return undefined;
    }
  }
}
