import { Client } from "pg";
import { describe, vi } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.ts";
import { describeStore } from "../store-conformance.ts";
import { foundServers } from "./found-servers.ts";
import { runningPostgres } from "./running-postgres.ts";

vi.setConfig({ testTimeout: 60_000 });

// A server that is not found fails this file.
describe.each(foundServers())("openPostgresStore on $name", (server) => {
  const postgres = runningPostgres({ server });
  /** Databases whose test is over. Emptying one takes a tenth of what making one does. */
  const free: string[] = [];

  describeStore(
    "as every store",
    async (now) => {
      const url = free.pop() ?? (await postgres().createDatabase());
      return {
        open: (sealer) => openPostgresStore({ url, sealer, now }),
        remove: async () => {
          await emptied(url);
          free.push(url);
        },
      };
    },
    { sequences: 15 },
  );
});

async function emptied(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("drop schema digital_factors_relay cascade");
  await client.end();
}
