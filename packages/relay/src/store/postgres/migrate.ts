import { readdirSync, readFileSync } from "node:fs";
import type { ClientBase } from "pg";
import { libsqlMigrations } from "../../package-files.ts";
import { StoreOpenError } from "../store-open-error.ts";
import { schema } from "./sessions.ts";

/** Folder of the numbered migrations of PostgreSQL. */
const postgresMigrations = new URL("../postgres/", libsqlMigrations);

/** Any number, the same in every release: relays that start at once take turns by it. */
const lockNumber = 5_247_803_119;

/**
 * Brings a database to the newest form: each numbered file that it has not seen yet, in a transaction of its own. One
 * relay at a time does it, the others wait and find it done. What broke off goes on where it was.
 *
 * @throws {@link StoreOpenError} `newer` if a later release wrote the database.
 */
export async function migrate(client: ClientBase, folder: URL = postgresMigrations): Promise<void> {
  const files = readdirSync(folder)
    .filter((name) => /^\d{6}\.sql$/.test(name))
    .sort();
  for (const name of [undefined, ...files]) {
    await client.query("begin");
    try {
      await client.query("set local statement_timeout = 0; set local lock_timeout = 0; set local search_path = ''");
      await client.query("select pg_advisory_xact_lock($1)", [lockNumber]);
      if (name === undefined) await makeSchema(client, Number.parseInt(files.at(-1) ?? "0", 10));
      else await apply(client, Number.parseInt(name, 10), readFileSync(new URL(name, folder), "utf8"));
      await client.query("commit");
    } catch (error) {
      await client.query("rollback").catch(() => undefined);
      throw error;
    }
  }
}

/** The rights to make a schema are not needed where somebody has made it for this role. */
async function makeSchema(client: ClientBase, newest: number): Promise<void> {
  const { rows } = await client.query(
    "select to_regnamespace($1) is not null as has_schema, to_regclass($2) is not null as has_table",
    [schema, `${schema}.migrations`],
  );
  const [{ has_schema, has_table } = { has_schema: 0, has_table: 0 }] = rows as {
    readonly has_schema: number;
    readonly has_table: number;
  }[];
  if (!has_schema) await client.query(`create schema ${schema}`);
  if (!has_table) {
    await client.query(
      `create table ${schema}.migrations (number integer primary key, applied_at timestamptz not null default now())`,
    );
  }
  if ((await seen(client)) > newest) {
    throw new StoreOpenError(
      "newer",
      "A newer release of the relay wrote this store. Start that release or a later one.",
    );
  }
}

async function apply(client: ClientBase, number: number, sql: string): Promise<void> {
  if ((await seen(client)) >= number) return;
  await client.query(`set local search_path = ${schema}`);
  await client.query(sql);
  await client.query(`insert into ${schema}.migrations (number) values ($1)`, [number]);
}

async function seen(client: ClientBase): Promise<number> {
  const { rows } = await client.query(`select coalesce(max(number), 0) as newest from ${schema}.migrations`);
  const [row] = rows as { readonly newest: number }[];
  return Number(row?.newest);
}
