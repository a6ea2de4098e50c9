import Database from "libsql";
import { StoreOpenError } from "../store-open-error.ts";

/** Holds a store until it is released. */
export interface StoreLock {
  release(): void;
}

/** Returns the path of the file that is locked in the place of a store. */
export function lockFileOf(file: string): string {
  return `${file}.lock`;
}

/**
 * Holds a store for this process alone, until released or until the process ends in whatever way.
 *
 * Node has no file locks; SQLite's are the operating system's own, so an empty database beside the store serves as one.
 * The store itself stays readable for backups. Holding the lock proves that no other relay has a request under way.
 *
 * @throws {@link StoreOpenError} `in-use` if another process holds it.
 */
export function lockStore(file: string): StoreLock {
  const lock = new Database(lockFileOf(file));
  try {
    lock.exec("pragma journal_mode = delete");
    lock.exec("begin exclusive");
  } catch (cause) {
    lock.close();
    throw new StoreOpenError("in-use", "Another relay uses this store. Stop it, or give this one a store of its own.", {
      cause,
    });
  }
  return {
    release() {
      lock.exec("rollback");
      lock.close();
    },
  };
}
