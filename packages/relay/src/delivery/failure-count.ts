import type { Claim } from "../store/delivery-store.ts";
import { createLatest } from "./latest.ts";

/**
 * How LFPSE's answer failed an operation that is sent again by itself. `unreadable`: it took the operation, and its answer
 * does not say that it was done. `failed`: any other answer.
 */
export type AnsweredFailure = "unreadable" | "failed";

/** Unreadable answers to one operation before it is parked: LFPSE was asked to do the same each time, and took it. */
const mostUnreadable = 5;
/** Failures of one operation before it is parked, if LFPSE worked for others meanwhile. It takes minutes to get there. */
const mostFailed = 20;
/** Of these, how many at least after LFPSE worked for others: one that gets well still fails now and then. */
const leastSinceWorked = 3;

/** Counts answers that fail an operation, to tell what LFPSE never carries out from an LFPSE that is ill. */
export interface FailureCount {
  /**
   * Counts an answer. Returns whether the operation is to be parked.
   *
   * @param timesWorked - How often LFPSE has worked for the organisation.
   */
  readonly add: (claim: Claim, failure: AnsweredFailure, timesWorked: number) => boolean;
  /** What the operation waited for is over. */
  readonly forget: (claim: Claim) => void;
}

interface Counted {
  readonly unreadable: number;
  readonly failed: number;
  readonly failedSinceWorked: number;
  readonly timesWorkedBefore: number;
}

/** Returns a count that knows of no failure. It lasts as long as the process. */
export function createFailureCount(): FailureCount {
  const counts = createLatest<Counted>();
  const keyOf = ({ recordId, sequence }: Claim) => `${recordId} ${sequence}`;
  return {
    add: (claim, failure, timesWorked) => {
      const before = counts.get(keyOf(claim)) ?? none(timesWorked);
      const isFailed = failure === "failed";
      const counted: Counted = {
        ...before,
        unreadable: before.unreadable + Number(!isFailed),
        failed: before.failed + Number(isFailed),
        failedSinceWorked: before.failedSinceWorked + Number(isFailed && timesWorked > before.timesWorkedBefore),
      };
      counts.set(keyOf(claim), counted);
      const isNeverDone = counted.failed >= mostFailed && counted.failedSinceWorked >= leastSinceWorked;
      return counted.unreadable >= mostUnreadable || isNeverDone;
    },
    forget: (claim) => counts.delete(keyOf(claim)),
  };
}

function none(timesWorkedBefore: number): Counted {
  return { unreadable: 0, failed: 0, failedSinceWorked: 0, timesWorkedBefore };
}
