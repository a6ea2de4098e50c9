import { accessSync, closeSync, constants, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { plainSealer, type Sealer } from "../sealer.ts";
import { SqlStore } from "../sql/sql-store.ts";
import type { Store } from "../store.ts";
import { isStoreOpenError, StoreOpenError } from "../store-open-error.ts";
import { Connection, notUsable, type OpenDatabase } from "./connection.ts";
import { LibsqlRunner } from "./libsql-runner.ts";
import { lockFileOf, lockStore, type StoreLock } from "./store-lock.ts";

/**
 * How {@link openLibsqlStore} opens its file.
 *
 * @example
 * const options: LibsqlStoreOptions = { file: ".data/relay.db" };
 */
export interface LibsqlStoreOptions {
  /** Path of the database file. It and its folder are made if they are absent, for this account alone. */
  readonly file: string;
  /** Seals content. Default: kept as it is. */
  readonly sealer?: Sealer;
  /** Clock for leases and delays, milliseconds since 1970. Default: the time at the start, and a clock that never jumps. */
  readonly now?: () => number;
  /**
   * Whether a relay may use the file too: for tokens, the audit log and reading, not for deliveries. The relay has to be
   * of this release. Default: `false`.
   */
  readonly beside?: boolean;
  /** Opens the database; for tests that set limits on it. */
  readonly open?: OpenDatabase;
}

/**
 * Returns the store in one file of this machine: write-ahead log, a wait for the disk before every answer, writes that
 * arrive together sharing that wait. One relay at a time: claims that an ended one left behind are free at the next open.
 *
 * @throws {@link StoreOpenError} if the file is in use by another relay, unreadable, damaged, or of a later release.
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 * @example
 * const store = openLibsqlStore({ file: ".data/relay.db" });
 * await store.close();
 */
export function openLibsqlStore(options: LibsqlStoreOptions): Store {
  const { file, sealer = plainSealer, now = steadyClock(), beside = false, open } = options;
  const lock = lockFor(file, beside);
  try {
    const isAlone = lock !== undefined;
    const connect = () => new Connection(file, { isAlone, ...(open === undefined ? {} : { open }) });
    const connection = connect();
    if (isAlone) freeClaims(connection);
    return new SqlStore(new LibsqlRunner({ connection, connect, now, onClosed: () => lock?.release() }), sealer);
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** The lock proves that whoever held these claims has ended. What was sending is left to `sweep`. */
function freeClaims(connection: Connection): void {
  try {
    connection.transaction(() =>
      connection.all(
        `update records set due_at_ms = 0, owner = null, is_leased = case state when 'sending' then 1 else 0 end
         where is_leased = 1`,
      ),
    );
  } catch (cause) {
    connection.close();
    throw notUsable(cause);
  }
}

/** Returns the lock on a store; `undefined` if a relay holds it and this is to work beside it. */
function lockFor(file: string, beside: boolean): StoreLock | undefined {
  try {
    // For this account alone; what SQLite puts beside the file has the file's mode.
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    for (const each of [file, lockFileOf(file)]) makeIfAbsent(each);
    return lockStore(file);
  } catch (cause) {
    if (isStoreOpenError(cause)) {
      if (beside && cause.reason === "in-use") return undefined;
      throw cause;
    }
    throw new StoreOpenError(
      "unreadable",
      "The folder of the store cannot be made or written. Check its path and rights.",
      { cause },
    );
  }
}

/**
 * Makes a file for this account alone, and checks the rights of one that is there without opening it: the operating system
 * drops a process's locks on a file as soon as the process closes any of its descriptors, and this process may hold them.
 */
function makeIfAbsent(file: string): void {
  try {
    closeSync(openSync(file, "wx", 0o600));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    accessSync(file, constants.R_OK | constants.W_OK);
  }
}

/** Returns the time at the start plus what has passed since, whatever is done to the machine's clock. */
function steadyClock(): () => number {
  const startedAtMs = Date.now() - performance.now();
  return () => startedAtMs + performance.now();
}
