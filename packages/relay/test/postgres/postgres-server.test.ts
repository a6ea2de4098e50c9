import { existsSync } from "node:fs";
import { Client } from "pg";
import { describe, expect, it, vi } from "vitest";
import { foundServers } from "./found-servers.ts";
import { runningPostgres } from "./running-postgres.ts";
import { scriptProcess } from "./script-process.ts";

describe.each(foundServers())("startPostgres with $name", (server) => {
  const postgres = runningPostgres({ server });

  it("waits for the disk and listens on the loopback interface alone", async () => {
    const [row] = await postgres().query(
      "select current_setting('fsync') fsync, current_setting('listen_addresses') addresses",
    );
    expect(row).toEqual({ fsync: "on", addresses: "127.0.0.1" });
  });

  it("gives databases apart from each other, of a role without other rights", async () => {
    const urls = [await postgres().createDatabase(), await postgres().createDatabase()];
    for (const url of urls) {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query("create table only_here (id integer)");
      const { rows } = await client.query("select rolsuper, rolcreatedb from pg_roles where rolname = current_user");
      expect(rows).toEqual([{ rolsuper: false, rolcreatedb: false }]);
      await client.end();
    }
  });

  it.each(["fast", "immediate"] as const)("keeps what was committed over a restart that is %s", async (how) => {
    await postgres().query(`create table kept_${how} as select 1 as one`);
    await postgres().restart(how);
    expect(await postgres().query(`select one from kept_${how}`)).toEqual([{ one: 1 }]);
  });
});

describe("startPostgres in a process that is killed", () => {
  it("leaves neither a server nor a folder", async () => {
    const script = await scriptProcess(
      `import { startPostgres } from "./postgres-server.ts";
const { dataFolder, port } = await startPostgres();
console.log(JSON.stringify({ dataFolder, port }));`,
      new URL("./postgres-server.ts", import.meta.url),
    );
    const { dataFolder, port } = (await script.told()) as { readonly dataFolder: string; readonly port: number };
    expect(existsSync(dataFolder)).toBe(true);
    script.child.kill("SIGKILL");
    await vi.waitFor(() => expect(existsSync(dataFolder)).toBe(false), { timeout: 10_000 });
    const client = new Client({ host: "127.0.0.1", port, user: "postgres" });
    client.on("error", () => undefined);
    await expect(client.connect()).rejects.toMatchObject({ code: "ECONNREFUSED" });
  }, 60_000);
});
