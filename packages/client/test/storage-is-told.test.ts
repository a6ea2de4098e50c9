import { describe, expect, it, vi } from "vitest";
import { createMemoryStore } from "../src/outbox/memory-store.ts";
import type { OutboxEntry, OutboxStorage, OutboxStore } from "../src/outbox/outbox-store.ts";
import { createRelayClient, type OutboxItem } from "../src/relay/relay-client.ts";
import { createManualClock, settle } from "../src/retry/manual-clock.fixtures.ts";
import { recordOf } from "./records.ts";

const noRoom = async () => {
  throw new DOMException("no room", "QuotaExceededError");
};

/** A store that a test can empty under its page, or break. */
function fragileStore() {
  let memory = createMemoryStore();
  const watchers = new Set<(isLost: boolean) => void>();
  const broken = new Set<keyof OutboxStore>();
  const tell = (isLost: boolean) => {
    for (const watcher of [...watchers]) watcher(isLost);
  };
  memory.watch(tell);
  const store: OutboxStore = {
    name: "fragile",
    add: async (entry) => (broken.has("add") ? await noRoom() : await memory.add(entry)),
    list: async () => (broken.has("list") ? await noRoom() : await memory.list()),
    get: async (id) => await memory.get(id),
    update: async (id, change) => (broken.has("update") ? await noRoom() : await memory.update(id, change)),
    remove: async (id) => await memory.remove(id),
    updateGate: async (change) => await memory.updateGate(change),
    watch: (listener) => {
      watchers.add(listener);
      return () => {
        watchers.delete(listener);
      };
    },
    close: async () => {},
  };
  const evict = () => {
    memory = createMemoryStore();
    memory.watch(tell);
    tell(true);
  };
  return { store, broken, evict };
}

function setUp(isOnline = true) {
  const fragile = fragileStore();
  const clock = createManualClock();
  const network = { isOnline, status: 202 };
  const bodies: string[] = [];
  const fetch: typeof globalThis.fetch = async (_, init) => {
    if (!network.isOnline) throw new TypeError("Failed to fetch");
    bodies.push(String(init?.body));
    const id = new Headers(init?.headers).get("idempotency-key");
    const outcome = { resourceType: "OperationOutcome", issue: [{ severity: "error", code: "value" }] };
    const answer = network.status === 202 ? { id, receivedAt: "2026-03-02T09:20:01.000Z" } : outcome;
    return Response.json(answer, { status: network.status });
  };
  const options = { baseUrl: "http://relay.test", outbox: fragile.store, fetch, clock, random: () => 0.5, locks: null };
  const client = createRelayClient(options);
  const told: { items: readonly OutboxItem[]; storage: OutboxStorage }[] = [];
  client.subscribe((items, storage) => told.push({ items, storage }));
  const last = () => ({ storage: told.at(-1)?.storage, states: told.at(-1)?.items.map(({ state }) => state) });
  return { ...fragile, client, clock, network, bodies, last };
}

const bodyOf = (number: number) => JSON.stringify({ record: recordOf(number) });

describe("subscribe tells whether the device keeps reports", () => {
  it("kept, as long as nothing else was seen", async () => {
    const { client, last } = setUp();
    await client.submit(recordOf(1));
    await settle();
    expect(last()).toEqual({ storage: "kept", states: ["accepted"] });
  });

  it("refused, while the outbox cannot be read, and kept again once it can", async () => {
    const { client, clock, broken, last } = setUp();
    broken.add("list");
    client.start();
    await settle();
    expect(last()).toEqual({ storage: "refused", states: [] });
    broken.clear();
    await clock.advance(60_000);
    expect(last().storage).toBe("kept");
    await client.stop();
  });

  it("refused, from the report that could not be stored to the next that could", async () => {
    const { client, broken, last } = setUp();
    broken.add("add");
    expect((await client.submit(recordOf(1))).isStored).toBe(false);
    expect(last().storage).toBe("refused");
    broken.clear();
    expect((await client.submit(recordOf(2))).isStored).toBe(true);
    await settle();
    expect(last().storage).toBe("kept");
  });
});

