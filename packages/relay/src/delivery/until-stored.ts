import type { Clock } from "@digital-factors/client/lfpse";
import type { Logger } from "pino";
import { errorFields } from "../error-fields.ts";
import { isStoreUnavailable } from "../store/store-unavailable-error.ts";
import { rest } from "./delivery-clock.ts";

/** How writes of a delivery are repeated. */
export interface UntilStoredOptions {
  readonly recordId: string;
  readonly log: Logger;
  readonly clock: Clock;
  /** Ends the repeats. */
  readonly ending: AbortSignal;
}

/** Wait before a write is tried again. */
const writeAgainMs = 1_000;
/** Most tries of a write that fails for another reason than a store which is out of order. */
const mostOddFailures = 5;

/**
 * Returns what the write returned, once the store has done it: what LFPSE answered is known to this process alone until it
 * is written, so a store that cannot write is asked again for as long as it takes.
 *
 * @returns `false` if the claim was lost to another.
 * @throws what the store threw, once the relay ends, or if it is no fault of the store's and stays.
 */
export async function untilStored(
  write: () => Promise<boolean>,
  { recordId, log, clock, ending }: UntilStoredOptions,
): Promise<boolean> {
  for (let oddFailures = 0; ; ) {
    try {
      const isHeld = await write();
      if (!isHeld) log.warn({ id: recordId }, "claim lost");
      return isHeld;
    } catch (error) {
      const isUnavailable = isStoreUnavailable(error);
      if (!isUnavailable) oddFailures += 1;
      if (ending.aborted || oddFailures >= mostOddFailures) throw error;
      const why = isUnavailable ? { reason: error.reason } : errorFields(error);
      log.error({ id: recordId, ...why }, "delivery waits for the store");
      await rest(clock, writeAgainMs, ending);
    }
  }
}
