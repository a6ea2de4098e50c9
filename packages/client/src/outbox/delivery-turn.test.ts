import { describe, expect, it } from "vitest";
import { createManualClock } from "../retry/manual-clock.fixtures.ts";
import { type Locks, takeTurn } from "./delivery-turn.ts";
import { createMemoryStore } from "./memory-store.ts";

function setUp(locks?: Locks) {
  const store = createMemoryStore();
  const clock = createManualClock();
  const { signal } = new AbortController();
  const turnOf = (owner: string) => ({ store, clock, owner, signal, locks, leaseMs: 1_000 });
  const never = () => new Promise<void>(() => {});
  return { store, clock, turnOf, never };
}

describe("takeTurn without locks", () => {
  it("gives the turn to one, and tells another how long it may last", async () => {
    const { clock, turnOf, never } = setUp();
    void takeTurn(turnOf("one"), never);
    await clock.advance(400);
    let hasRun = false;
    const leftMs = await takeTurn(turnOf("two"), async () => {
      hasRun = true;
    });
    expect({ leftMs, hasRun }).toEqual({ leftMs: 600, hasRun: false });
  });

  it("passes it on as soon as the work is done, or has failed", async () => {
    const { turnOf } = setUp();
    const fail = async () => {
      throw new RangeError("on purpose");
    };
    await expect(takeTurn(turnOf("one"), fail)).rejects.toThrow("on purpose");
    expect(await takeTurn(turnOf("two"), async () => {})).toBeUndefined();
  });

  it("takes it from a tab that has gone, and the late tab learns it when it renews", async () => {
    const { clock, turnOf, never } = setUp();
    const renewals: (() => Promise<boolean>)[] = [];
    void takeTurn(turnOf("one"), async (renew) => {
      renewals.push(renew);
      await never();
    });
    await clock.advance(900);
    expect(await renewals[0]?.()).toBe(true);
    await clock.advance(999);
    expect(await takeTurn(turnOf("two"), async () => {})).toBe(1);
    await clock.advance(1);
    void takeTurn(turnOf("two"), never);
    await clock.advance(0);
    expect(await renewals[0]?.()).toBe(false);
  });

  it("does not wait years for a lease taken before the clock was turned back", async () => {
    const { clock, turnOf, never } = setUp();
    void takeTurn(turnOf("one"), never);
    await clock.advance(0);
    clock.jump(-10 * 365 * 86_400_000);
    expect(await takeTurn(turnOf("two"), async () => {})).toBeUndefined();
  });
});

describe("takeTurn with locks", () => {
  it("leaves the turn to them, under one name for each outbox", async () => {
    const names: string[] = [];
    const { store, turnOf } = setUp({
      request: async (name, _, work) => {
        names.push(name);
        await work();
      },
    });
    expect(await takeTurn(turnOf("one"), async (renew) => void expect(await renew()).toBe(true))).toBeUndefined();
    expect(names).toEqual([`digital-factors-outbox:${store.name}`]);
  });
});
