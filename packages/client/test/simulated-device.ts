import {
  type Clock,
  createRelayClient,
  type DeliveryGate,
  type Locks,
  type OutboxEntry,
  type OutboxStore,
  type RelayClient,
} from "@digital-factors/client";
import type { SimulatedRelay } from "./simulated-relay.ts";

/** A device in simulated time: one disk, one clock, tabs that come, go and crash. */
export interface SimulatedDevice {
  readonly clock: Clock;
  /** Opens a tab and starts its client, as a page does when it loads. */
  readonly openTab: () => SimulatedTab;
  /** What lies on the disk. */
  readonly entries: () => readonly OutboxEntry[];
  /** The next so many uses of the disk fail. */
  failDisk: (uses: number) => void;
  /** Clears the site's data under the open tabs. */
  readonly evict: () => void;
  /** Lets time pass: each timer runs when it is due, and what it set off comes to rest. */
  readonly advance: (ms: number) => Promise<void>;
  /** Sets the wall clock. Timers, which are monotonic, do not notice. */
  readonly jump: (ms: number) => void;
}

export interface SimulatedTab {
  readonly client: RelayClient;
  /** Ends it in the middle of whatever it does: no code of it runs again, nothing it waits for comes. */
  readonly crash: () => void;
}

/** Lets everything that needs no timer finish. */
export async function atRest(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
}

const emptyGate: DeliveryGate = { owner: "", heldUntilMs: 0, pausedUntilMs: 0, askedMs: 0, failures: 0 };

export function createSimulatedDevice(
  relay: SimulatedRelay,
  { hasLocks, random, startMs }: { hasLocks: boolean; random: () => number; startMs: number },
): SimulatedDevice {
  let wallMs = startMs;
  let runMs = 0;
  let timers: { readonly atMs: number; readonly isAlive: () => boolean; readonly run: () => void }[] = [];
  let disk = new Map<string, OutboxEntry>();
  let gate = emptyGate;
  let diskFailures = 0;
  const watchers = new Set<{ readonly isAlive: () => boolean; readonly listener: (isLost: boolean) => void }>();
  let lockHolder: object | undefined;
  let lockQueue: { readonly tab: object; readonly isAlive: () => boolean; readonly enter: () => void }[] = [];

  const clockOf = (isAlive: () => boolean): Clock => ({
    now: () => wallMs,
    after: (delayMs, run) => {
      const timer = { atMs: runMs + delayMs, isAlive, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });

  const tell = (isLost: boolean) => {
    for (const { isAlive, listener } of [...watchers]) if (isAlive()) listener(isLost);
  };

  const storeOf = (isAlive: () => boolean): OutboxStore => {
    /** One step at a time, all or nothing; a tab that is gone before it comes to it never does it. */
    const use = async <Value>(work: () => Value): Promise<Value> => {
      await Promise.resolve();
      if (!isAlive()) return await new Promise(() => {});
      if (diskFailures > 0) {
        diskFailures -= 1;
        throw new DOMException("The disk failed on purpose.", "QuotaExceededError");
      }
      const value = work();
      await Promise.resolve();
      return isAlive() ? value : await new Promise(() => {});
    };
    return {
      name: "simulated",
      add: (entry) =>
        use(() => {
          const known = disk.get(entry.id);
          if (known !== undefined && (known.state === "waiting" || known.state === "sending")) return known;
          disk.delete(entry.id);
          disk.set(entry.id, entry);
          tell(false);
          return entry;
        }),
      list: () => use(() => [...disk.values()]),
      get: (id) => use(() => disk.get(id)),
      update: (id, change) =>
        use(() => {
          const known = disk.get(id);
          if (known === undefined) return undefined;
          const changed = change(known);
          disk.set(id, changed);
          tell(false);
          return changed;
        }),
      remove: (id) =>
        use(() => {
          const isThere = disk.delete(id);
          tell(false);
          return isThere;
        }),
      updateGate: (change) =>
        use(() => {
          gate = change(gate);
          return gate;
        }),
      watch: (listener) => {
        const watcher = { isAlive, listener };
        watchers.add(watcher);
        return () => {
          watchers.delete(watcher);
        };
      },
      close: async () => {},
    };
  };

  const passLock = () => {
    lockHolder = undefined;
    const next = lockQueue.shift();
    if (next === undefined) return;
    if (!next.isAlive()) return passLock();
    lockHolder = next.tab;
    next.enter();
  };

  const locksOf = (tab: object, isAlive: () => boolean): Locks => ({
    request: (_, { signal }, work) =>
      new Promise((resolve, reject) => {
        const enter = () => {
          signal.removeEventListener("abort", leave);
          work()
            .then(resolve, reject)
            .finally(() => {
              if (isAlive()) passLock();
            });
        };
        const leave = () => {
          lockQueue = lockQueue.filter((each) => each.enter !== enter);
          reject(new DOMException("stopped", "AbortError"));
        };
        signal.addEventListener("abort", leave);
        lockQueue.push({ tab, isAlive, enter });
        if (lockHolder === undefined) passLock();
      }),
  });

  return {
    clock: clockOf(() => true),
    openTab: () => {
      const tab = {};
      let isLiving = true;
      const isAlive = () => isLiving;
      const client = createRelayClient({
        baseUrl: "http://relay.test",
        outbox: storeOf(isAlive),
        fetch: relay.fetchOf(
          clockOf(() => true),
          isAlive,
        ),
        clock: clockOf(isAlive),
        random,
        locks: hasLocks ? locksOf(tab, isAlive) : null,
      });
      client.start();
      return {
        client,
        crash: () => {
          isLiving = false;
          timers = timers.filter((timer) => timer.isAlive());
          if (lockHolder === tab) passLock();
        },
      };
    },
    entries: () => [...disk.values()],
    failDisk: (uses) => {
      diskFailures = uses;
    },
    evict: () => {
      disk = new Map();
      gate = emptyGate;
      tell(true);
    },
    advance: async (ms) => {
      const endMs = runMs + ms;
      await atRest();
      for (;;) {
        const due = Math.min(...timers.map(({ atMs }) => atMs));
        if (due > endMs) break;
        wallMs += due - runMs;
        runMs = due;
        const timer = timers.find(({ atMs }) => atMs === due);
        timers = timers.filter((each) => each !== timer);
        timer?.run();
        await atRest();
      }
      wallMs += endMs - runMs;
      runMs = endMs;
    },
    jump: (ms) => {
      wallMs += ms;
    },
  };
}
