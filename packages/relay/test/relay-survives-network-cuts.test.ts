import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { showFigures } from "./faults/figures.ts";
import { cutToLfpse, cutToRelay, foulWeathers } from "./faults/network-cuts.ts";
import { chosenSeed, seedHint } from "./faults/seeded-random.ts";
import { emptyFolder } from "./running-relay.ts";

const seed = chosenSeed();

describe("a relay whose network to LFPSE fails and returns", () => {
  it("drains within a minute, the oldest first, and ends at one whole event for each record", {
    timeout: 180_000,
  }, async () => {
    const folder = await emptyFolder();
    const left = [...foulWeathers];
    const lane = async () => {
      for (let weather = left.shift(); weather !== undefined; weather = left.shift()) {
        const store = { kind: "libsql", file: join(folder, `${weather.kind}.db`) } as const;
        const report = await cutToLfpse({ weather, store, seed });
        const { lost, doubled, changed, ...figures } = report;
        showFigures(`network to LFPSE: ${weather.kind}`, figures);
        expect(report, `${weather.kind}, ${seedHint(seed)}`).toMatchObject({
          acknowledged: 8,
          delivered: 8,
          lost: [],
          doubled: [],
          changed: [],
          outOfOrder: 0,
        });
        expect(report.drainedInMs, weather.kind).toBeLessThan(60_000);
      }
    };
    // Each lane ends its own relays, so that all of them are waited for.
    const lanes = await Promise.allSettled([lane(), lane(), lane()]);
    for (const result of lanes) if (result.status === "rejected") throw result.reason;
  });
});

describe("a relay that hosts reach over a network that flaps", () => {
  it("has every report of the client once and unchanged", { timeout: 90_000 }, async () => {
    const store = { kind: "libsql", file: join(await emptyFolder(), "relay.db") } as const;
    const report = await cutToRelay({ records: 60, store, seed });
    const { lost, doubled, changed, ...figures } = report;
    showFigures("network to the relay", figures);
    expect(report, seedHint(seed)).toMatchObject({ delivered: 60, lost: [], doubled: [], changed: [] });
    expect(report.faults, seedHint(seed)).toBeGreaterThan(5);
    expect(report.drainedInMs).toBeLessThan(60_000);
  });
});
