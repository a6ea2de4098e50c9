interface Task {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Most pieces of work in one transaction: bounds how long the process does nothing else. */
const maxTasks = 500;

/**
 * Runs work that arrives together in one transaction, so that it shares one wait for the disk. Each promise resolves
 * only when that transaction is durable; if it fails, all of its promises reject and nothing of it is kept.
 */
export class GroupCommit {
  #tasks: Task[] = [];
  readonly #transaction: (work: () => unknown[]) => unknown[];

  constructor(transaction: (work: () => unknown[]) => unknown[]) {
    this.#transaction = transaction;
  }

  run<Value>(work: () => Value): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (this.#tasks.length === 0) setImmediate(() => this.flush());
      this.#tasks.push({ work, resolve: (value) => resolve(value as Value), reject });
    });
  }

  /** Commits what is waiting, now. */
  flush(): void {
    const tasks = this.#tasks.splice(0, maxTasks);
    if (tasks.length === 0) return;
    if (this.#tasks.length > 0) setImmediate(() => this.flush());
    try {
      const values = this.#transaction(() => tasks.map(({ work }) => work()));
      tasks.forEach(({ resolve }, index) => {
        resolve(values[index]);
      });
    } catch (error) {
      for (const { reject } of tasks) reject(error);
    }
  }
}
