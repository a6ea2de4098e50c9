import { describe, expect, it, onTestFinished } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../store-conformance/store-under-test.ts";
import { runningPostgres } from "./running-postgres.ts";
import { type ScriptProcess, scriptProcess } from "./script-process.ts";

const leaseMs = 1_500;
const issue = { severity: "error", code: "value", rule: "example", message: "Nobody knows." } as const;
const packageFiles = new URL("../../src/package-files.ts", import.meta.url);

/** A relay of its own process that claims one record, may say that it is sending it, and settles it once it is told to. */
function holder(url: string, isSending: boolean): Promise<ScriptProcess> {
  return scriptProcess(
    `import { once } from "node:events";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.ts";
const store = await openPostgresStore({ url: ${JSON.stringify(url)} });
const [claim] = await store.claim({ owner: "zombie", leaseMs: ${leaseMs}, limit: 1 });
const place = { recordId: claim.recordId, sequence: claim.sequence, fence: claim.fence };
if (${isSending}) await store.markSending({ ...place, payload: "{}", leaseMs: ${leaseMs} });
console.log(JSON.stringify(place));
await once(process.stdin, "data");
const sending = ${isSending} || (await store.markSending({ ...place, payload: "{}", leaseMs: ${leaseMs} }));
const settled = await store.settle({ ...place, settlement: { state: "accepted", lfpse: { id: "late" } } });
console.log(JSON.stringify({ sending, settled }));
await store.close();
process.exit();`,
    packageFiles,
  );
}

describe("a relay that stops with a lease and comes back late", () => {
  const postgres = runningPostgres();

  async function opened(): Promise<{ readonly store: Store; readonly url: string }> {
    const url = await postgres().createDatabase();
    const store = await openPostgresStore({ url });
    onTestFinished(() => store.close());
    return { store, url };
  }

  /** Resolves once the lease of the stopped relay has ended and what it left is settled. */
  async function swept(store: Store, state: string): Promise<void> {
    await expect
      .poll(
        async () => {
          await store.sweep({ horizonMs: 86_400_000, issues: [issue] });
          const due = await store.nextDueInMs();
          return (await store.find("a"))?.state === state && (due === undefined || due === 0);
        },
        { timeout: 20_000, interval: 50 },
      )
      .toBe(true);
  }

  it("loses what it had not begun to send to another, and may neither send nor settle it", async () => {
    const { store, url } = await opened();
    await store.take(create("a"));
    const zombie = await holder(url, false);
    await zombie.told();
    zombie.child.kill("SIGSTOP");
    await swept(store, "waiting");
    const [claim] = await store.claim({ owner: "heir", leaseMs: 60_000, limit: 1 });
    const place = { recordId: "a", sequence: 1, fence: claim?.fence ?? 0 };
    zombie.child.kill("SIGCONT");
    zombie.tell("go on");
    expect(await zombie.told()).toEqual({ sending: false, settled: false });
    expect(await store.markSending({ ...place, payload: "{}", leaseMs: 60_000 })).toBe(true);
    expect(await store.settle({ ...place, settlement: { state: "accepted", lfpse: { id: "heir" } } })).toBe(true);
    expect(await store.find("a")).toMatchObject({ state: "accepted", lfpse: { id: "heir" }, attempts: 1 });
  }, 30_000);

  it("is refused with its answer to a create after a person had it sent again and another claimed it", async () => {
    const { store, url } = await opened();
    await store.take(create("a"));
    const zombie = await holder(url, true);
    await zombie.told();
    zombie.child.kill("SIGSTOP");
    await swept(store, "unknown");
    const audit = { atMs: Date.now(), actor: "token:example", action: "send-again", recordId: "a" };
    expect(await store.decide({ recordId: "a", decision: { kind: "send-again" }, audit })).toBe("done");
    expect(await store.claim({ owner: "heir", leaseMs: 60_000, limit: 1 })).toHaveLength(1);
    zombie.child.kill("SIGCONT");
    zombie.tell("go on");
    expect(await zombie.told()).toEqual({ sending: true, settled: false });
    expect((await store.find("a"))?.lfpse).toBeUndefined();
  }, 30_000);

  it("is believed with its late answer to a create while nobody decided on it", async () => {
    const { store, url } = await opened();
    await store.take(create("a"));
    const zombie = await holder(url, true);
    await zombie.told();
    zombie.child.kill("SIGSTOP");
    await swept(store, "unknown");
    zombie.child.kill("SIGCONT");
    zombie.tell("go on");
    expect(await zombie.told()).toEqual({ sending: true, settled: true });
    expect(await store.find("a")).toMatchObject({ state: "accepted", lfpse: { id: "late" } });
  }, 30_000);

  it("holds nobody up for longer than ten seconds when it stops in the middle of a transaction", async () => {
    const { store, url } = await opened();
    await store.take(create("a"));
    const zombie = await scriptProcess(
      `import { PostgresRunner } from "../../src/store/postgres/postgres-runner.ts";
import { Sessions } from "../../src/store/postgres/sessions.ts";
import { rowsOf } from "../../src/store/sql/work.ts";
const options = { url: ${JSON.stringify(url)}, poolSize: 3, applicationName: "zombie", allowsUnsafeServer: false };
await new PostgresRunner(new Sessions(options)).write(function* () {
  yield* rowsOf("update records set changed_at_ms = 0 where id = 'a'");
  console.log(JSON.stringify("locked"));
  for (;;) yield* rowsOf("select 1");
});`,
      packageFiles,
    );
    expect(await zombie.told()).toBe("locked");
    zombie.child.kill("SIGSTOP");
    const stoppedAtMs = performance.now();
    await expect
      .poll(() => store.claim({ owner: "heir", leaseMs: 60_000, limit: 1 }), { timeout: 20_000, interval: 100 })
      .toHaveLength(1);
    const heldUpMs = performance.now() - stoppedAtMs;
    expect(heldUpMs).toBeGreaterThan(1_000);
    expect(heldUpMs).toBeLessThan(15_000);
  }, 40_000);
});
