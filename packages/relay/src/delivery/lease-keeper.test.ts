import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createLeaseKeeper } from "./lease-keeper.ts";
import { createManualClock } from "./manual-clock.fixtures.ts";

describe("createLeaseKeeper", () => {
  it("renews every ten seconds, also after holds that ended and began while a renewal was under way", async () => {
    const clock = createManualClock();
    const answers: (() => void)[] = [];
    let renewals = 0;
    const renew = () => {
      renewals += 1;
      return new Promise<number>((resolve) => answers.push(() => resolve(1)));
    };
    const log = pino({ level: "silent" });
    const keeper = createLeaseKeeper({
      store: { renew },
      owner: "a",
      leaseMs: 30_000,
      renewEveryMs: 10_000,
      clock,
      log,
    });
    const answerAll = async () => {
      for (const answer of answers.splice(0)) answer();
      await clock.advance(0);
    };
    let letGo = keeper.hold("a");
    for (let turn = 0; turn < 5; turn += 1) {
      await clock.advance(10_000);
      letGo();
      letGo = keeper.hold("a");
      await answerAll();
    }
    renewals = 0;
    for (let turn = 0; turn < 6; turn += 1) {
      await clock.advance(10_000);
      await answerAll();
    }
    expect(renewals).toBe(6);
    letGo();
    expect(clock.nextTimerMs()).toBeUndefined();
  });
});
