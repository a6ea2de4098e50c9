import type { SqlRunner, TransactionContext, Work } from "../sql/work.ts";
import { PostgresFault, toStoreError } from "./postgres-fault.ts";
import type { Session, Sessions } from "./sessions.ts";

/** Most works in one transaction: bounds how long their rows stay locked. */
const maxWorks = 100;
/** Transactions under way at once for writes: while one waits for the disk, the next is filled. */
const maxTransactions = 2;
const maxTries = 5;

interface Task {
  readonly work: (context: TransactionContext) => Work<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Attempt =
  | { readonly ok: true; readonly values: readonly unknown[] }
  | {
      readonly ok: false;
      readonly error: unknown;
      /** There was a session to run in. */
      readonly isBegun: boolean;
      /** The commit was sent and its answer was lost. */
      readonly mayBeKept: boolean;
      /** The session was lost before that, as one is that lay idle while the server restarted: the next may do. */
      readonly wasCut: boolean;
    };

/**
 * Runs works on PostgreSQL. Writes that arrive together share a transaction, and so one wait for the disk; if that fails
 * on account of one of them, each is run by itself, so that the others are not sunk with it.
 *
 * A promise resolves only after the server has confirmed the commit. If that answer is lost, it rejects, and what became
 * of the work is not known: callers repeat what they asked, which is safe by their keys and fences. A claim is not
 * repeated as it was, since nobody knows its fences: its worker renews the leases of that owner no longer, they run out,
 * and the records are claimed anew.
 */
export class PostgresRunner implements SqlRunner {
  readonly #sessions: Sessions;
  readonly #now: (() => number) | undefined;
  readonly #underWay = new Set<Promise<void>>();
  #tasks: Task[] = [];
  #isClosed = false;

  /** @param now - Clock instead of the database's, for tests. */
  constructor(sessions: Sessions, now?: () => number) {
    this.#sessions = sessions;
    this.#now = now;
  }

  write<Value>(work: (context: TransactionContext) => Work<Value>): Promise<Value> {
    if (this.#isClosed) return Promise.reject(new TypeError("The store is closed."));
    return new Promise<Value>((resolve, reject) => {
      if (this.#tasks.length === 0) setImmediate(() => this.#fill());
      this.#tasks.push({ work, resolve: (value) => resolve(value as Value), reject });
    });
  }

  async read<Value>(work: (context: TransactionContext) => Work<Value>): Promise<Value> {
    if (this.#isClosed) throw new TypeError("The store is closed.");
    let session: Session | undefined;
    for (let tries = 1; ; tries += 1) {
      try {
        session = await this.#sessions.acquire();
        return await this.#readIn(session, work);
      } catch (error) {
        if (!(error instanceof PostgresFault)) throw error;
        // Of a session that was lost while it lay idle, nothing follows for the next.
        if (tries > 1 || session === undefined || !error.isLost) throw toStoreError(error);
      }
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    while (this.#tasks.length > 0 || this.#underWay.size > 0) {
      this.#fill();
      await Promise.race(this.#underWay);
    }
    await this.#sessions.close();
  }

  #fill(): void {
    while (this.#tasks.length > 0 && this.#underWay.size < maxTransactions) {
      const tasks = this.#tasks.splice(0, maxWorks);
      const run = this.#runTogether(tasks).then(() => {
        this.#underWay.delete(run);
        this.#fill();
      });
      this.#underWay.add(run);
    }
  }

  async #runTogether(tasks: readonly Task[]): Promise<void> {
    const [first, ...others] = tasks;
    if (first !== undefined && others.length === 0) return await this.#runAlone(first);
    let attempt = await this.#attempt(tasks);
    if (!attempt.ok && attempt.wasCut) attempt = await this.#attempt(tasks);
    if (attempt.ok) {
      const { values } = attempt;
      tasks.forEach(({ resolve }, index) => {
        resolve(values[index]);
      });
      return;
    }
    const { error, isBegun, mayBeKept } = attempt;
    const isOfServer = error instanceof PostgresFault && (error.isLost || error.isServerWide);
    const isOfAll = !isBegun || mayBeKept || isOfServer;
    if (isOfAll) for (const { reject } of tasks) reject(rejection(error));
    else for (const task of tasks) await this.#runAlone(task);
  }

  async #runAlone(task: Task): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const attempt = await this.#attempt([task]);
      if (attempt.ok) return task.resolve(attempt.values[0]);
      const isConflict = attempt.error instanceof PostgresFault && attempt.error.isConflict;
      if (!(isConflict || attempt.wasCut) || tries === maxTries) return task.reject(rejection(attempt.error));
    }
  }

  /** Runs works in one transaction. */
  async #attempt(tasks: readonly Task[]): Promise<Attempt> {
    let session: Session | undefined;
    let isCommitting = false;
    let isUsable = false;
    try {
      session = await this.#sessions.acquire();
      const context = await this.#begin(session, "read committed");
      const values: unknown[] = [];
      for (const { work } of tasks) values.push(await driven(session, work(context)));
      isCommitting = true;
      await session.commit();
      isUsable = true;
      return { ok: true, values };
    } catch (error) {
      const isBegun = session !== undefined;
      const isLost = error instanceof PostgresFault && error.isLost;
      if (session !== undefined && !isLost) isUsable = await isRolledBack(session);
      return {
        ok: false,
        error,
        isBegun,
        mayBeKept: isCommitting && isLost,
        wasCut: isBegun && isLost && !isCommitting,
      };
    } finally {
      session?.release({ isUsable });
    }
  }

  async #readIn<Value>(session: Session, work: (context: TransactionContext) => Work<Value>): Promise<Value> {
    let value: Value;
    try {
      const context = await this.#begin(session, "repeatable read read only");
      value = await driven(session, work(context));
    } catch (error) {
      const isLost = error instanceof PostgresFault && error.isLost;
      session.release({ isUsable: !isLost && (await isRolledBack(session)) });
      throw error;
    }
    // Nothing depends on how it ends, so that the caller need not wait for it.
    void isRolledBack(session).then((isUsable) => session.release({ isUsable }));
    return value;
  }

  async #begin(session: Session, mode: Parameters<Session["begin"]>[0]): Promise<TransactionContext> {
    const nowMs = await session.begin(mode);
    return { nowMs: this.#now?.() ?? nowMs, dialect: "postgres" };
  }
}

async function driven<Value>(session: Session, work: Work<Value>): Promise<Value> {
  let step = work.next();
  while (step.done !== true) step = work.next(await session.all(step.value));
  return step.value;
}

async function isRolledBack(session: Session): Promise<boolean> {
  try {
    await session.rollback();
    return true;
  } catch {
    return false;
  }
}

/** What a work itself threw is its caller's to know. */
function rejection(error: unknown): unknown {
  return error instanceof PostgresFault ? toStoreError(error) : error;
}
