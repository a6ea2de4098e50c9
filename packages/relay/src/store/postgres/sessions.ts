import { Client, type ClientBase, Pool, type PoolClient, types } from "pg";
import type { Row, Statement } from "../sql/work.ts";
import { faultOf, PostgresFault, timedOut } from "./postgres-fault.ts";

/** Schema of every table of the relay, so that a database may be shared with others. */
export const schema = "digital_factors_relay";

/** Longest wait for one statement. The client waits a little longer, and then gives the session up. */
const statementTimeoutMs = 10_000;
const answerTimeoutMs = 12_000;
const connectTimeoutMs = 5_000;
/** A relay that stops in the middle of a transaction, alive or not, must not keep its rows locked. */
const idleInTransactionTimeoutMs = 10_000;
const lockTimeoutMs = 5_000;
const maxPreparedStatements = 300;

/** Where the database is and how many sessions may be used. */
export interface SessionOptions {
  readonly url: string;
  readonly poolSize: number;
  readonly applicationName: string;
  /** Whether a server with `fsync` off is used, as tests may. */
  readonly allowsUnsafeServer: boolean;
}

/** One session of the pool, in the settings that the relay counts on. */
export class Session {
  readonly #client: PoolClient;
  readonly #names: Map<string, string>;

  constructor(client: PoolClient, names: Map<string, string>) {
    this.#client = client;
    this.#names = names;
  }

  /** Begins a transaction and reads the clock, in one round trip. Returns milliseconds since 1970. */
  async begin(level: "read committed" | "repeatable read read only"): Promise<number> {
    const results: unknown = await this.#guarded(() =>
      this.#client.query(
        `begin isolation level ${level};
         select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms`,
      ),
    );
    const [, clock] = results as readonly { readonly rows: readonly { readonly now_ms: number }[] }[];
    return Number(clock?.rows[0]?.now_ms);
  }

  async all({ sql, binds }: Statement): Promise<readonly Row[]> {
    const name = this.#nameOf(sql);
    const { rows } = await this.#guarded(() =>
      this.#client.query<Record<string, unknown>>({ text: sql, values: [...binds], ...(name && { name }) }),
    );
    return rows;
  }

  /** Resolves once what the transaction wrote is durable. A server that undid it instead says so in its answer alone. */
  async commit(): Promise<void> {
    const { command } = await this.#guarded(() => this.#client.query("commit"));
    if (command !== "COMMIT") throw new PostgresFault("25P02");
  }

  async rollback(): Promise<void> {
    await this.#guarded(() => this.#client.query("rollback"));
  }

  /** Gives the session back. One that is in an unknown state is closed. */
  release({ isUsable }: { readonly isUsable: boolean }): void {
    this.#client.release(!isUsable);
  }

  async #guarded<Value>(query: () => Promise<Value>): Promise<Value> {
    try {
      return await query();
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** The server plans a named statement once for each session. The names are bounded, since it keeps them all. */
  #nameOf(sql: string): string | undefined {
    const known = this.#names.get(sql);
    if (known !== undefined || this.#names.size >= maxPreparedStatements) return known;
    const name = `relay_${this.#names.size + 1}`;
    this.#names.set(sql, name);
    return name;
  }
}

/** The sessions of one relay. */
export class Sessions {
  readonly #pool: Pool;
  readonly #names = new Map<string, string>();

  constructor(options: SessionOptions) {
    this.#pool = new Pool({
      ...clientConfig(options),
      max: options.poolSize,
      query_timeout: answerTimeoutMs,
      idleTimeoutMillis: 60_000,
      // The declared type has no promise, but the pool waits for it and refuses the session if it rejects.
      onConnect: (client: ClientBase) => prepare(client, options),
    });
    // An idle session that is lost is replaced at the next use.
    this.#pool.on("error", () => undefined);
    // While a session is in use, its loss shows in the statement's own promise.
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  /** @throws {@link PostgresFault} if there is no session to be had. */
  async acquire(): Promise<Session> {
    try {
      return new Session(await this.#pool.connect(), this.#names);
    } catch (error) {
      throw connectFault(error);
    }
  }

  /** Closes every session once it has been given back. */
  async close(): Promise<void> {
    await this.#pool.end();
  }
}

/** Opens a session outside of the pool, without limits of time, for the check at the start and for migrations. */
export async function openClient(options: Omit<SessionOptions, "poolSize">): Promise<Client> {
  const client = new Client(clientConfig(options));
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw connectFault(error);
  }
}

function clientConfig({ url, applicationName }: Omit<SessionOptions, "poolSize">) {
  return {
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
  };
}

/** `bigint` and `numeric` arrive as numbers, and truth as 1 or 0, as they do from SQLite. */
const getTypeParser: typeof types.getTypeParser = (id: number, format?: "text" | "binary") => {
  if (format !== "binary" && (id === types.builtins.INT8 || id === types.builtins.NUMERIC)) return Number;
  if (format !== "binary" && id === types.builtins.BOOL) return (text: string) => (text === "t" ? 1 : 0);
  return types.getTypeParser(id, format as "text");
};

async function prepare(client: ClientBase, { allowsUnsafeServer }: SessionOptions): Promise<void> {
  const { rows } = await client.query<{ readonly fsync: string }>(
    `select current_setting('fsync') as fsync,
       set_config('search_path', '${schema}', false),
       set_config('statement_timeout', '${statementTimeoutMs}', false),
       set_config('lock_timeout', '${lockTimeoutMs}', false),
       set_config('idle_in_transaction_session_timeout', '${idleInTransactionTimeoutMs}', false),
       set_config('synchronous_commit', case current_setting('synchronous_commit')
         when 'remote_apply' then 'remote_apply' else 'on' end, false)`,
  );
  if (rows[0]?.fsync !== "on" && !allowsUnsafeServer) throw new PostgresFault("fsync-off");
}

/** These two the driver tells by their words alone. */
function connectFault(error: unknown): PostgresFault {
  if (!(error instanceof Error) || "code" in error) return faultOf(error);
  if (/timeout/i.test(error.message)) return new PostgresFault(timedOut);
  return /not support SSL/.test(error.message) ? new PostgresFault("tls-not-offered") : faultOf(error);
}
