import type { SqlRunner, TransactionContext, Work } from "../sql/work.ts";
import { isStoreOpenError } from "../store-open-error.ts";
import { StoreUnavailableError } from "../store-unavailable-error.ts";
import { type Connection, toUnavailable } from "./connection.ts";
import { GroupCommit, WorkFault } from "./group-commit.ts";

/** What a {@link LibsqlRunner} works with. */
export interface LibsqlRunnerOptions {
  readonly connection: Connection;
  /** Opens and checks the file again, after a failed write. */
  readonly connect: () => Connection;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called once the file is closed. */
  readonly onClosed: () => void;
}

/** Runs works on a file of this machine, without a pause in any of them. */
export class LibsqlRunner implements SqlRunner {
  readonly #options: LibsqlRunnerOptions;
  readonly #commit = new GroupCommit((work) => this.#guarded((connection) => connection.transaction(work)));
  #connection: Connection | undefined;
  #isClosed = false;

  constructor(options: LibsqlRunnerOptions) {
    this.#options = options;
    this.#connection = options.connection;
  }

  write<Value>(work: (context: TransactionContext) => Work<Value>): Promise<Value> {
    return this.#commit.run(() => this.#run(this.#usable(), work));
  }

  async read<Value>(work: (context: TransactionContext) => Work<Value>): Promise<Value> {
    try {
      return this.#guarded((connection) => this.#run(connection, work));
    } catch (error) {
      throw error instanceof WorkFault ? error.cause : error;
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#commit.finish();
    this.#isClosed = true;
    this.#connection?.checkpoint();
    this.#connection?.close();
    this.#connection = undefined;
    this.#options.onClosed();
  }

  #run<Value>(connection: Connection, work: (context: TransactionContext) => Work<Value>): Value {
    const running = work({ nowMs: Math.round(this.#options.now()), dialect: "sqlite" });
    let step = faultOf(() => running.next());
    while (step.done !== true) {
      const rows = connection.all(step.value.sql, step.value.binds);
      step = faultOf(() => running.next(rows));
    }
    return step.value;
  }

  #usable(): Connection {
    if (this.#isClosed) throw new TypeError("The store is closed.");
    this.#connection ??= this.#options.connect();
    return this.#connection;
  }

  #guarded<Value>(work: (connection: Connection) => Value): Value {
    try {
      return work(this.#usable());
    } catch (error) {
      if (error instanceof TypeError || error instanceof WorkFault) throw error;
      const unavailable = isStoreOpenError(error)
        ? new StoreUnavailableError("failed", { cause: error })
        : toUnavailable(error);
      if (unavailable.reason === "failed") this.#drop();
      throw unavailable;
    }
  }

  /** After a failed write the operating system may report the next one wrongly as done: open and check the file anew. */
  #drop(): void {
    try {
      this.#connection?.close();
    } finally {
      this.#connection = undefined;
    }
  }
}

function faultOf<Value>(step: () => Value): Value {
  try {
    return step();
  } catch (error) {
    throw new WorkFault(error);
  }
}
