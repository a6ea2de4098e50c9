import type { LfpseClient } from "@digital-factors/client/lfpse";
import type { AdverseEvent, Issue, LfpseProfile, Result } from "@digital-factors/core";
import type { Logger } from "pino";
import { errorFields } from "../error-fields.ts";
import { readStoredSubmission } from "../intake/parse-submission.ts";
import type { Claim, Settlement, Store } from "../store/store.ts";
import { isStoreUnavailable } from "../store/store-unavailable-error.ts";
import { buildAdverseEvent } from "./build-adverse-event.ts";
import { withQuestions } from "./lfpse-issues.ts";
import { retryAfterMsOf, toSettlement } from "./settlement.ts";

/** What a delivery works with. */
export interface DeliveryOptions {
  readonly store: Store;
  readonly lfpse: Pick<LfpseClient, "create">;
  readonly profile: LfpseProfile;
  readonly log: Logger;
  readonly leaseMs: number;
  readonly now: () => number;
  readonly random: () => number;
  /** Resolves after so many milliseconds, or when the signal is aborted. */
  readonly wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
}

/** What a delivery showed of LFPSE. */
export interface LfpseCondition {
  /** Whether it works: it answered, be it with a refusal. Absent if it was not asked. */
  readonly isWorking?: boolean;
  /** Milliseconds for which it asked for no further requests; 0 if it did not. */
  readonly retryAfterMs: number;
}

/** Wait before a write of a delivery is tried again, while the store cannot write. */
const writeAgainMs = 1000;

const unreadable: Issue = {
  severity: "error",
  code: "not-supported",
  rule: "stored-form",
  message: "This release of the relay cannot read the stored record. Ask whoever runs the relay.",
};

/**
 * Delivers one claimed submission: marks it as sending, durably, before its request leaves, and records what came of it.
 *
 * @param signal - Ends the wait for LFPSE; a request that has left is then of unknown outcome.
 */
export async function deliver(claim: Claim, options: DeliveryOptions, signal: AbortSignal): Promise<LfpseCondition> {
  const { store, lfpse, profile, log, leaseMs, now, random } = options;
  const { id, fence } = claim;
  const attempt = claim.attempts + 1;
  const settle = (settlement: Settlement) => untilStored(() => store.settle({ id, fence, settlement }));
  const built = buildFrom(claim, profile, log);
  if (!built.ok) {
    await settle({ state: "rejected", issues: withQuestions(built.issues) });
    return { retryAfterMs: 0 };
  }
  const payload = JSON.stringify(built.value);
  const isMine = await untilStored(() => store.markSending({ id, fence, payload, nowMs: now(), leaseMs }));
  if (!isMine) return { retryAfterMs: 0 };
  const startedAtMs = now();
  const outcome = await lfpse.create(built.value, { signal });
  const settlement = toSettlement(outcome, attempt, now(), random);
  const durationMs = now() - startedAtMs;
  if (outcome.ok) {
    log.info({ id, attempt, durationMs, state: settlement.state, lfpseId: outcome.value.id }, "delivery");
  } else {
    const { error } = outcome;
    const status = "status" in error ? error.status : undefined;
    const reason = "reason" in error ? error.reason : undefined;
    const level = error.kind === "auth" || settlement.state === "unknown" ? "error" : "warn";
    log[level]({ id, attempt, durationMs, state: settlement.state, kind: error.kind, status, reason }, "delivery");
  }
  await settle(settlement);
  return {
    isWorking: settlement.state === "accepted" || settlement.state === "rejected",
    retryAfterMs: outcome.ok ? 0 : retryAfterMsOf(outcome.error),
  };

  /** What LFPSE answered is known here alone until it is written, so a store that cannot write is asked again. */
  async function untilStored(write: () => Promise<boolean>): Promise<boolean> {
    for (;;) {
      try {
        const isHeld = await write();
        if (!isHeld) log.warn({ id }, "claim lost");
        return isHeld;
      } catch (error) {
        if (!isStoreUnavailable(error) || signal.aborted) throw error;
        log.error({ id, reason: error.reason }, "delivery waits for the store");
        await options.wait(writeAgainMs, signal);
      }
    }
  }
}

function buildFrom({ id, body }: Claim, profile: LfpseProfile, log: Logger): Result<AdverseEvent> {
  try {
    const { record, adverseEvent } = readStoredSubmission(body);
    return buildAdverseEvent(record, adverseEvent, profile);
  } catch (error) {
    log.error({ id, ...errorFields(error) }, "stored record not readable");
    return { ok: false, issues: [unreadable] };
  }
}
