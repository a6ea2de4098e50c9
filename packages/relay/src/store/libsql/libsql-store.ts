import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Issue } from "@digital-factors/core";
import type {
  Claim,
  InsertResult,
  LfpseIdentity,
  NewSubmission,
  Settlement,
  Store,
  SubmissionState,
  SubmissionStatus,
} from "../store.ts";
import { isStoreOpenError, StoreOpenError } from "../store-open-error.ts";
import { StoreUnavailableError } from "../store-unavailable-error.ts";
import { type Bind, Connection, type OpenDatabase, toUnavailable } from "./connection.ts";
import { GroupCommit } from "./group-commit.ts";
import { lockStore } from "./store-lock.ts";

/**
 * How {@link openLibsqlStore} opens its file.
 *
 * @example
 * const options: LibsqlStoreOptions = { file: ".data/relay.db" };
 */
export interface LibsqlStoreOptions {
  /** Path of the database file. It and its folder are made if they are absent. */
  readonly file: string;
  /** Opens the database; for tests that set limits on it. */
  readonly open?: OpenDatabase;
}

/**
 * Returns the store in one file of this machine: write-ahead log, a wait for the disk before every answer, writes that
 * arrive together sharing that wait. One process at a time: claims that a process left behind are free at the next open.
 *
 * @throws {@link StoreOpenError} if the file is in use by another relay, unreadable, damaged, or of a later release.
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 * @example
 * const store = openLibsqlStore({ file: ".data/relay.db" });
 * await store.close();
 */
