import { join } from "node:path";
import Database from "libsql";
import { describe, expect, it } from "vitest";
import { openLibsqlStore } from "../src/store/libsql/libsql-store.ts";
import { exampleRecord } from "./example-record.ts";
import { emptyFolder, post, reached, runningRelay, runningSandbox, settings, stateOf } from "./running-relay.ts";

describe("a relay whose store cannot grow", () => {
  it("answers 503 with Retry-After, keeps nothing half, and takes records again once there is room", {
    timeout: 30_000,
  }, async () => {
    const sandbox = await runningSandbox();
    const file = join(await emptyFolder(), "relay.db");
    let database: Database.Database | undefined;
    const store = openLibsqlStore({
      file,
      open: (path) => {
        database = new Database(path);
        return database;
      },
    });
    const relay = await runningRelay(settings(sandbox.url, file), { store });
    const before = exampleRecord();
    await post(relay.url, before);
    await reached(relay.url, before.id, "accepted");

    database?.exec("pragma max_page_count = 16");
    const large = Array.from({ length: 12 }, () => exampleRecord({ description: "x".repeat(2_000) }));
    const refused: typeof large = [];
    for (const record of large) {
      const answer = await post(relay.url, record);
      if (answer.status === 202) continue;
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("5");
      expect(await answer.json()).toMatchObject({ resourceType: "OperationOutcome", issue: [{ code: "transient" }] });
      expect(await stateOf(relay.url, record.id)).toMatchObject({ resourceType: "OperationOutcome" });
      refused.push(record);
    }
    expect(refused.length).toBeGreaterThan(0);
    expect(await stateOf(relay.url, before.id)).toMatchObject({ state: "accepted" });

    database?.exec("pragma max_page_count = 100000");
    for (const record of refused) expect((await post(relay.url, record)).status).toBe(202);
    for (const { id } of large) await reached(relay.url, id, "accepted");
    expect(sandbox.events()).toHaveLength(1 + large.length);
    expect(relay.logged()).toContain('"reason":"full"');
  });
});
