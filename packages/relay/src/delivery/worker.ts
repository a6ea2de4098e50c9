import { errorFields } from "../error-fields.ts";
import { type DeliveryOptions, deliver, type LfpseCondition } from "./deliver.ts";
import { deliveryDelayMs } from "./delivery-delay.ts";
import { unknownOutcomeIssue } from "./lfpse-issues.ts";

/** What a delivery worker works with. */
export interface DeliveryWorkerOptions extends DeliveryOptions {
  /** Most requests under way at once. Default: 4. */
  readonly concurrency?: number;
}

/** Delivers what the store holds until stopped. */
export interface DeliveryWorker {
  /** Begins, with what is due already. */
  start(): void;
  /** Looks for work now: something was stored. */
  wake(): void;
  /**
   * Takes nothing new and waits for what is under way; after `limitMs` that is ended, and what LFPSE had not answered is
   * parked as unknown.
   */
  stop(limitMs: number): Promise<void>;
}

/** Longest time between two looks at the store, whatever it said was due. */
const longestPauseMs = 30_000;
/** Wait before the store is asked again after it could not answer. */
const storePauseMs = 2_000;
/** Pauses while LFPSE does not work grow up to half a minute. */
const mostDoublings = 6;
/** What is due later than this was put there by a clock that has since been set back; a wait is a day at most. */
const horizonMs = 90_000_000;

/**
 * Returns a worker that delivers waiting submissions, a few at once, those due first in front. While LFPSE does not work
 * it is tried with one submission at a time and ever longer pauses, so that few are left in doubt.
 */
export function createDeliveryWorker(options: DeliveryWorkerOptions): DeliveryWorker {
  const { store, log, now, random, leaseMs, concurrency = 4 } = options;
  const ending = new AbortController();
  const underWay = new Set<Promise<void>>();
  let isStopping = false;
  let isLooking = false;
  let isLookWanted = false;
  let failuresInARow = 0;
  let notBeforeMs = 0;
  let timer: NodeJS.Timeout | undefined;
  let looked: Promise<void> = Promise.resolve();

  function wake(): void {
    isLookWanted = true;
    if (isLooking || isStopping) return;
    isLooking = true;
    looked = look();
  }

  async function look(): Promise<void> {
    while (isLookWanted && !isStopping) {
      isLookWanted = false;
      clearTimeout(timer);
      let pauseMs = longestPauseMs;
      try {
        pauseMs = Math.min(longestPauseMs, await takeWork());
      } catch (error) {
        log.error(errorFields(error), "store not readable");
        pauseMs = storePauseMs;
      }
      if (!isStopping) timer = setTimeout(wake, pauseMs);
    }
    isLooking = false;
  }

  /** Starts what is due and there is room for; returns when to look again. */
  async function takeWork(): Promise<number> {
    const nowMs = now();
    for (const id of await store.sweep({ nowMs, horizonMs, issues: [unknownOutcomeIssue] })) {
      log.error({ id, state: "unknown" }, "delivery broke off");
    }
    const room = (failuresInARow === 0 ? concurrency : 1) - underWay.size;
    if (room <= 0) return longestPauseMs;
    if (notBeforeMs > nowMs) return notBeforeMs - nowMs;
    const claims = await store.claim({ nowMs, leaseMs, limit: room });
    const seen = failuresInARow;
    for (const claim of claims) {
      const delivery = deliver(claim, options, ending.signal)
        .then((condition) => learn(condition, seen))
        .catch((error: unknown) => log.error({ id: claim.id, ...errorFields(error) }, "delivery failed"))
        .finally(() => {
          underWay.delete(delivery);
          wake();
        });
      underWay.add(delivery);
    }
    if (claims.length === room) return longestPauseMs;
    const nextDueAtMs = await store.nextDueAtMs();
    return nextDueAtMs === undefined ? longestPauseMs : Math.max(1, nextDueAtMs - now());
  }

  /** Requests that were under way together count as one failure. */
  function learn({ isWorking, retryAfterMs }: LfpseCondition, seen: number): void {
    if (isWorking === undefined) return;
    failuresInARow = isWorking ? 0 : seen + 1;
    const pauseMs = isWorking ? 0 : deliveryDelayMs(Math.min(failuresInARow, mostDoublings), 0, random);
    notBeforeMs = isWorking ? 0 : now() + Math.max(retryAfterMs, pauseMs);
  }

  return {
    start: wake,
    wake,
    async stop(limitMs) {
      isStopping = true;
      clearTimeout(timer);
      await looked;
      const end = setTimeout(() => ending.abort(), limitMs);
      await Promise.all(underWay);
      clearTimeout(end);
    },
  };
}
