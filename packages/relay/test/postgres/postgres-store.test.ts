import { inspect } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.ts";
import { create } from "../store-conformance/store-under-test.ts";
import { startPostgres } from "./postgres-server.ts";
import { runningPostgres } from "./running-postgres.ts";

describe("openPostgresStore", () => {
  const postgres = runningPostgres();

  it("keeps what one relay stored for another that opens the same database", async () => {
    const url = await postgres().createDatabase();
    const first = await openPostgresStore({ url });
    onTestFinished(() => first.close());
    await first.take(create("a"));
    const second = await openPostgresStore({ url });
    onTestFinished(() => second.close());
    expect(await second.find("a", "Z01")).toMatchObject({ id: "a", state: "waiting" });
    expect(await second.take(create("a"))).toMatchObject({ outcome: "known" });
  });

  it("opens for many relays that start at once on an empty database", async () => {
    const url = await postgres().createDatabase();
    const stores = await Promise.all(Array.from({ length: 5 }, () => openPostgresStore({ url, poolSize: 3 })));
    onTestFinished(async () => {
      await Promise.all(stores.map((store) => store.close()));
    });
    const results = await Promise.all(stores.map((store) => store.take(create("a"))));
    expect(results.filter(({ outcome }) => outcome === "stored")).toHaveLength(1);
    expect(results.filter(({ outcome }) => outcome === "known")).toHaveLength(4);
  });

  it("says that it works, and that it does not while the server is away", async () => {
    const store = await openPostgresStore({ url: await postgres().createDatabase() });
    onTestFinished(() => store.close());
    await store.check();
    await postgres().halt("fast");
    await expect(store.check()).rejects.toMatchObject({ code: "store-unavailable", reason: "failed" });
    await expect(store.find("a")).rejects.toMatchObject({ code: "store-unavailable" });
    await postgres().resume();
    await store.check();
  });

  it.each([
    ["a wrong password", (url: URL) => Object.assign(url, { password: "hunter-2" }), "28P01", "unreadable"],
    ["a database that is not there", (url: URL) => Object.assign(url, { pathname: "/absent" }), "3D000", "unreadable"],
    ["a port where nothing listens", (url: URL) => Object.assign(url, { port: "1" }), "ECONNREFUSED", "unreachable"],
    [
      "a server without TLS",
      (url: URL) => Object.assign(url, { search: "?sslmode=verify-full" }),
      "tls-not-offered",
      "unreadable",
    ],
    ["an address that is none", () => "postgres://relay:hunter-2@[/relay", "ERR_INVALID_URL", "unreadable"],
  ])("refuses %s in one line, without the address, the role or the password", async (_, change, code, reason) => {
    const url = String(change(new URL(await postgres().createDatabase())));
    const error: unknown = await openPostgresStore({ url }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "store-open", reason, cause: { code } });
    const all = inspect(error, { depth: 9, showHidden: true }).replaceAll(/\bat .*/g, "");
    expect(all).not.toMatch(/hunter-2|absent|127\.0\.0\.1|relay:|user "relay"/);
    const { password } = new URL(postgres().url);
    expect(all).not.toContain(password);
    expect((error as Error).message).not.toContain("\n");
  });

  it("refuses a database that is not in UTF-8", async () => {
    await postgres().query("create database narrow owner relay encoding 'SQL_ASCII' template template0");
    const url = (await postgres().createDatabase()).replace(/relay_\d+$/, "narrow");
    await expect(openPostgresStore({ url })).rejects.toMatchObject({
      reason: "unreadable",
      message: expect.stringContaining("UTF8"),
    });
  });

  it("refuses a role that may not make its schema", async () => {
    const url = await postgres().createDatabase();
    const database = new URL(url).pathname.slice(1);
    await postgres().query(`alter database ${database} owner to postgres`);
    await expect(openPostgresStore({ url })).rejects.toMatchObject({
      reason: "unreadable",
      cause: { code: "42501" },
      message: expect.stringContaining("schema"),
    });
  });

  it("refuses a pool that is too small to work with", async () => {
    await expect(openPostgresStore({ url: "postgres://relay@127.0.0.1:1/relay", poolSize: 2 })).rejects.toThrow(
      RangeError,
    );
  });
});

describe("openPostgresStore on a server that does not wait for its disk", () => {
  const postgres = runningPostgres({ settings: { fsync: "off" } });

  it("refuses it, unless a test says otherwise", async () => {
    const url = await postgres().createDatabase();
    await expect(openPostgresStore({ url })).rejects.toMatchObject({
      code: "store-open",
      message: expect.stringContaining("fsync"),
    });
    const store = await openPostgresStore({ url, allowsUnsafeServer: true });
    await store.check();
    await store.close();
  });

  it("stores nothing on it after it was switched over under an open store", async () => {
    const safe = await startPostgres();
    onTestFinished(() => safe.stop());
    const store = await openPostgresStore({ url: await safe.createDatabase() });
    onTestFinished(() => store.close());
    await store.take(create("a"));
    await safe.query("alter system set fsync = off");
    await safe.query("select pg_reload_conf()");
    await safe.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'relay'");
    await expect
      .poll(async () => await store.take(create("b")).catch(({ cause }: Error) => cause))
      .toMatchObject({ code: "fsync-off" });
  });
});