describe("a listener that throws", () => {
  it("keeps neither another listener nor a report from what is theirs, and is seen", async () => {
    const seen: unknown[] = [];
    const queued = vi.spyOn(globalThis, "queueMicrotask").mockImplementation((run) => {
      try {
        run();
      } catch (error) {
        seen.push(error);
      }
    });
    const { client, broken } = setUp();
    client.subscribe(() => {
      throw new RangeError("on purpose");
    });
    const told: OutboxStorage[] = [];
    client.subscribe((_, storage) => told.push(storage));
    broken.add("add");
    expect(await client.submit(recordOf(1))).toMatchObject({ isStored: false, state: "accepted" });
    await settle();
    queued.mockRestore();
    expect(told).toContain("refused");
    expect(seen).toContainEqual(new RangeError("on purpose"));
  });
});

describe("storage that is taken away under the page", () => {
  it("is told, and what was stored is put back and sent, unchanged and once", async () => {
    const { client, clock, network, bodies, evict, last } = setUp(false);
    await client.submit(recordOf(1));
    await client.submit(recordOf(2));
    await settle();
    evict();
    await settle();
    expect(last()).toEqual({ storage: "evicted", states: ["waiting", "waiting"] });
    network.isOnline = true;
    await clock.advance(60_000);
    expect(bodies).toEqual([bodyOf(1), bodyOf(2)]);
    expect(last()).toEqual({ storage: "evicted", states: ["accepted", "accepted"] });
  });

  it("is told and sent directly where nothing can be put back, and shown until it is there", async () => {
    const { client, clock, network, bodies, broken, evict, last } = setUp(false);
    await client.submit(recordOf(1));
    await settle();
    broken.add("add");
    evict();
    await settle();
    expect(last()).toEqual({ storage: "evicted", states: ["waiting"] });
    expect(await client.export()).toContain(recordOf(1).id);
    network.isOnline = true;
    await clock.advance(60_000);
    expect(bodies).toEqual([bodyOf(1)]);
    expect(last().states).toEqual([]);
  });

  it("keeps in sight what the relay refuses then, with the reason, until a person discards it", async () => {
    const { client, clock, network, broken, evict, last } = setUp(false);
    await client.submit(recordOf(1));
    await settle();
    broken.add("add").add("list");
    evict();
    network.isOnline = true;
    network.status = 422;
    await clock.advance(60_000);
    expect(await client.export()).toContain(recordOf(1).id);
    broken.delete("list");
    expect(await client.list()).toMatchObject([{ state: "rejected", error: { kind: "rejected", status: 422 } }]);
    expect(last().states).toEqual(["rejected"]);
    expect(await client.discard(recordOf(1).id)).toBe(true);
    expect(await client.list()).toEqual([]);
  });

  it("does not bring back what a person discarded, or what the relay has", async () => {
    const { client, bodies, evict, last } = setUp();
    await client.submit(recordOf(1));
    await settle();
    await client.stop();
    await client.submit(recordOf(2));
    await client.discard(recordOf(2).id);
    await settle();
    evict();
    await settle();
    expect(last()).toEqual({ storage: "kept", states: [] });
    expect(bodies).toEqual([bodyOf(1)]);
  });
});

describe("a device that is full after it stored a report", () => {
  it("sends the report all the same, once, and writes it down when there is room again", async () => {
    const { client, clock, bodies, broken, store } = setUp();
    await client.stop();
    await client.submit(recordOf(1));
    broken.add("update");
    client.start();
    await clock.advance(120_000);
    expect(bodies).toEqual([bodyOf(1)]);
    broken.clear();
    await clock.advance(60_000);
    expect(bodies).toEqual([bodyOf(1)]);
    expect((await store.get(recordOf(1).id)) satisfies OutboxEntry | undefined).toMatchObject({ state: "accepted" });
    await client.stop();
  });
});

describe("a direct sending", () => {
  it.each([-10, 10])("keeps its deadline when the clock is set by %i years meanwhile", async (years) => {
    const { client, clock, broken } = setUp(false);
    broken.add("add");
    let hasEnded = false;
    const ended = client.submit(recordOf(1)).catch((error: unknown) => {
      hasEnded = true;
      return error;
    });
    await clock.advance(10_000);
    clock.jump(years * 365 * 86_400_000);
    await clock.advance(40_000);
    expect(hasEnded).toBe(false);
    await clock.advance(20_000);
    expect(await ended).toMatchObject({ code: "not-sent", error: { kind: "network" } });
  });
});
