import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/postgres-store.ts";
import type { Store } from "../../src/store/store.ts";
import { create } from "../store-conformance/store-under-test.ts";
import { foundServers } from "./found-servers.ts";
import { runningPostgres } from "./running-postgres.ts";

const tenYearsMs = 10 * 365 * 86_400_000;
const leaseMs = 60_000;

/** Sets the clock of this process off, that of the database stays. */
function clockOff(byMs: number): void {
  vi.setSystemTime(performance.timeOrigin + performance.now() + byMs);
}

describe.each(foundServers())("leases of relays with wrong clocks, on $name", (server) => {
  const postgres = runningPostgres({ server });

  async function twoStores(): Promise<readonly [Store, Store]> {
    const url = await postgres().createDatabase();
    const stores = [await openPostgresStore({ url }), await openPostgresStore({ url })] as const;
    onTestFinished(async () => {
      await Promise.all(stores.map((store) => store.close()));
    });
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    return stores;
  }

  it.each([
    ["ahead", tenYearsMs],
    ["behind", -tenYearsMs],
  ])("are not taken early by a relay whose clock is ten years %s", async (_, byMs) => {
    const [owner, other] = await twoStores();
    await owner.take(create("a"));
    const [claim] = await owner.claim({ owner: "one", leaseMs, limit: 1 });
    clockOff(byMs);
    expect(await other.claim({ owner: "two", leaseMs, limit: 9 })).toEqual([]);
    expect(await other.sweep({ horizonMs: 86_400_000, issues: [] })).toEqual([]);
    expect(await other.nextDueInMs()).toSatisfy((ms: number) => ms > leaseMs - 30_000 && ms <= leaseMs);
    const place = { recordId: "a", sequence: 1, fence: claim?.fence ?? 0 };
    expect(await owner.markSending({ ...place, payload: "{}", leaseMs })).toBe(true);
    expect(await other.sweep({ horizonMs: 86_400_000, issues: [] })).toEqual([]);
    expect(await owner.settle({ ...place, settlement: { state: "accepted", lfpse: { id: "event" } } })).toBe(true);
  });

  it.each([
    ["ahead", tenYearsMs],
    ["behind", -tenYearsMs],
  ])("are not lost by a relay whose clock jumps ten years %s while it holds one", async (_, byMs) => {
    const [owner, other] = await twoStores();
    await owner.take(create("a"));
    const [claim] = await owner.claim({ owner: "one", leaseMs, limit: 1 });
    clockOff(byMs);
    const place = { recordId: "a", sequence: 1, fence: claim?.fence ?? 0 };
    expect(await owner.renew({ owner: "one", leaseMs })).toBe(1);
    expect(await owner.markSending({ ...place, payload: "{}", leaseMs })).toBe(true);
    vi.useRealTimers();
    expect(await other.claim({ owner: "two", leaseMs, limit: 9 })).toEqual([]);
    expect(await owner.settle({ ...place, settlement: { state: "accepted", lfpse: { id: "event" } } })).toBe(true);
  });

  it.each([
    ["ahead", tenYearsMs],
    ["behind", -tenYearsMs],
  ])("are given at once for a record that a relay took with its clock ten years %s", async (_, byMs) => {
    const [owner, other] = await twoStores();
    clockOff(byMs);
    await owner.take(create("a", { receivedAtMs: Date.now() }));
    expect(await other.nextDueInMs()).toBe(0);
    expect(await other.claim({ owner: "two", leaseMs, limit: 9 })).toHaveLength(1);
  });
});
