import { describe, it } from "vitest";
import { expectNothingLost } from "./faults/expect-nothing-lost.ts";
import { killRounds } from "./faults/kill-rounds.ts";
import { chosenSeed } from "./faults/seeded-random.ts";
import { runningPostgres } from "./postgres/running-postgres.ts";

describe("a relay on PostgreSQL killed after its 202", () => {
  const postgres = runningPostgres();

  it("keeps every 202, killed at random 10 times under the load of 50 hosts", { timeout: 240_000 }, async () => {
    const store = { kind: "postgres", url: await postgres().createDatabase() } as const;
    expectNothingLost(await killRounds({ rounds: 10, connections: 50, store, seed: chosenSeed() }));
  });
});
