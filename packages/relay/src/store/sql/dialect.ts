import type { TransactionContext } from "./work.ts";

/** Returns a sub-select of the texts in parameter `$n`, which holds a JSON array of them. */
export function listed({ dialect }: TransactionContext, n: number): string {
  return dialect === "sqlite"
    ? `(select value from json_each($${n}))`
    : `(select jsonb_array_elements_text(cast($${n} as jsonb)))`;
}

/** Ends a select so that its rows stay as they are until the transaction ends. SQLite has one writer anyway. */
export function locked({ dialect }: TransactionContext): string {
  return dialect === "sqlite" ? "" : " for update";
}

/** As {@link locked}, leaving out rows that another transaction works on. */
export function lockedIfFree({ dialect }: TransactionContext): string {
  return dialect === "sqlite" ? "" : " for update skip locked";
}

/**
 * Names the index that a part of a query must use. SQLite keeps no statistics and would take the one on `state`, however
 * many records are in that state; PostgreSQL counts them.
 */
export function by({ dialect }: TransactionContext, index: string): string {
  return dialect === "sqlite" ? ` indexed by ${index}` : "";
}
