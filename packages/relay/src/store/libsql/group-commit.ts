interface Task {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Most pieces of work in one transaction: bounds how long the process does nothing else. */
const maxTasks = 500;

/** A piece of work threw by itself, not because the database could not do it. */
export class WorkFault extends Error {
  override readonly name = "WorkFault";

  constructor(cause: unknown) {
    super("A piece of work threw.", { cause });
  }
}

/**
 * Runs work that arrives together in one transaction, so that it shares one wait for the disk. Each promise resolves
 * only when that transaction is durable; if it fails, all of its promises reject and nothing of it is kept. Work that
 * throws a {@link WorkFault} is left out, and the rest runs again without it.
 */
export class GroupCommit {
  #tasks: Task[] = [];
  readonly #transaction: (work: () => unknown[]) => unknown[];

  constructor(transaction: (work: () => unknown[]) => unknown[]) {
    this.#transaction = transaction;
  }

  run<Value>(work: () => Value): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#tasks.length === 0) setImmediate(() => this.#flush());
      this.#tasks.push({ work, resolve: (value) => resolve(value as Value), reject });
    });
  }

  /** Commits everything that waits, now. */
  finish(): void {
    while (this.#tasks.length > 0) this.#flush();
  }

  #flush(): void {
    const tasks = this.#tasks.splice(0, maxTasks);
    if (tasks.length === 0) return;
    if (this.#tasks.length > 0) setImmediate(() => this.#flush());
    this.#commit(tasks);
  }

  #commit(tasks: readonly Task[]): void {
    let running: Task | undefined;
    try {
      const values = this.#transaction(() =>
        tasks.map((task) => {
          running = task;
          return task.work();
        }),
      );
      tasks.forEach(({ resolve }, index) => {
        resolve(values[index]);
      });
    } catch (error) {
      if (!(error instanceof WorkFault)) {
        for (const { reject } of tasks) reject(error);
        return;
      }
      running?.reject(error.cause);
      const others = tasks.filter((task) => task !== running);
      if (others.length > 0) this.#commit(others);
    }
  }
}
