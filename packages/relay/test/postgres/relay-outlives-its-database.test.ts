import { describe, expect, it } from "vitest";
import { judge } from "../faults/far-side.ts";
import { showFigures } from "../faults/figures.ts";
import { reconcile } from "../faults/reconcile.ts";
import { chosenSeed, seeded, seedHint } from "../faults/seeded-random.ts";
import { nothingSent, startSubmitting, submitAgain } from "../faults/submitting.ts";
import { untilDrained } from "../faults/until-drained.ts";
import { runningRelay, runningSandbox, settings } from "../running-relay.ts";
import { runningPostgres } from "./running-postgres.ts";

const seed = chosenSeed();
const mostReconnectMs = 5_000;

describe("a relay whose database fails under load", () => {
  const postgres = runningPostgres();

  it("loses, doubles and changes nothing, and serves again within five seconds of its return", {
    timeout: 240_000,
  }, async () => {
    const store = { kind: "postgres", url: await postgres().createDatabase() } as const;
    const sandbox = await runningSandbox();
    const relay = await runningRelay(settings(sandbox.url, "", { store, logLevel: "info" }));
    const sent = nothingSent();
    const hosts = startSubmitting(relay.url, { connections: 8, random: seeded(seed), sent });
    const terminated = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'relay'";
    const faults = [
      () => postgres().restart("fast"),
      () => postgres().query(terminated),
      () => postgres().restart("immediate"),
      () => postgres().query(terminated),
      () => postgres().restart("immediate"),
    ];
    const servedAgainMs: number[] = [];
    for (const fail of faults) {
      const before = sent.receipts.size;
      await expect.poll(() => sent.receipts.size, { timeout: 30_000 }).toBeGreaterThan(before + 20);
      await fail();
      const backAtMs = performance.now();
      await expect
        .poll(async () => (await fetch(`${relay.url}/readyz`)).status, { timeout: 30_000, interval: 20 })
        .toBe(200);
      servedAgainMs.push(performance.now() - backAtMs);
    }
    await hosts.stop();
    const stoppedAtMs = performance.now();
    await submitAgain(relay.url, sent);
    const records = [...sent.receipts.keys()];
    await untilDrained(relay.url, records);
    await reconcile(store, sandbox);
    await untilDrained(relay.url, records);
    const drainedInMs = performance.now() - stoppedAtMs;
    const verdict = judge(sandbox, records);
    showFigures("database failed", {
      seed,
      acknowledged: records.length,
      "refused with 503": sent.refusals.get(503) ?? 0,
      "drained in ms": Math.round(drainedInMs),
      "served again, most ms": Math.round(Math.max(...servedAgainMs)),
    });
    expect(verdict, seedHint(seed)).toEqual({ delivered: records.length, lost: [], doubled: [], changed: [] });
    expect(sent.unanswered.size, seedHint(seed)).toBe(0);
    expect(
      [...sent.refusals.keys()].filter((status) => status !== 503),
      seedHint(seed),
    ).toEqual([]);
    expect(Math.max(...servedAgainMs), seedHint(seed)).toBeLessThan(mostReconnectMs);
    expect(relay.logged()).not.toContain(new URL(store.url).password);
  });
});
