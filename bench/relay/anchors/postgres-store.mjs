// The same two rows in one statement for whatever has arrived meanwhile, over one connection.
import pg from "pg";

const sql = `
with taken as (
  insert into anchor_records select * from unnest($1::text[], $2::text[], $3::text[]) on conflict do nothing returning id)
insert into anchor_outbox select id, now() from taken on conflict do nothing`;

export async function commitGroups(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create table anchor_records (id text primary key, body text not null, receipt text not null)");
  await client.query("create table anchor_outbox (id text primary key, due_at timestamptz not null)");
  const waiting = [];
  let isBusy = false;
  async function flush() {
    isBusy = true;
    while (waiting.length > 0) {
      const group = waiting.splice(0, 500);
      const column = (name) => group.map(({ submission }) => submission[name]);
      await client.query({ name: "take", text: sql, values: [column("id"), column("body"), column("receipt")] });
      for (const { resolve } of group) resolve();
    }
    isBusy = false;
  }
  return (submission) =>
    new Promise((resolve) => {
      waiting.push({ submission, resolve });
      if (!isBusy) {
        isBusy = true;
        setImmediate(flush);
      }
    });
}
