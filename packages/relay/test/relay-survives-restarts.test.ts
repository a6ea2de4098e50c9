import { join } from "node:path";
import { expect, it } from "vitest";
import { showFigures } from "./faults/figures.ts";
import { killRounds } from "./faults/kill-rounds.ts";
import { chosenSeed, seedHint } from "./faults/seeded-random.ts";
import { emptyFolder } from "./running-relay.ts";

it("a relay that is restarted 10 times under load, half of them by a kill, loses and doubles nothing", {
  timeout: 120_000,
}, async () => {
  const seed = chosenSeed();
  const report = await killRounds({
    rounds: 10,
    connections: 10,
    store: { kind: "libsql", file: join(await emptyFolder(), "relay.db") },
    seed,
    mostLoadMs: 60,
    signalOf: (round) => (round % 2 === 0 ? "SIGKILL" : "SIGTERM"),
  });
  showFigures("restart storm", {
    seed,
    acknowledged: report.acknowledged,
    "start to first 202, median ms": report.restartMs.median,
    "most ms": report.restartMs.most,
  });
  expect(report, seedHint(seed)).toMatchObject({
    lost: [],
    doubled: [],
    changed: [],
    delivered: report.acknowledged,
  });
  // The goal is 500 ms on a machine that does nothing else.
  expect(report.restartMs.median, seedHint(seed)).toBeLessThan(3_000);
});
