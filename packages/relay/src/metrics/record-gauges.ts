import { Gauge, type Registry } from "prom-client";
import type { RecordCounts } from "../store/administration-store.ts";
import { deliveryStates } from "../store/delivery-state.ts";

/** How long one count serves: counting takes longer the more records there are. */
const freshMs = 10_000;

/** Adds the figures about kept records, counted when they are read. Without an answer of the store they are left out. */
export function recordGauges({
  registry,
  prefix,
  count,
  now,
}: {
  readonly registry: Registry;
  readonly prefix: string;
  readonly count: () => Promise<RecordCounts>;
  readonly now: () => number;
}): void {
  let last: { readonly counts: Promise<RecordCounts | undefined>; readonly atMs: number } | undefined;
  function counts(): Promise<RecordCounts | undefined> {
    const nowMs = performance.now();
    if (last === undefined || nowMs - last.atMs > freshMs) {
      last = { counts: count().catch(() => undefined), atMs: nowMs };
    }
    return last.counts;
  }
  const registers = [registry];
  new Gauge({
    name: `${prefix}store_up`,
    help: "Whether the store answered when these figures were read.",
    registers,
    async collect() {
      this.set((await counts()) === undefined ? 0 : 1);
    },
  });
  new Gauge({
    name: `${prefix}records`,
    help: "Records kept, by the state of their delivery.",
    labelNames: ["state"],
    registers,
    async collect() {
      this.reset();
      const states = (await counts())?.states;
      if (states !== undefined) for (const state of deliveryStates) this.set({ state }, states[state]);
    },
  });
  const single = (name: string, help: string, figureOf: (counts: RecordCounts) => number) =>
    new Gauge({
      name: `${prefix}${name}`,
      help,
      registers,
      async collect() {
        const counted = await counts();
        this.remove();
        if (counted !== undefined) this.set(figureOf(counted));
      },
    });
  single(
    "yellow_cards_missing",
    "Records that speak of a Yellow Card and hold no reference.",
    (counted) => counted.yellowCardsMissing,
  );
  single(
    "oldest_waiting_seconds",
    "Age of the oldest operation that waits for its delivery or is being sent; 0 if none is.",
    (counted) => (counted.oldestWaitingAtMs === undefined ? 0 : Math.max(0, now() - counted.oldestWaitingAtMs) / 1000),
  );
}
