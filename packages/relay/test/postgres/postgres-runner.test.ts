import { inspect } from "node:util";
import { Client } from "pg";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { PostgresRunner } from "../../src/store/postgres/postgres-runner.ts";
import { Sessions } from "../../src/store/postgres/sessions.ts";
import { rowsOf, type TransactionContext, type Work } from "../../src/store/sql/work.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import { foundServers } from "./found-servers.ts";
import { runningPostgres } from "./running-postgres.ts";

describe.each(foundServers())("PostgresRunner on $name", (server) => {
  const postgres = runningPostgres({ server });

  /** A database with one table of names, and a way to run works on it. */
  async function prepared(): Promise<{ readonly url: string; runnerOf(url?: string): PostgresRunner }> {
    const url = await postgres().createDatabase();
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`create schema digital_factors_relay;
      create table digital_factors_relay.names (name text primary key, count bigint not null, bytes bytea)`);
    await client.end();
    return {
      url,
      runnerOf(through = url) {
        const options = { url: through, poolSize: 4, applicationName: "runner", allowsUnsafeServer: false };
        const runner = new PostgresRunner(new Sessions(options));
        onTestFinished(() => runner.close());
        return runner;
      },
    };
  }

  function* added(name: string): Work<string> {
    const [row] = yield* rowsOf(
      "insert into names (name, count) values ($1, 1) returning pg_current_xact_id()::text as id",
      [name],
    );
    return String(row?.id);
  }

  function* kept(): Work<readonly string[]> {
    return (yield* rowsOf("select name from names order by name")).map(({ name }) => String(name));
  }

  it("gives numbers as numbers, truth as 1 or 0, bytes as bytes and nothing as null", async () => {
    const runner = (await prepared()).runnerOf();
    const [row] = await runner.read(() =>
      rowsOf("select count(*), sum(9007199254740991::bigint), true as yes, $1::bytea as bytes, null as none", [
        new Uint8Array([0, 255]),
      ]),
    );
    expect(row).toEqual({ count: 1, sum: Number.MAX_SAFE_INTEGER, yes: 1, bytes: Buffer.from([0, 255]), none: null });
  });

  it("reads the clock of the database, once for a transaction", async () => {
    const runner = (await prepared()).runnerOf();
    vi.useFakeTimers({ toFake: ["Date"], now: 0 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const [row] = await postgres().query("select extract(epoch from now()) * 1000 as now");
    const times: number[] = [];
    const told = function* ({ nowMs }: TransactionContext): Work<void> {
      yield* rowsOf("select pg_sleep(0.01)");
      times.push(nowMs);
    };
    await Promise.all([runner.write(told), runner.write(told)]);
    expect(times[1]).toBe(times[0]);
    expect(times[0]).toBeGreaterThanOrEqual(Math.floor(Number(row?.now)));
    expect(times[0]).toBeLessThan(Number(row?.now) + 60_000);
  });

  it("puts works that arrive together into one transaction, up to a bound", async () => {
    const runner = (await prepared()).runnerOf();
    const ids = await Promise.all(Array.from({ length: 150 }, (_, index) => runner.write(() => added(`n${index}`))));
    expect(new Set(ids).size).toBe(2);
    expect(ids.filter((id) => id === ids[0])).toHaveLength(100);
  });

  it("lets a work see what those before it wrote", async () => {
    const runner = (await prepared()).runnerOf();
    const [, seen] = await Promise.all([runner.write(() => added("a")), runner.write(() => kept())]);
    expect(seen).toEqual(["a"]);
  });

  it("keeps the others of a group when one work throws, and nothing of that one", async () => {
    const runner = (await prepared()).runnerOf();
    const results = await Promise.allSettled([
      runner.write(() => added("a")),
      runner.write(function* () {
        yield* added("half");
        throw new RangeError("It has its reason.");
      }),
      runner.write(() => added("b")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: new RangeError("It has its reason.") });
    expect(await runner.read(() => kept())).toEqual(["a", "b"]);
  });

  it("keeps the others of a group when the database refuses a statement of one, and tells nothing of its row", async () => {
    const runner = (await prepared()).runnerOf();
    const [, refused] = await Promise.allSettled([
      runner.write(() => added("a")),
      runner.write(() => rowsOf("insert into names (name, count) values ('a secret word', $1)", ["no number"])),
    ]);
    // The store works: trying again would not help.
    expect(refused).toMatchObject({ reason: { name: "PostgresFault", code: "22P02" } });
    const read = runner.read(() => rowsOf("select $1::bigint", ["no number"]));
    await expect(read).rejects.toMatchObject({ name: "PostgresFault", code: "22P02" });
    expect(inspect(refused, { depth: 9 })).not.toMatch(/secret|no number/);
    expect(await runner.read(() => kept())).toEqual(["a"]);
  });

  it("waits for the disk, whatever the role or the database says", async () => {
    const { url, runnerOf } = await prepared();
    await postgres().query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`);
    const [row] = await runnerOf().write(() => rowsOf("select current_setting('synchronous_commit') as setting"));
    expect(row).toEqual({ setting: "on" });
  });

  it("lets the server end a transaction that a stopped relay left open", async () => {
    const [row] = await (await prepared())
      .runnerOf()
      .write(() => rowsOf("select current_setting('idle_in_transaction_session_timeout') as setting"));
    expect(row).toEqual({ setting: "10s" });
  });

  it("carries out both of two works that lock each other out", async () => {
    const { runnerOf } = await prepared();
    const runners = [runnerOf(), runnerOf()] as const;
    await runners[0].write(() => rowsOf("insert into names (name, count) values ('a', 0), ('b', 0)"));
    let first = 0;
    const locking = (one: string, other: string) =>
      function* (): Work<void> {
        yield* rowsOf("update names set count = count + 1 where name = $1", [one]);
        first += 1;
        // Both hold their first row before either asks for the second.
        for (let waits = 0; first < 2 && waits < 200; waits += 1) yield* rowsOf("select pg_sleep(0.01)");
        yield* rowsOf("update names set count = count + 1 where name = $1", [other]);
      };
    await Promise.all([runners[0].write(locking("a", "b")), runners[1].write(locking("b", "a"))]);
    expect(first).toBeGreaterThan(2);
    expect(await runners[0].read(() => rowsOf("select name, count from names order by name"))).toEqual([
      { name: "a", count: 2 },
      { name: "b", count: 2 },
    ]);
  });

  it("works on after its idle sessions were ended, without an error", async () => {
    const runner = (await prepared()).runnerOf();
    await Promise.all([runner.write(() => added("a")), runner.read(() => kept())]);
    await postgres().query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'runner'");
    await Promise.all([runner.write(() => added("b")), runner.read(() => kept())]);
    expect(await runner.read(() => kept())).toEqual(["a", "b"]);
  });

  it("does a work once that was cut off before its commit", async () => {
    const { url, runnerOf } = await prepared();
    const proxy = await cuttingProxy(url);
    const runner = runnerOf(proxy.url);
    proxy.cutAfter("select 'cut here'");
    let runs = 0;
    await runner.write(function* () {
      runs += 1;
      yield* added("a");
      if (runs === 1) yield* rowsOf("select 'cut here'");
    });
    expect({ runs, cuts: proxy.cuts() }).toEqual({ runs: 2, cuts: 1 });
    expect(await runner.read(() => kept())).toEqual(["a"]);
  });

  it("rejects when the answer to a commit is lost, although the work was done", async () => {
    const { url, runnerOf } = await prepared();
    const proxy = await cuttingProxy(url);
    const runner = runnerOf(proxy.url);
    proxy.cutAfter("commit\0");
    await expect(runner.write(() => added("a"))).rejects.toMatchObject({ code: "store-unavailable", reason: "failed" });
    expect(proxy.cuts()).toBe(1);
    proxy.cutAfter(undefined);
    expect(await runner.read(() => kept())).toEqual(["a"]);
  });

  it("writes nothing while the database is set to be read only", async () => {
    const { url, runnerOf } = await prepared();
    const database = new URL(url).pathname.slice(1);
    await postgres().query(`alter database ${database} set default_transaction_read_only = on`);
    const runner = runnerOf();
    await expect(runner.write(() => added("a"))).rejects.toMatchObject({ reason: "failed", cause: { code: "25006" } });
    await postgres().query(`alter database ${database} set default_transaction_read_only = off`);
    await runner.write(() => added("a"));
  });

  it("refuses all of a group at once when there is no session to be had", async () => {
    const { url, runnerOf } = await prepared();
    const runner = runnerOf(Object.assign(new URL(url), { password: "wrong" }).href);
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => runner.write(() => added(`${index}`))),
    );
    for (const result of results)
      expect(result).toMatchObject({ reason: { reason: "failed", cause: { code: "28P01" } } });
    // Of the fifty, one attempt; the pool may have used another session.
    expect(
      new Set(results.map((result) => (result.status === "rejected" ? result.reason.cause : undefined))).size,
    ).toBe(1);
  });

  it("gives up a session that answers no more, and says so to its caller", async () => {
    const { url, runnerOf } = await prepared();
    const proxy = await cuttingProxy(url);
    const runner = runnerOf(proxy.url);
    await runner.write(() => added("a"));
    proxy.holdBack(true);
    await expect(runner.read(() => kept())).rejects.toMatchObject({ code: "store-unavailable" });
    proxy.holdBack(false);
    expect(await runner.read(() => kept())).toEqual(["a"]);
  }, 40_000);

  it("says busy when every session is taken or a row stays locked", async () => {
    const { url, runnerOf } = await prepared();
    const runner = runnerOf();
    await runner.write(() => added("a"));
    const other = new Client({ connectionString: url });
    await other.connect();
    onTestFinished(() => other.end());
    await other.query("begin; update digital_factors_relay.names set count = 2");
    const update = () => rowsOf("update names set count = 3");
    await expect(runner.write(update)).rejects.toMatchObject({ reason: "busy", cause: { code: "55P03" } });
    await other.query("rollback");
    await runner.write(update);
  }, 20_000);

  it("finishes what is under way when it is closed, and takes nothing after", async () => {
    const { runnerOf } = await prepared();
    const runner = runnerOf();
    const writes = Array.from({ length: 250 }, (_, index) => runner.write(() => added(`n${index}`)));
    await runner.close();
    await Promise.all(writes);
    await expect(runner.write(() => added("late"))).rejects.toThrow(TypeError);
    await expect(runner.read(() => kept())).rejects.toThrow(TypeError);
    expect(await runnerOf().read(() => kept())).toHaveLength(250);
    const left = "select 1 from pg_stat_activity where application_name = 'runner' and state <> 'idle'";
    expect(await postgres().query(left)).toEqual([]);
  });
});
