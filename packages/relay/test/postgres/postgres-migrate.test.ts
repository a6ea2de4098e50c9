import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "libsql";
import type { Client } from "pg";
import { describe, expect, it, onTestFinished } from "vitest";
import { libsqlMigrations } from "../../src/package-files.ts";
import { migrate } from "../../src/store/postgres/migrate.ts";
import { openClient } from "../../src/store/postgres/sessions.ts";
import { foundServers } from "./found-servers.ts";
import { runningPostgres } from "./running-postgres.ts";

const migrations = new URL("../../migrations/postgres/", import.meta.url);

describe.each(foundServers())("migrate on $name", (server) => {
  const postgres = runningPostgres({ server });

  async function connected(url: string): Promise<Client> {
    const client = await openClient({ url, applicationName: "migrate", allowsUnsafeServer: false });
    onTestFinished(() => client.end());
    return client;
  }

  /** The migrations of this release and others behind them. */
  async function withMore(more: Readonly<Record<string, string>>): Promise<URL> {
    const folder = await mkdtemp(join(tmpdir(), "relay-migrations-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(migrations, folder, { recursive: true });
    for (const [name, sql] of Object.entries(more)) await writeFile(join(folder, name), sql);
    return pathToFileURL(`${folder}/`);
  }

  async function numbers(client: Client): Promise<unknown> {
    const { rows } = await client.query("select number from digital_factors_relay.migrations order by number");
    return rows.map(({ number }) => number);
  }

  it("makes the tables, columns and indexes that the embedded store has", async () => {
    const client = await connected(await postgres().createDatabase());
    await migrate(client);
    const { rows } = await client.query(
      `select table_name || '.' || column_name as place, is_nullable = 'YES' as may_be_null
       from information_schema.columns where table_schema = 'digital_factors_relay' and table_name <> 'migrations'`,
    );
    const { rows: indexes } = await client.query(
      `select indexname as name from pg_indexes where schemaname = 'digital_factors_relay'
         and indexname not like '%_pkey'`,
    );
    const embedded = await embeddedSchema();
    expect(sorted(rows.map(({ place, may_be_null }) => `${place} ${may_be_null}`))).toEqual(embedded.columns);
    expect(sorted(indexes.map(({ name }) => String(name)))).toEqual(embedded.indexes);
  });

  it("leaves every other schema of the database alone", async () => {
    const client = await connected(await postgres().createDatabase());
    await client.query("create schema another; create table another.records (id integer)");
    await migrate(client);
    const { rows } = await client.query(
      `select table_schema || '.' || table_name as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema', 'digital_factors_relay')`,
    );
    expect(rows).toEqual([{ name: "another.records" }]);
  });

  it("does it once when several relays start at once", async () => {
    const url = await postgres().createDatabase();
    const clients = await Promise.all(Array.from({ length: 6 }, () => connected(url)));
    await Promise.all(clients.map((client) => migrate(client)));
    expect(await numbers(clients[0] as Client)).toEqual([1]);
  });

  it("does nothing the second time, and goes on with what a later release adds", async () => {
    const client = await connected(await postgres().createDatabase());
    await migrate(client);
    await migrate(client);
    await migrate(client, await withMore({ "000002.sql": "alter table records add column later bigint" }));
    expect(await numbers(client)).toEqual([1, 2]);
    await client.query("select later from digital_factors_relay.records");
  });

  it("keeps nothing of a file that failed, and goes on from there", async () => {
    const client = await connected(await postgres().createDatabase());
    const broken = { "000002.sql": "create table half (id bigint); select 1 / 0", "000003.sql": "select 1" };
    await expect(migrate(client, await withMore(broken))).rejects.toMatchObject({ code: "22012" });
    expect(await numbers(client)).toEqual([1]);
    const mended = { "000002.sql": "create table half (id bigint)", "000003.sql": "select 1" };
    await migrate(client, await withMore(mended));
    expect(await numbers(client)).toEqual([1, 2, 3]);
  });

  it("goes on after the server was killed in the middle of a file", async () => {
    const url = await postgres().createDatabase();
    const client = await connected(url);
    const slow = await withMore({ "000002.sql": "create table half (id bigint); select pg_sleep(60)" });
    const migrating = expect(migrate(client, slow)).rejects.toThrow();
    await expect
      .poll(() => postgres().query("select 1 from pg_stat_activity where wait_event = 'PgSleep'"), { timeout: 10_000 })
      .toHaveLength(1);
    await postgres().restart("immediate");
    await migrating;
    const after = await connected(url);
    expect(await numbers(after)).toEqual([1]);
    await migrate(after, await withMore({ "000002.sql": "create table half (id bigint)" }));
    expect(await numbers(after)).toEqual([1, 2]);
  }, 30_000);

  it("refuses a database that a later release wrote", async () => {
    const client = await connected(await postgres().createDatabase());
    await migrate(client, await withMore({ "000002.sql": "select 1" }));
    await expect(migrate(client)).rejects.toMatchObject({ code: "store-open", reason: "newer" });
    expect(await numbers(client)).toEqual([1, 2]);
  });

  it("needs no right on the database where its schema was made for it", async () => {
    const url = await postgres().createDatabase();
    const database = new URL(url).pathname.slice(1);
    const admin = await connected(postgres().url.replace(/\/postgres$/, `/${database}`));
    await admin.query(`alter database ${database} owner to postgres; revoke all on database ${database} from public;
      grant connect on database ${database} to relay; create schema digital_factors_relay authorization relay`);
    const client = await connected(url);
    await migrate(client);
    expect(await numbers(client)).toEqual([1]);
  });
});

async function embeddedSchema(): Promise<{ readonly columns: readonly string[]; readonly indexes: readonly string[] }> {
  const database = new Database(":memory:");
  for (const number of ["000001", "000002"]) {
    database.exec(await readFile(new URL(`${number}.sql`, libsqlMigrations), "utf8"));
  }
  const columns = database
    .prepare(
      `select t.name || '.' || c.name as place, c."notnull" = 0 and c.pk = 0 as may_be_null
       from pragma_table_list t join pragma_table_info(t.name) c where t.schema = 'main' and t.name not like 'sqlite_%'`,
    )
    .all() as { readonly place: string; readonly may_be_null: number }[];
  // SQLite alone needs a table to be written to see whether it can be.
  const shared = columns.filter(({ place }) => !place.startsWith("readiness."));
  const indexes = database
    .prepare("select name from sqlite_schema where type = 'index' and name not like 'sqlite_%'")
    .all() as { readonly name: string }[];
  database.close();
  return {
    columns: sorted(shared.map(({ place, may_be_null }) => `${place} ${may_be_null}`)),
    indexes: sorted(indexes.map(({ name }) => name)),
  };
}

function sorted(names: readonly string[]): readonly string[] {
  return [...names].sort();
}
