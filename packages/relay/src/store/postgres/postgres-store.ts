import type { Client } from "pg";
import { plainSealer, type Sealer } from "../sealer.ts";
import { SqlStore } from "../sql/sql-store.ts";
import type { Store } from "../store.ts";
import { isStoreOpenError, StoreOpenError } from "../store-open-error.ts";
import { migrate } from "./migrate.ts";
import { faultOf, type PostgresFault } from "./postgres-fault.ts";
import { PostgresRunner } from "./postgres-runner.ts";
import { openClient, type SessionOptions, Sessions } from "./sessions.ts";

/**
 * How {@link openPostgresStore} opens its database.
 *
 * @example
 * const options: PostgresStoreOptions = { url: "postgres://relay@db.example/relay?sslmode=verify-full" };
 */
export interface PostgresStoreOptions {
  /** `postgres://role:password@host:port/database`. TLS by its `sslmode` and `sslrootcert`. */
  readonly url: string;
  /** Seals what is kept. Default: nothing is sealed. */
  readonly sealer?: Sealer;
  /** Most sessions of this relay, 3 or more. Default: 8. */
  readonly poolSize?: number;
  /** What the server shows as the name of these sessions. Default: `digital-factors-relay`. */
  readonly applicationName?: string;
  /** Clock instead of the database's, for tests. Milliseconds since 1970. */
  readonly now?: () => number;
  /** Whether a server that does not wait for its disk is used, as a test may. Default: `false`. */
  readonly allowsUnsafeServer?: boolean;
}

/**
 * Returns the store in a PostgreSQL database, 14 or later, that several relays may share. Its tables are in the schema
 * `digital_factors_relay` and are brought to the newest form here.
 *
 * Every commit waits for the server's disk, and for its synchronous standbys where it has them. Time is the database's.
 * After the server went away, the store works again as soon as it takes sessions.
 *
 * @throws {@link StoreOpenError} if the database cannot be reached or written, is older than 14, is not UTF-8, has `fsync`
 *   off, or comes from a later release. The address is never in the error.
 * @see docs/adr/ADR-013
 * @example
 * const store = await openPostgresStore({ url: process.env.DATABASE_URL ?? "" });
 * await store.close();
 */
export async function openPostgresStore({
  url,
  sealer = plainSealer,
  poolSize = 8,
  applicationName = "digital-factors-relay",
  now,
  allowsUnsafeServer = false,
}: PostgresStoreOptions): Promise<Store> {
  if (!(poolSize >= 3)) throw new RangeError("poolSize must be 3 or more.");
  const options: SessionOptions = { url, poolSize, applicationName, allowsUnsafeServer };
  let client: Client | undefined;
  try {
    client = await openClient(options);
    await refuseUnfit(client, allowsUnsafeServer);
    await migrate(client);
  } catch (error) {
    throw isStoreOpenError(error) ? error : notOpened(faultOf(error));
  } finally {
    await client?.end().catch(() => undefined);
  }
  return new SqlStore(new PostgresRunner(new Sessions(options), now), sealer, { takesTogether: true });
}

async function refuseUnfit(client: Client, allowsUnsafeServer: boolean): Promise<void> {
  const { rows } = await client.query<Readonly<Record<string, unknown>>>(
    `select current_setting('server_version_num')::bigint as version, current_setting('server_encoding') as encoding,
       current_setting('fsync') as fsync, current_setting('full_page_writes') as pages, pg_is_in_recovery() as standby`,
  );
  const server = rows[0] ?? {};
  const faults = [
    ...(Number(server.version) >= 140_000 ? [] : ["It is older than PostgreSQL 14."]),
    ...(server.encoding === "UTF8" ? [] : ["Its encoding is not UTF8: make the database with `encoding 'UTF8'`."]),
    ...(server.standby === 0 ? [] : ["It is a standby that cannot be written: use the address of the primary."]),
    ...(allowsUnsafeServer || (server.fsync === "on" && server.pages === "on")
      ? []
      : ["It can lose what it confirmed: set `fsync` and `full_page_writes` to on."]),
  ];
  if (faults.length === 0) return;
  throw new StoreOpenError("unreadable", `The database of DATABASE_URL cannot be used. ${faults.join(" ")}`);
}

function notOpened(cause: PostgresFault): StoreOpenError {
  return new StoreOpenError(
    cause.isUnreachable ? "unreachable" : "unreadable",
    `The database of DATABASE_URL cannot be opened or written (${cause.code}). ${adviceOn(cause.code)}`,
    { cause },
  );
}

function adviceOn(code: string): string {
  if (/^28/.test(code)) return "Check the role and its password.";
  if (code === "3D000") return "Make the database first.";
  if (code === "42501") return "Let the role create a schema in the database, or own the schema digital_factors_relay.";
  if (/CERT|SSL|TLS|SELF_SIGNED|ALTNAME|VERIFY/i.test(code)) return "Check sslmode and sslrootcert.";
  return "Check the address, and that the server runs and may be reached from here.";
}
