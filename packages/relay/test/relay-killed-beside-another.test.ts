import { describe, expect, it } from "vitest";
import { showFigures } from "./faults/figures.ts";
import { chosenSeed, seedHint } from "./faults/seeded-random.ts";
import { killOneOfTwo, wakeZombie } from "./faults/two-relays.ts";
import { runningPostgres } from "./postgres/running-postgres.ts";

const seed = chosenSeed();

describe("two relays on one PostgreSQL", () => {
  const postgres = runningPostgres();

  it("deliver every record once, though one is killed with requests under way and another sleeps past its lease", {
    timeout: 180_000,
  }, async () => {
    const [first, second] = [await postgres().createDatabase(), await postgres().createDatabase()];
    const [takeOver, zombie] = await Promise.all([
      killOneOfTwo({ url: first, seed }),
      wakeZombie({ url: second, seed }),
    ]);
    const { lost, doubled, changed, ...figures } = takeOver;
    showFigures("take-over", figures);
    expect(takeOver, seedHint(seed)).toMatchObject({
      lost: [],
      doubled: [],
      changed: [],
      delivered: takeOver.acknowledged,
    });
    expect(takeOver.underWay).toBeGreaterThanOrEqual(4);
    expect(takeOver.takenOverInMs, seedHint(seed)).toBeLessThan(60_000);
    // The zombie's late answer changed nothing of what a person had decided meanwhile.
    expect(zombie, seedHint(seed)).toEqual({
      whileStopped: "unknown",
      decided: zombie.decided,
      afterwards: zombie.decided,
      events: 1,
      isServing: true,
    });
  });
});