export function openLibsqlStore({ file, open }: LibsqlStoreOptions): Store {
  let lock: { release(): void };
  try {
    mkdirSync(dirname(file), { recursive: true });
    lock = lockStore(file);
  } catch (cause) {
    if (isStoreOpenError(cause)) throw cause;
    throw new StoreOpenError(
      "unreadable",
      "The folder of the store cannot be made or written. Check its path and rights.",
      {
        cause,
      },
    );
  }
  try {
    return new LibsqlStore(() => new Connection(file, open), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

const identityColumns = "lfpse_id, lfpse_version_id, lfpse_reference_number";

class LibsqlStore implements Store {
  readonly #connect: () => Connection;
  readonly #lock: { release(): void };
  readonly #commit = new GroupCommit((work) => this.#guarded((connection) => connection.transaction(work)));
  #connection: Connection | undefined;
  #isClosed = false;

  constructor(connect: () => Connection, lock: { release(): void }) {
    this.#connect = connect;
    this.#lock = lock;
    this.#connection = connect();
    // The lock proves that whoever held these claims has ended.
    this.#connection.transaction(() =>
      this.#run(
        "update submissions set due_at_ms = 0, is_leased = 0 where state in ('waiting', 'sending') and is_leased = 1",
      ),
    );
  }

  insert(submission: NewSubmission): Promise<InsertResult> {
    const { id, organisation, fingerprint, body, receipt, receivedAt, receivedAtMs } = submission;
    return this.#commit.run(() => {
      const inserted = this.#run(
        `insert into submissions (id, organisation, fingerprint, body, receipt, received_at, state, due_at_ms)
         values ($1, $2, $3, $4, $5, $6, 'waiting', $7) on conflict (id) do nothing`,
        [id, organisation, fingerprint, Buffer.from(body), receipt, receivedAt, receivedAtMs],
      );
      if (inserted === 1) return { outcome: "stored", receipt };
      const [known] = this.#all("select organisation, fingerprint, receipt from submissions where id = $1", [id]);
      return known?.organisation === organisation && known.fingerprint === fingerprint
        ? { outcome: "known", receipt: String(known.receipt) }
        : { outcome: "conflict" };
    });
  }

  async find(id: string, organisation: string): Promise<SubmissionStatus | undefined> {
    const [row] = this.#guarded(() =>
      this.#all(
        `select id, state, received_at, attempts, issues, ${identityColumns} from submissions
         where id = $1 and organisation = $2`,
        [id, organisation],
      ),
    );
    return row === undefined ? undefined : toStatus(row);
  }

  claim({ nowMs, leaseMs, limit }: { nowMs: number; leaseMs: number; limit: number }): Promise<Claim[]> {
    return this.#commit.run(() =>
      this.#all(
        `update submissions set fence = fence + 1, is_leased = 1, due_at_ms = $1 where id in (
           select id from submissions where state = 'waiting' and due_at_ms <= $2 order by due_at_ms limit $3)
         returning id, body, fence, attempts`,
        [nowMs + leaseMs, nowMs, limit],
      ).map(({ id, body, fence, attempts }) => ({
        id: String(id),
        body: textOf(body),
        fence: Number(fence),
        attempts: Number(attempts),
      })),
    );
  }

  markSending(request: {
    id: string;
    fence: number;
    payload: string;
    nowMs: number;
    leaseMs: number;
  }): Promise<boolean> {
    const { id, fence, payload, nowMs, leaseMs } = request;
    return this.#commit.run(
      () =>
        this.#run(
          `update submissions set state = 'sending', attempts = attempts + 1, payload = $3, due_at_ms = $4
           where id = $1 and fence = $2 and state = 'waiting' and is_leased = 1`,
          [id, fence, Buffer.from(payload), nowMs + leaseMs],
        ) === 1,
    );
  }

  settle({ id, fence, settlement }: { id: string; fence: number; settlement: Settlement }): Promise<boolean> {
    const lfpse: Partial<LfpseIdentity> = settlement.state === "accepted" ? settlement.lfpse : {};
    const issues = settlement.state === "accepted" ? [] : settlement.issues;
    const dueAtMs = settlement.state === "waiting" ? settlement.dueAtMs : 0;
    return this.#commit.run(
      () =>
        this.#run(
          `update submissions set state = $3, due_at_ms = $4, is_leased = 0, issues = $5, lfpse_id = $6,
             lfpse_version_id = $7, lfpse_reference_number = $8
           where id = $1 and fence = $2 and (state in ('sending', 'unknown') or (state = 'waiting' and is_leased = 1))`,
          [
            id,
            fence,
            settlement.state,
            dueAtMs,
            JSON.stringify(issues),
            lfpse.id ?? null,
            lfpse.versionId ?? null,
            lfpse.referenceNumber ?? null,
          ],
        ) === 1,
    );
  }

  sweep({
    nowMs,
    horizonMs,
    issues,
  }: {
    nowMs: number;
    horizonMs: number;
    issues: readonly Issue[];
  }): Promise<string[]> {
    return this.#commit.run(() => {
      this.#run("update submissions set due_at_ms = $1 where state in ('waiting', 'sending') and due_at_ms > $2", [
        nowMs,
        nowMs + horizonMs,
      ]);
      return this.#all(
        `update submissions set state = 'unknown', is_leased = 0, due_at_ms = 0, issues = $2
         where state = 'sending' and due_at_ms <= $1 returning id`,
        [nowMs, JSON.stringify(issues)],
      ).map(({ id }) => String(id));
    });
  }

  async nextDueAtMs(): Promise<number | undefined> {
    const [row] = this.#guarded(() =>
      this.#all("select due_at_ms from submissions where state in ('waiting', 'sending') order by due_at_ms limit 1"),
    );
    return row === undefined ? undefined : Number(row.due_at_ms);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#commit.flush();
    this.#isClosed = true;
    this.#connection?.checkpoint();
    this.#connection?.close();
    this.#connection = undefined;
    this.#lock.release();
  }

  #all(sql: string, binds: readonly Bind[] = []) {
    return this.#usable().all(sql, binds);
  }

  #run(sql: string, binds: readonly Bind[] = []): number {
    return this.#usable().run(sql, binds);
  }

  #usable(): Connection {
    if (this.#isClosed) throw new TypeError("The store is closed.");
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  #guarded<Value>(work: (connection: Connection) => Value): Value {
    try {
      return work(this.#usable());
    } catch (error) {
      if (error instanceof TypeError) throw error;
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

function toStatus(row: Readonly<Record<string, unknown>>): SubmissionStatus {
  const lfpse: LfpseIdentity | undefined =
    row.lfpse_id === null
      ? undefined
      : {
          id: String(row.lfpse_id),
          ...(row.lfpse_version_id === null ? {} : { versionId: String(row.lfpse_version_id) }),
          ...(row.lfpse_reference_number === null ? {} : { referenceNumber: String(row.lfpse_reference_number) }),
        };
  return {
    id: String(row.id),
    state: row.state as SubmissionState,
    receivedAt: String(row.received_at),
    attempts: Number(row.attempts),
    ...(lfpse === undefined ? {} : { lfpse }),
    issues: JSON.parse(String(row.issues)) as Issue[],
  };
}

/** libsql gives a blob as an ArrayBuffer. */
function textOf(blob: unknown): string {
  return Buffer.from(blob as ArrayBuffer).toString("utf8");
}
