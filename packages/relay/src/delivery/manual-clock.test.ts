import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createManualClock } from "./manual-clock.fixtures.ts";

describe("createManualClock", () => {
  it("lets no time pass while something is under way, though no timer is set yet", async () => {
    const clock = createManualClock();
    const startMs = clock.now();
    const seenMs: number[] = [];
    const work = async (turns: number) => {
      for (let done = 0; done < turns; done += 1) {
        await turn();
        seenMs.push(clock.now() - startMs);
      }
    };
    void work(30).then(() => clock.after(1_000, () => void work(30)));
    await clock.advance(60_000);
    expect(seenMs).toEqual([...Array(30).fill(0), ...Array(30).fill(1_000)]);
    expect(clock.now() - startMs).toBe(60_000);
  });
});
