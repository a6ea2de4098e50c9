import { describe, expect, it } from "vitest";
import { runningRelay, runningSandbox, settings, token } from "../running-relay.ts";
import { runningPostgres } from "./running-postgres.ts";

describe("a relay on PostgreSQL that is asked for an id which no text of the database can hold", () => {
  const postgres = runningPostgres();

  it.each(["GET", "DELETE"])("answers 404 to %s, and gives no alarm", { timeout: 60_000 }, async (method) => {
    const store = { kind: "postgres", url: await postgres().createDatabase() } as const;
    const relay = await runningRelay(settings((await runningSandbox()).url, "", { store }));
    for (const id of ["%00", "a%00"]) {
      const headers = { Authorization: `Bearer ${token}` };
      expect((await fetch(`${relay.url}/v1/records/${id}`, { method, headers })).status).toBe(404);
    }
    expect(relay.logged()).not.toContain("store unavailable");
    const figures = await (await fetch(`${relay.url}/metrics`)).text();
    expect(figures).not.toMatch(/^digital_factors_relay_store_unavailable\S* [1-9]/m);
  });
});
