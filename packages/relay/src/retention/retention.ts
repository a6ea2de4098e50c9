import type { Logger } from "pino";
import { errorFields } from "../error-fields.ts";
import type { RelayObserver } from "../metrics/relay-observer.ts";
import type { DeliveryState } from "../store/delivery-state.ts";
import type { Store } from "../store/store.ts";

/** What {@link createRetention} works with. */
export interface RetentionOptions {
  readonly store: Pick<Store, "removeContent">;
  /** Content of records that have been settled for longer is removed. */
  readonly retentionDays: number;
  readonly log: Pick<Logger, "info" | "error">;
  readonly observer?: Pick<RelayObserver, "contentRemoved">;
  /** Called after each batch with the number removed so far. */
  readonly onProgress?: (removed: number) => void;
  /** Time between two runs. Default: a day. */
  readonly intervalMs?: number;
}

/** What one run removed. */
export interface RetentionReport {
  readonly removed: number;
  readonly counts: readonly {
    readonly organisation: string;
    readonly state: DeliveryState;
    readonly records: number;
  }[];
}

/** The retention rule of one relay. */
export interface Retention {
  /** Runs now, and every day from then on. */
  start(): void;
  /** Removes what is due; the audit log has each record by its id. */
  run(): Promise<RetentionReport>;
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

const dayMs = 86_400_000;
/** Records in one transaction: a relay in service goes on meanwhile. */
const batch = 200;
/** Wait before another try after the store could not do it. */
const retryMs = 600_000;

/**
 * Returns the retention rule: by the store's own clock, content of records settled for longer than so many days goes, a
 * few records at a time. What is open stays, and what tells a repeat from a new record.
 */
export function createRetention(options: RetentionOptions): Retention {
  const { store, retentionDays, log, observer, onProgress, intervalMs = dayMs } = options;
  let isStopping = false;
  let timer: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();

  async function run(): Promise<RetentionReport> {
    const counts = new Map<string, RetentionReport["counts"][number]>();
    let removed = 0;
    for (;;) {
      const gone = await store.removeContent({ afterMs: retentionDays * dayMs, limit: batch });
      for (const { organisation, state } of gone) {
        const key = `${organisation} ${state}`;
        counts.set(key, { organisation, state, records: (counts.get(key)?.records ?? 0) + 1 });
      }
      removed += gone.length;
      if (gone.length > 0) {
        observer?.contentRemoved(gone.length);
        onProgress?.(removed);
      }
      if (gone.length < batch || isStopping) break;
    }
    const report: RetentionReport = { removed, counts: [...counts.values()] };
    log.info({ retentionDays, ...report }, "retention");
    return report;
  }

  function runAndPlan(): void {
    underWay = run()
      .then(() => intervalMs)
      .catch((error: unknown) => {
        log.error(errorFields(error), "retention failed");
        return Math.min(retryMs, intervalMs);
      })
      .then((pauseMs) => {
        if (!isStopping) timer = setTimeout(runAndPlan, pauseMs).unref();
      });
  }

  return {
    start: runAndPlan,
    run,
    async stop() {
      isStopping = true;
      clearTimeout(timer);
      await underWay;
    },
  };
}
